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

    private static final Object[] NOTHING = {};

    private final Members<@Nullable Object> document;
    private @Nullable String top; // the member of the document that comes next, or that everything else is in
    private int depth = -1; // 0 in the document itself
    private int size;

    /** Containers inside the document, and the name under which a member of each comes next; most items have none. */
    private @Nullable Object[] open = NOTHING;

    private @Nullable Object[] names = NOTHING;

    /** @param members how many the item has, or more */
    ItemWriter(int members) {
        document = new Members<>(members);
    }

    Members<@Nullable Object> document() {
        return document;
    }

    int size() {
        return size;
    }

    @Override
    public void beginObject() {
        if (depth < 0) {
            depth = 0;
            return;
        }
        var members = new LinkedHashMap<String, @Nullable Object>();
        add(members, CONTAINER_BYTES);
        push(members);
    }

    @Override
    public void name(String name) {
        if (depth == 0) {
            top = name;
        } else {
            names[depth - 1] = name;
        }
        int bytes = utf8(name);
        if (bytes == 0 || bytes > Limits.MOST_NAME_BYTES) {
            throw refused("members with names of 1 to " + Limits.MOST_NAME_BYTES + " bytes, not " + bytes);
        }
        grow(bytes);
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
        if (open.length == 0) {
            open = new @Nullable Object[Limits.MOST_LEVELS];
            names = new @Nullable Object[Limits.MOST_LEVELS];
        }
        open[depth++] = container;
    }

    @SuppressWarnings("unchecked") // only the two kinds of containers made above are ever open
    private void add(@Nullable Object value, int bytes) {
        if (depth == 0) {
            grow(bytes);
            document.add(Objects.requireNonNull(top), value);
            return;
        }
        grow(bytes + 1); // one for each entry of a nested container
        Object container = Objects.requireNonNull(open[depth - 1]);
        if (container instanceof Map) {
            ((Map<String, @Nullable Object>) container).put((String) Objects.requireNonNull(names[depth - 1]), value);
        } else {
            ((List<@Nullable Object>) container).add(value);
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
        var writer = new ItemWriter(1);
        writer.beginObject();
        writer.name(name);
        Mapper.of(Object.class).write(value, writer);
        return writer.size();
    }

    private void grow(int bytes) {
        size += bytes;
        check(size);
    }

    /** Refuses an item that is too large, if only by what has been seen of it so far. */
    static void check(int size) {
        if (size > Limits.MOST_ITEM_BYTES) {
            throw InvalidInput.of(List.of(new Fault(
                    Fault.Place.BODY, "", "an item of at most " + Limits.MOST_ITEM_BYTES + " bytes, not " + size)));
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
        return InvalidInput.of(Objects.requireNonNullElse(top, ""), expected);
    }
}
