package io.anyport.mapping;

import java.lang.invoke.MethodHandle;
import java.lang.invoke.MethodHandles;
import java.lang.invoke.MethodType;
import java.lang.reflect.RecordComponent;
import org.jspecify.annotations.Nullable;

/** The one place that makes records and takes them apart; resolved once per record. */
final class RecordAccess<T> {

    private final Class<?>[] types;
    private final MethodHandle constructor;
    private final MethodHandle[] accessors;

    private RecordAccess(Class<?>[] types, MethodHandle constructor, MethodHandle[] accessors) {
        this.types = types;
        this.constructor = constructor;
        this.accessors = accessors;
    }

    static <T> RecordAccess<T> of(Class<T> type) {
        RecordComponent[] components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        var accessors = new MethodHandle[components.length];
        try {
            var lookup = MethodHandles.lookup();
            for (int i = 0; i < components.length; i++) {
                types[i] = components[i].getType();
                var accessor = components[i].getAccessor();
                accessor.setAccessible(true);
                accessors[i] = lookup.unreflect(accessor).asType(MethodType.methodType(Object.class, Object.class));
            }
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            var spreader = lookup.unreflectConstructor(constructor)
                    .asSpreader(Object[].class, components.length)
                    .asType(MethodType.methodType(Object.class, Object[].class));
            return new RecordAccess<>(types, spreader, accessors);
        } catch (ReflectiveOperationException | RuntimeException e) {
            throw new IllegalArgumentException(
                    type.getTypeName()
                            + " cannot be accessed; if it is in a named module, its module must open package "
                            + type.getPackageName() + " to io.anyport",
                    e);
        }
    }

    @SuppressWarnings("unchecked") // the constructor of T makes a T
    T create(@Nullable Object[] values) {
        try {
            return (T) (Object) constructor.invokeExact(values);
        } catch (Throwable e) {
            throw sneak(e);
        }
    }

    @Nullable
    Object value(T record, int index) {
        try {
            return (Object) accessors[index].invokeExact((Object) record);
        } catch (Throwable e) {
            throw sneak(e);
        }
    }

    /** What a component has that no value was given for: zero or false for a primitive, else null. */
    @Nullable
    Object zero(int index) {
        return MethodType.methodType(types[index]).wrap().returnType() == types[index]
                ? null
                : java.lang.reflect.Array.get(java.lang.reflect.Array.newInstance(types[index], 1), 0);
    }

    /** Rethrows what a record's own constructor or accessor threw, checked or not. */
    @SuppressWarnings({"unchecked", "TypeParameterUnusedInFormals"}) // the cast is erased: that is the point
    private static <E extends Throwable> RuntimeException sneak(Throwable e) throws E {
        throw (E) e;
    }
}
