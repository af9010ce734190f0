package io.anyport.jdbc;

import java.lang.reflect.InvocationHandler;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;

/** Connections whose statements somebody sees before the database does. */
final class WatchedSource {

    private WatchedSource() {}

    /** Who sees them; a failure is that of the connection. */
    interface Watcher {

        /** A prepared statement. */
        void prepares(String sql) throws SQLException;

        /** A statement that is not prepared. */
        default void creates() throws SQLException {}
    }

    static DataSource of(DataSource real, Watcher watcher) {
        return proxy(DataSource.class, (proxy, method, arguments) -> {
            Object result = invoke(real, method, arguments);
            return result instanceof Connection connection ? watched(connection, watcher) : result;
        });
    }

    private static Connection watched(Connection real, Watcher watcher) {
        return proxy(Connection.class, (proxy, method, arguments) -> {
            switch (method.getName()) {
                case "prepareStatement", "prepareCall" -> watcher.prepares((String) arguments[0]);
                case "createStatement" -> watcher.creates();
                default -> {}
            }
            return invoke(real, method, arguments);
        });
    }

    private static <T> T proxy(Class<T> type, InvocationHandler handler) {
        return type.cast(Proxy.newProxyInstance(type.getClassLoader(), new Class<?>[] {type}, handler));
    }

    private static Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        try {
            return method.invoke(real, arguments);
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }
}
