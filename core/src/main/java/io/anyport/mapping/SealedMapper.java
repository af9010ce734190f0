package io.anyport.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Maps a sealed interface of records: an object whose member {@value #MEMBER} is the simple name of the record. It is
 * written first, and read wherever it stands, though most quickly where it stands first.
 */
final class SealedMapper<T> extends Mapper<T> {

    /** The member that tells which record it is. */
    static final String MEMBER = "type";

    private final Map<String, RecordMapper<? extends T>> variants = new LinkedHashMap<>();

    @SuppressWarnings("unchecked") // a permitted subclass of T is a T
    void addVariants(Class<?> type, Resolver resolver) {
        for (Class<?> variant : type.getPermittedSubclasses()) {
            String where = type.getTypeName() + " permits " + variant.getTypeName();
            if (variant.isInterface() && variant.isSealed()) {
                addVariants(variant, resolver);
            } else if (!variant.isRecord()) {
                throw new IllegalArgumentException(where + ", which is not a record");
            } else {
                addVariant(variant, (RecordMapper<? extends T>) resolver.resolve(variant, where), where);
            }
        }
    }

    private void addVariant(Class<?> type, RecordMapper<? extends T> mapper, String where) {
        var known = variants.put(type.getSimpleName(), mapper);
        if (known != null && known != mapper) { // the same one is met again where sealed interfaces overlap
            throw new IllegalArgumentException(where + ", whose simple name is not unique there");
        }
    }

    /** Whether a record belongs to a sealed interface, and so has to say which record it is. */
    static boolean isVariant(Class<?> record) {
        for (Class<?> parent : record.getInterfaces()) {
            if (parent.isSealed()) {
                return true;
            }
        }
        return false;
    }

    @Override
    public @Nullable T read(DocumentReader in, Reading reading) {
        if (in.kind() != DocumentReader.Kind.OBJECT) {
            return refuse(in, reading);
        }
        if (in instanceof TreeReader tree) {
            return readWhole(tree.object(), reading);
        }
        in.beginObject();
        String first = in.nextName();
        if (first == null) {
            return refuseVariant(reading);
        }
        if (first.equals(MEMBER) && in.kind() == DocumentReader.Kind.STRING) {
            return readRest(in, reading);
        }
        int before = reading.count();
        var members = AnyMapper.BUFFER.readMembers(first, in, reading);
        T value = readWhole(members, reading);
        return reading.count() == before ? value : null;
    }

    private @Nullable T readRest(DocumentReader in, Reading reading) {
        var variant = variants.get(in.string());
        if (variant != null) {
            return variant.readMembers(in, reading, MEMBER);
        }
        while (in.nextName() != null) {
            in.skip();
        }
        return refuseVariant(reading);
    }

    /** In memory, so that all other members can wait for the one that tells what they are. */
    private @Nullable T readWhole(Map<?, ?> members, Reading reading) {
        var variant = members.get(MEMBER) instanceof String name ? variants.get(name) : null;
        return variant == null ? refuseVariant(reading) : variant.read(new TreeReader(members), reading);
    }

    private @Nullable T refuseVariant(Reading reading) {
        reading.enter(MEMBER);
        reading.expected("one of " + String.join(", ", variants.keySet()));
        reading.leave();
        return null;
    }

    @Override
    public void write(T value, DocumentWriter out) {
        write(variants.get(value.getClass().getSimpleName()), value, out);
    }

    @SuppressWarnings("unchecked") // the variant was found by the value's own class
    private static <V> void write(@Nullable RecordMapper<? extends V> variant, V value, DocumentWriter out) {
        if (variant == null) {
            throw new IllegalArgumentException(value.getClass().getTypeName() + " is not among the permitted records");
        }
        ((RecordMapper<V>) variant).write(value, out);
    }

    @Override
    public String expected() {
        return "an object";
    }
}
