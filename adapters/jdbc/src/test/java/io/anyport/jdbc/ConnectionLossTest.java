package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.store.Key;
import io.anyport.store.RetryPolicy;
import io.anyport.store.StoreException;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.StoreException.Unknown;
import io.anyport.store.Table;
import java.lang.reflect.InvocationTargetException;
import java.lang.reflect.Method;
import java.lang.reflect.Proxy;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Arrays;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicInteger;
import javax.sql.DataSource;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;

/** Connections that break at the worst moment. */
class ConnectionLossTest {

    /** The method at which connections break from now on; its work is done, but nobody hears of it. */
    private volatile String breaksAt = "";

    private final AtomicInteger aborted = new AtomicInteger();

    private DataSource breaking(DataSource real) {
        return (DataSource) Proxy.newProxyInstance(
                DataSource.class.getClassLoader(), new Class<?>[] {DataSource.class}, (proxy, method, arguments) -> {
                    Object result = invoke(real, method, arguments);
                    return result instanceof Connection connection ? breaking(connection) : result;
                });
    }

    private Connection breaking(Connection real) {
        return (Connection) Proxy.newProxyInstance(
                Connection.class.getClassLoader(),
                new Class<?>[] {Connection.class},
                (proxy, method, arguments) -> invoke(real, method, arguments));
    }

    private Object invoke(Object real, Method method, Object[] arguments) throws Throwable {
        if (method.getName().equals("abort")) {
            aborted.incrementAndGet();
        }
        try {
            Object result = method.invoke(real, arguments);
            String call = method.getName() + (arguments == null ? "" : Arrays.toString(arguments));
            if (!breaksAt.isEmpty() && call.startsWith(breaksAt)) {
                throw new SQLException("the peer has closed the connection; secret", "08006");
            }
            return result;
        } catch (InvocationTargetException e) {
            throw e.getCause();
        }
    }

    private Table<Note> notes() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        var store = JdbcStore.open(breaking(database), JdbcOptions.standard().retry(RetryPolicy.never()));
        store.createTables(Note.TABLE);
        return store.table(Note.TABLE);
    }

    private static void assertSaysLittle(StoreException failed) {
        assertEquals(Optional.of("notes"), failed.table());
        assertEquals(Optional.of(Key.of("a", "1")), failed.key());
        for (Throwable t = failed; t != null; t = t.getCause()) {
            assertFalse(t.toString().contains("secret"), t.toString());
        }
    }

    @Test
    void withoutAConnectionNothingWasDone() {
        var notes = notes();
        breaksAt = "getConnection";
        assertSaysLittle(assertThrows(Unavailable.class, () -> notes.get(Key.of("a", "1"))));
        assertSaysLittle(assertThrows(Unavailable.class, () -> notes.insert(Note.of("1"))));
        breaksAt = "";
        assertTrue(notes.get(Key.of("a", "1")).isEmpty());
    }

    @Test
    void aConnectionLostBeforeTheCommitHasDoneNothing() {
        var notes = notes();
        breaksAt = "prepareStatement";
        assertSaysLittle(assertThrows(Unavailable.class, () -> notes.insert(Note.of("1"))));
        breaksAt = "";
        assertTrue(notes.get(Key.of("a", "1")).isEmpty());
    }

    @Test
    void aConnectionLostDuringTheCommitMayHaveWritten() {
        var notes = notes();
        breaksAt = "commit";
        assertSaysLittle(assertThrows(Unknown.class, () -> notes.insert(Note.of("1"))));
        breaksAt = "";
        assertTrue(notes.get(Key.of("a", "1")).isPresent());
    }

    @Test
    void whatBreaksAfterTheCommitIsNoFailureOfTheWrite() {
        var notes = notes();
        for (String last : new String[] {"setAutoCommit[true]", "close"}) {
            breaksAt = last;
            notes.insert(Note.of(last));
            assertEquals(1, aborted.getAndSet(0), last);
            breaksAt = "";
            assertTrue(notes.get(Key.of("a", last)).isPresent());
        }
    }

    @Test
    void whatCannotBeRolledBackGoesToNobody() {
        var notes = notes();
        notes.insert(Note.of("1"));
        breaksAt = "rollback";
        assertThrows(ConditionFailed.class, () -> notes.insert(Note.of("1")));
        assertEquals(1, aborted.get());
    }
}
