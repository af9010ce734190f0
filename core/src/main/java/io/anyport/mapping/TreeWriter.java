package io.anyport.mapping;

import java.math.BigDecimal;
import java.util.ArrayDeque;
import java.util.ArrayList;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a document in memory. */
final class TreeWriter implements DocumentWriter {

    private final Deque<Object> open = new ArrayDeque<>();
    private final Deque<String> names = new ArrayDeque<>();
    private @Nullable Object document;

    Object document() {
        return Objects.requireNonNull(document, "document");
    }

    @Override
    public void beginObject() {
        begin(new LinkedHashMap<String, @Nullable Object>());
    }

    @Override
    public void name(String name) {
        names.push(name);
    }

    @Override
    public void endObject() {
        open.pop();
    }

    @Override
    public void beginList() {
        begin(new ArrayList<@Nullable Object>());
    }

    @Override
    public void endList() {
        open.pop();
    }

    @Override
    public void string(String value) {
        add(value);
    }

    @Override
    public void integer(long value) {
        add(value);
    }

    @Override
    public void floating(double value) {
        decimal(new BigDecimal(Double.toString(finite(value))));
    }

    @Override
    public void decimal(BigDecimal value) {
        boolean fitsLong = value.scale() == 0 && value.unscaledValue().bitLength() < Long.SIZE;
        add(fitsLong ? (Object) value.longValue() : value);
    }

    @Override
    public void bool(boolean value) {
        add(value);
    }

    @Override
    public void bytes(byte[] value) {
        add(value.clone());
    }

    @Override
    public void nothing() {
        add(null);
    }

    private void begin(Object container) {
        add(container);
        open.push(container);
    }

    @SuppressWarnings("unchecked") // only the two kinds of containers made above are ever open
    private void add(@Nullable Object value) {
        var container = open.peek();
        if (container == null) {
            document = value;
        } else if (container instanceof Map) {
            ((Map<String, @Nullable Object>) container).put(names.pop(), value);
        } else {
            ((List<@Nullable Object>) container).add(value);
        }
    }

    private static double finite(double value) {
        if (!Double.isFinite(value)) {
            throw new IllegalArgumentException("a number must be finite to be written");
        }
        return value;
    }
}
