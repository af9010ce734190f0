package io.anyport.jackson;

import io.anyport.mapping.Mapper;
import java.lang.reflect.Type;
import org.jspecify.annotations.Nullable;

/** Tells types that the record mapper alone reads and writes from those that databind is needed for. */
final class Plain {

    private static final ClassValue<@Nullable Mapper<?>> BY_CLASS = new ClassValue<>() {
        @Override
        protected @Nullable Mapper<?> computeValue(Class<?> type) {
            return find(type);
        }
    };

    private Plain() {}

    /** The mapper of a class; null if it, or a type that it is made of, has Jackson annotations or is not understood. */
    @SuppressWarnings("unchecked") // computeValue maps each class to the mapper of that class
    static <T> @Nullable Mapper<T> mapper(Class<T> type) {
        return (Mapper<T>) BY_CLASS.get(type);
    }

    /** The same for a type with arguments; not kept. */
    static @Nullable Mapper<?> find(Type type) {
        if (Annotations.areIn(type)) {
            return null;
        }
        try {
            return Mapper.of(type);
        } catch (IllegalArgumentException notUnderstood) {
            return null;
        }
    }
}
