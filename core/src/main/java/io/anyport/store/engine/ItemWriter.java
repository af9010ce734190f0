package io.anyport.store.engine;

import io.anyport.mapping.DocumentWriter;
import io.anyport.mapping.Fault;
import io.anyport.mapping.InvalidInput;
import io.anyport.mapping.Mapper;
import io.anyport.store.Limits;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Writes a record as a document in memory, in normal form, and refuses what is beyond a limit as soon as it is. */
final class ItemWriter implements DocumentWriter {

    private static final int CONTAINER_BYTES = 3;

    /** Containers inside the item, and the name under which a member of each comes next. */
    private final Object[] open = new Object[Limits.MOST_LEVELS + 1];

    private final @Nullable String[] names = new @Nullable String[Limits.MOST_LEVELS + 1];
    private int depth = -1;
    private int size;
    private @Nullable Map<String, @Nullable Object> document;

    Map<String, @Nullable Object> document() {
        return Objects.requireNonNull(document, "document");
    }

    int size() {
        return size;
    }

    @Override
    public void beginObject() {
        var members = new LinkedHashMap<String, @Nullable Object>();
        if (document == null) {
            document = members;
        } else {
            add(members, CONTAINER_BYTES);
        }
        push(members);
    }

    @Override
    public void name(String name) {
        names[depth] = name;
        if (name.isEmpty()) {
            throw refused("members with names");
        }
        grow(utf8(name));
    }

    @Override
    public void endObject() {
        depth--;
    }

    @Override
    public void beginList() {
        var elements = new ArrayList<@Nullable Object>();
        add(elements, CONTAINER_BYTES);
        push(elements);
    }

    @Override
    public void endList() {
        depth--;
    }

    @Override
    public void string(String value) {
        add(value, utf8(value));
    }

    @Override
    public void integer(long value) {
        add(value, bytesOf(value));
    }

    /** The bytes of a number as DynamoDB counts them. */
    static int bytesOf(long value) {
        int digits = 0;
        boolean significant = false; // zeros at the end are not
        for (long rest = value; rest != 0; rest /= 10) {
            significant |= rest % 10 != 0;
            digits += significant ? 1 : 0;
        }
        return 1 + (Math.max(digits, 1) + 1) / 2 + (value < 0 ? 1 : 0);
    }

    @Override
    public void floating(double value) {
        if (!Double.isFinite(value)) {
            throw refused("a finite number");
        }
        decimal(new BigDecimal(Double.toString(value)));
    }

    @Override
    public void decimal(BigDecimal value) {
        var normal = Limits.normal(value);
        if (normal == null) {
            throw refused(Limits.NUMBER);
        }
        if (normal.scale() == 0 && normal.unscaledValue().bitLength() < Long.SIZE) {
            integer(normal.longValue());
        } else {
            int digits = normal.stripTrailingZeros().precision();
            add(normal, 1 + (digits + 1) / 2 + (normal.signum() < 0 ? 1 : 0));
        }
    }

    @Override
    public void bool(boolean value) {
        add(value, 1);
    }

    @Override
    public void bytes(byte[] value) {
        add(value.clone(), value.length);
    }

    @Override
    public void nothing() {
        add(null, 1);
    }

    private void push(Object container) {
        if (depth == Limits.MOST_LEVELS) {
            throw refused("at most " + Limits.MOST_LEVELS + " levels of lists and objects");
        }
        open[++depth] = container;
    }

    @SuppressWarnings("unchecked") // only the two kinds of containers made above are ever open
    private void add(@Nullable Object value, int bytes) {
        grow(depth == 0 ? bytes : bytes + 1); // one for each entry of a nested container
        if (open[depth] instanceof Map) {
            ((Map<String, @Nullable Object>) open[depth]).put(Objects.requireNonNull(names[depth]), value);
        } else {
            ((List<@Nullable Object>) open[depth]).add(value);
        }
    }

    /** Writes a member whose value is in neutral form. */
    void member(String name, @Nullable Object value) {
        name(name);
        if (value == null) {
            nothing();
        } else {
            Mapper.of(Object.class).write(value, this);
        }
    }

    /** The bytes of a member, as they are counted for one of a record. */
    static int sizeOf(String name, Object value) {
        var writer = new ItemWriter();
        writer.beginObject();
        writer.name(name);
        Mapper.of(Object.class).write(value, writer);
        return writer.size();
    }

    private void grow(int bytes) {
        size += bytes;
        check(size);
    }

    /** Refuses an item that is too large. */
    static void check(int size) {
        if (size > Limits.MOST_ITEM_BYTES) {
            throw InvalidInput.of(List.of(
                    new Fault(Fault.Place.BODY, "", "an item of at most " + Limits.MOST_ITEM_BYTES + " bytes")));
        }
    }

    private int utf8(String text) {
        int bytes = Limits.utf8Length(text);
        if (bytes < 0) {
            throw refused(Limits.TEXT);
        }
        return bytes;
    }

    private InvalidInput refused(String expected) {
        return InvalidInput.of(Objects.requireNonNullElse(names[0], ""), expected);
    }
}
