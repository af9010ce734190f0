package io.anyport.mapping;

import java.lang.reflect.AccessibleObject;
import java.lang.reflect.Constructor;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.RecordComponent;
import java.util.Arrays;
import java.util.function.BiConsumer;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Does by reflection what {@link RecordClass} writes code for, and slower: for a record in another module than ours,
 * where the JDK lets nobody define a hidden class.
 */
final class ReflectedRecord implements Function<@Nullable Object[], Object>, BiConsumer<Object, @Nullable Object[]> {

    private final Constructor<?> constructor;
    private final Method[] accessors;

    private ReflectedRecord(Constructor<?> constructor, Method[] accessors) {
        this.constructor = constructor;
        this.accessors = accessors;
    }

    static ReflectedRecord of(Class<?> type, RecordComponent[] components) throws NoSuchMethodException {
        var parameters = new Class<?>[components.length];
        Arrays.setAll(parameters, i -> components[i].getType());
        var accessors = new Method[components.length];
        Arrays.setAll(accessors, i -> components[i].getAccessor());

        var constructor = type.getDeclaredConstructor(parameters);
        constructor.setAccessible(true);
        AccessibleObject.setAccessible(accessors, true);
        return new ReflectedRecord(constructor, accessors);
    }

    @Override
    public Object apply(@Nullable Object[] values) {
        try {
            return constructor.newInstance(values);
        } catch (ReflectiveOperationException e) {
            throw failure(e);
        }
    }

    @Override
    public void accept(Object record, @Nullable Object[] values) {
        try {
            for (int i = 0; i < accessors.length; i++) {
                values[i] = accessors[i].invoke(record);
            }
        } catch (ReflectiveOperationException e) {
            throw failure(e);
        }
    }

    /** What the record's own code threw, which is unchecked: neither its constructor nor an accessor may declare more. */
    private static RuntimeException failure(ReflectiveOperationException e) {
        if (e instanceof InvocationTargetException && e.getCause() instanceof RuntimeException thrown) {
            return thrown;
        }
        if (e instanceof InvocationTargetException && e.getCause() instanceof Error thrown) {
            throw thrown;
        }
        return new IllegalStateException(e);
    }
}
