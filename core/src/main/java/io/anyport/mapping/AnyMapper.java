package io.anyport.mapping;

import java.util.ArrayList;
import java.util.Collection;
import java.util.Collections;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Maps a value whose type is not declared. It reads a document as maps, lists, strings, {@code Long}, {@code
 * BigDecimal}, {@code Boolean} and {@code byte[]}, and writes whatever a mapper is found for by the value's class.
 */
final class AnyMapper extends Mapper<Object> {

    static final AnyMapper INSTANCE = new AnyMapper(true);

    /** Keeps a document to be read once more, by a mapper that knows what it takes. */
    static final AnyMapper BUFFER = new AnyMapper(false);

    private final boolean checked;

    private AnyMapper(boolean checked) {
        this.checked = checked;
    }

    @Override
    public @Nullable Object read(DocumentReader in, Reading reading) {
        int before = reading.count();
        Object value = readAny(in, reading);
        return reading.count() == before ? value : null;
    }

    private @Nullable Object readAny(DocumentReader in, Reading reading) {
        return switch (in.kind()) {
            case OBJECT -> readObject(in, reading);
            case LIST -> readList(in, reading);
            case STRING -> in.string();
            case INTEGER -> in.integer();
            case DECIMAL -> readDecimal(in, reading);
            case BOOLEAN -> in.bool();
            case BYTES -> in.bytes();
            case NULL -> refuse(in, reading);
        };
    }

    private @Nullable Object readDecimal(DocumentReader in, Reading reading) {
        var value = in.decimal();
        if (checked && !NumberMapper.isOfReason(value)) {
            reading.expected("a number of at most " + NumberMapper.MOST_DIGITS + " digits and zeros");
            return null;
        }
        return value;
    }

    private Map<String, @Nullable Object> readObject(DocumentReader in, Reading reading) {
        in.beginObject();
        return readMembers(in.nextName(), in, reading);
    }

    /** @param first the name of the member whose value is current; null for an object without members */
    Map<String, @Nullable Object> readMembers(@Nullable String first, DocumentReader in, Reading reading) {
        var members = new LinkedHashMap<String, @Nullable Object>();
        for (String name = first; name != null; name = in.nextName()) {
            reading.enter(name);
            if (members.containsKey(name)) {
                reading.expected(RecordMapper.ONCE);
            }
            members.put(name, readNullable(in, reading));
            reading.leave();
        }
        return Collections.unmodifiableMap(members);
    }

    private Object readList(DocumentReader in, Reading reading) {
        var elements = new ArrayList<@Nullable Object>();
        in.beginList();
        reading.enterElements();
        while (in.nextElement()) {
            elements.add(readNullable(in, reading));
            reading.nextElement();
        }
        reading.leave();
        return Collections.unmodifiableList(elements);
    }

    private @Nullable Object readNullable(DocumentReader in, Reading reading) {
        if (in.kind() == DocumentReader.Kind.NULL) {
            in.skip();
            return null;
        }
        return read(in, reading);
    }

    @Override
    public void write(@Nullable Object value, DocumentWriter out) {
        if (value == null) {
            out.nothing();
        } else if (value instanceof String text) {
            out.string(text);
        } else if (value instanceof Collection<?> elements) {
            out.beginList();
            for (Object element : elements) {
                write(element, out);
            }
            out.endList();
        } else if (value instanceof Map<?, ?> members) {
            writeMap(members, out);
        } else if (value instanceof Optional<?> optional) {
            write(optional.orElse(null), out);
        } else {
            out.any(value);
        }
    }

    private void writeMap(Map<?, ?> members, DocumentWriter out) {
        out.beginObject();
        for (var member : members.entrySet()) {
            out.name(nameOf(member.getKey()));
            write(member.getValue(), out);
        }
        out.endObject();
    }

    private static String nameOf(Object key) {
        return key instanceof String name ? name : nameOf(key, Mapper.of(key.getClass()));
    }

    @SuppressWarnings("unchecked") // the mapper was asked for by the key's own class
    private static String nameOf(Object key, Mapper<?> mapper) {
        if (mapper instanceof ScalarMapper<?> scalar && scalar.isTextual()) {
            return ((ScalarMapper<Object>) scalar).format(key);
        }
        throw new IllegalArgumentException("map key of type " + key.getClass().getTypeName() + " has no text form");
    }

    @SuppressWarnings("unchecked") // the mapper was asked for by the value's own class
    static void writeTyped(Object value, DocumentWriter out) {
        Class<?> type = value instanceof Enum<?> constant ? constant.getDeclaringClass() : value.getClass();
        var mapper = (Mapper<Object>) Mapper.of(type);
        if (mapper instanceof AnyMapper) {
            throw new IllegalArgumentException("a bare java.lang.Object has no document form");
        }
        mapper.write(value, out);
    }

    @Override
    public String expected() {
        return "a value";
    }
}
