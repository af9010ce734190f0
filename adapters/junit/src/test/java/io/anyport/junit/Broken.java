package io.anyport.junit;

import io.anyport.store.Store;
import io.anyport.store.Table;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import org.jspecify.annotations.Nullable;

/** A store with a bug, planted to see it found. */
final class Broken {

    private Broken() {}

    /** What a store or one of its tables does instead of what it should. */
    interface Bug {
        /** Answers a call. */
        @Nullable
        Object answer(Call call) throws Throwable;
    }

    /** A call of a store or a table. */
    @SuppressWarnings("ArrayRecordComponent") // compared by nobody
    record Call(Object target, Method method, Object[] arguments) {

        boolean is(String name) {
            return method.getName().equals(name);
        }

        /** What should be done. */
        @Nullable
        Object make() throws Throwable {
            return make(arguments);
        }

        /** What should be done if the arguments were others. */
        @Nullable
        Object make(Object... others) throws Throwable {
            try {
                return method.invoke(target, others);
            } catch (InvocationTargetException e) {
                throw e.getCause();
            }
        }
    }

    static Store store(Store whole, Bug bug) {
        return with(Store.class, whole, call -> {
            Object answer = bug.answer(call);
            return answer instanceof Table<?> table ? with(Table.class, table, bug) : answer;
        });
    }

    private static <P> P with(Class<P> port, Object whole, Bug bug) {
        var loader = Broken.class.getClassLoader();
        return port.cast(Proxy.newProxyInstance(
                loader,
                new Class<?>[] {port},
                (proxy, method, arguments) ->
                        bug.answer(new Call(whole, method, arguments == null ? new Object[0] : arguments))));
    }
}
