package io.anyport.mapping;

import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodHandles.Lookup.ClassOption;
import java.lang.reflect.Array;
import java.lang.reflect.RecordComponent;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The one place that makes records and takes them apart; resolved once per record. A class of a few instructions is
 * written for each: docs/adr/0006-record-access.md has the measurements against reflection and method handles.
 */
final class RecordAccess<T> {

    private static final ClassValue<RecordAccess<?>> BY_RECORD = new ClassValue<>() {
        @Override
        protected RecordAccess<?> computeValue(Class<?> type) {
            return generate(type);
        }
    };

    private final @Nullable Object[] zeros;
    private final Function<@Nullable Object[], Object> constructor;
    private final BiConsumer<Object, @Nullable Object[]> accessors;

    @SuppressWarnings("unchecked") // RecordClass writes a class that is both, as ReflectedRecord is
    private RecordAccess(@Nullable Object[] zeros, Object code) {
        this.zeros = zeros;
        this.constructor = (Function<@Nullable Object[], Object>) code;
        this.accessors = (BiConsumer<Object, @Nullable Object[]>) code;
    }

    @SuppressWarnings("unchecked") // computeValue maps each class to the access to that class
    static <T> RecordAccess<T> of(Class<T> type) {
        return (RecordAccess<T>) BY_RECORD.get(type);
    }

    private static <T> RecordAccess<T> generate(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        var zeros = new @Nullable Object[components.length];
        for (int i = 0; i < zeros.length; i++) {
            zeros[i] = Array.get(Array.newInstance(components[i].getType(), 1), 0);
        }
        RecordAccess.class.getModule().addReads(type.getModule());
        try {
            var lookup = MethodHandles.privateLookupIn(type, MethodHandles.lookup());
            if (!lookup.hasFullPrivilegeAccess()) { // another module, named or of another class loader
                return new RecordAccess<>(zeros, ReflectedRecord.of(type, components));
            }

            // In the record's package and nest, so that a private record and its constructor are within reach.
            var code = lookup.defineHiddenClass(RecordClass.write(type, components, zeros), false, ClassOption.NESTMATE)
                    .lookupClass()
                    .getDeclaredConstructor();
            code.setAccessible(true);
            return new RecordAccess<>(zeros, code.newInstance());
        } catch (ReflectiveOperationException e) {
            throw new IllegalArgumentException(
                    type.getTypeName()
                            + " cannot be accessed; if it is in a named module, its module must open package "
                            + type.getPackageName() + " to io.anyport",
                    e);
        }
    }

    @SuppressWarnings("unchecked") // the constructor of T makes a T
    T create(@Nullable Object[] values) {
        return (T) constructor.apply(values);
    }

    /** What the accessors answer, in the order of the components. */
    @Nullable
    Object[] values(T record) {
        var values = new @Nullable Object[zeros.length];
        accessors.accept(record, values);
        return values;
    }

    /** What a component has that no value was given for: zero or false for a primitive, else null. */
    @Nullable
    Object zero(int index) {
        return zeros[index];
    }
}
