package io.anyport.mapping;

import java.lang.reflect.Type;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Reads and writes values of one type. It is resolved once per type, checks the whole type when it is, and holds no
 * state of a reading or a writing: thread-safe, to be kept in a field.
 *
 * <p>Understood are records, enums, sealed interfaces of records, {@code Optional}, {@code List}, {@code Set}, {@code
 * Collection}, {@code Map} with scalar keys, {@code String}, {@code boolean}, all number types with {@code BigInteger}
 * and {@code BigDecimal}, {@code byte[]}, {@code UUID}, {@code URI}, the types of {@code java.time} that have an ISO-8601
 * form, and {@code Object} for any document.
 *
 * @param <T> the type of the values
 */
public abstract sealed class Mapper<T>
        permits RecordMapper, SealedMapper, ScalarMapper, OptionalMapper, CollectionMapper, MapMapper, AnyMapper {

    private static final ClassValue<Mapper<?>> BY_CLASS = new ClassValue<>() {
        @Override
        protected Mapper<?> computeValue(Class<?> type) {
            return new Resolver().resolve(type, type.getTypeName());
        }
    };

    Mapper() {}

    /**
     * The mapper of a class, from a cache.
     *
     * @param type the class
     * @param <T> the class
     * @return the mapper
     * @throws IllegalArgumentException if the class, or a component somewhere in it, is of no type that is understood;
     *     the text names it
     */
    @SuppressWarnings("unchecked") // computeValue maps each class to the mapper of that class
    public static <T> Mapper<T> of(Class<T> type) {
        return (Mapper<T>) BY_CLASS.get(Objects.requireNonNull(type, "type"));
    }

    /**
     * The mapper of a type with arguments, such as a record's {@code List<Item>}; resolved anew in each call.
     *
     * @param type the type
     * @return the mapper
     * @throws IllegalArgumentException as {@link #of(Class)} does
     */
    public static Mapper<?> of(Type type) {
        Objects.requireNonNull(type, "type");
        return type instanceof Class<?> c ? of(c) : new Resolver().resolve(type, type.getTypeName());
    }

    /**
     * Reads the current value.
     *
     * @param in where the value stands
     * @param reading where faults are noted
     * @return null if it was not what it should be, and the reading knows why
     */
    public abstract @Nullable T read(DocumentReader in, Reading reading);

    /**
     * Writes a value, which must not be null.
     *
     * @param value the value
     * @param out where it is written
     */
    public abstract void write(T value, DocumentWriter out);

    /**
     * {@return what this mapper accepts, as a noun phrase for a {@link Fault}}
     */
    public abstract String expected();

    /**
     * The value of a component that is absent or null.
     *
     * @return null if there is none, which in a strict reading makes absence a fault
     */
    @Nullable
    T absent(Reading reading) {
        return null;
    }

    /** Reads a value that is not null, or notes what was expected in its place. */
    final @Nullable T readPresent(DocumentReader in, Reading reading) {
        if (in.kind() == DocumentReader.Kind.NULL) {
            in.skip();
            T value = absent(reading);
            if (value == null) {
                reading.expected(expected());
            }
            return value;
        }
        return read(in, reading);
    }

    /** Notes what was expected instead of the current value, and passes over it. */
    final @Nullable T refuse(DocumentReader in, Reading reading) {
        in.skip();
        reading.expected(expected());
        return null;
    }
}
