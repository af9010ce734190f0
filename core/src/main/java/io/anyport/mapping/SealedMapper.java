package io.anyport.mapping;

import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Maps a sealed interface of records: an object whose member {@value #MEMBER} is the simple name of the record. It is
 * written first, and read wherever it stands.
 */
final class SealedMapper<T> extends Mapper<T> {

    /** The member that tells which record it is. */
    static final String MEMBER = "type";

    private final Map<String, RecordMapper<? extends T>> variants = new LinkedHashMap<>();

    private SealedMapper() {}

    /** @param found called with the mapper before its variants are resolved, since they may contain it */
    static <T> SealedMapper<T> resolve(Class<T> type, Resolver resolver, Consumer<Mapper<T>> found) {
        var mapper = new SealedMapper<T>();
        found.accept(mapper);
        mapper.addVariants(type, resolver);
        return mapper;
    }

    @SuppressWarnings("unchecked") // a permitted subclass of T is a T
    private void addVariants(Class<?> type, Resolver resolver) {
        for (Class<?> variant : type.getPermittedSubclasses()) {
            String where = type.getTypeName() + " permits " + variant.getTypeName();
            if (variant.isInterface() && variant.isSealed()) {
                addVariants(variant, resolver);
            } else if (!(resolver.resolve(variant, where) instanceof RecordMapper<?> mapper)) {
                throw new IllegalArgumentException(where + ", which is not a record");
            } else if (mapper.hasMember(MEMBER)) {
                throw new IllegalArgumentException(where + ", whose component '" + MEMBER + "' has the name of the"
                        + " member that tells the records apart");
            } else if (variants.put(variant.getSimpleName(), (RecordMapper<? extends T>) mapper) != null) {
                throw new IllegalArgumentException(where + ", whose simple name is not unique there");
            }
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
        var members = AnyMapper.INSTANCE.read(in, reading);
        if (!(members instanceof Map<?, ?> map) || !(map.get(MEMBER) instanceof String name)) {
            return refuseVariant(reading);
        }
        var variant = variants.get(name);
        return variant == null ? refuseVariant(reading) : variant.read(Document.reader(members), reading);
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
