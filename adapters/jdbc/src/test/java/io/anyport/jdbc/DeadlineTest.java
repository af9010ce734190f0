package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.anyport.Invocation;
import io.anyport.store.Key;
import io.anyport.store.RetryPolicy;
import io.anyport.store.StoreException;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.StoreException.Unknown;
import io.anyport.store.Table;
import io.anyport.store.Update;
import io.anyport.store.Write;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.Callable;
import org.junit.jupiter.api.function.Executable;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** A database that does not answer in time. */
class DeadlineTest {

    /** So much longer than a deadline that only what waits forever gets there. */
    private static final Duration FOREVER = Duration.ofSeconds(60);

    private static final JdbcOptions ONCE = JdbcOptions.standard().retry(RetryPolicy.never());

    private static String url(String product) {
        return product.equals("H2")
                ? "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1;LOCK_TIMEOUT=100000"
                : Servers.url(Servers.schema());
    }

    /** One connection: whatever is left behind on it, the next one finds. */
    private static HikariDataSource pool(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    private static <E extends StoreException> E fails(Class<E> expected, Callable<?> call) {
        Executable inTime =
                () -> Invocation.local().within(Duration.ofMillis(300)).call(call);
        return assertTimeoutPreemptively(FOREVER, () -> assertThrows(expected, inTime));
    }

    private static Callable<Boolean> done(Runnable work) {
        return () -> {
            work.run();
            return true;
        };
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void aWriteThatIsBlockedEndsWithTheDeadlineAndDoesNothing(String product) throws Exception {
        String url = url(product);
        try (var pool = pool(url);
                var other = DriverManager.getConnection(url)) {
            var store = JdbcStore.open(pool, ONCE);
            store.createTables(Note.TABLE);
            var notes = store.table(Note.TABLE);
            notes.put(Note.of("1"));

            other.setAutoCommit(false);
            try (var lock = other.prepareStatement("SELECT 1 FROM \"notes\" FOR UPDATE")) {
                lock.executeQuery();
                assertBlocked(store, notes);
            }
            other.rollback();

            assertEquals(1, notes.get(Key.of("a", "1")).orElseThrow().version());
            assertEquals(2, notes.put(Note.of("1")).version());
        }
    }

    private static void assertBlocked(JdbcStore store, Table<Note> notes) {
        var key = Key.of("a", "1");
        var failed = fails(Unavailable.class, () -> notes.put(Note.of("1")));
        assertTrue(String.valueOf(failed.getMessage()).contains("deadline"), failed.toString());
        fails(Unavailable.class, () -> notes.update(key, Update.set("text", "other")));
        fails(Unavailable.class, () -> notes.delete(key));
        fails(Unavailable.class, done(() -> store.transact(Write.delete(Note.TABLE, key))));
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void nothingOfADeadlineIsLeftBehind(String product) throws Exception {
        String url = url(product);
        try (var pool = pool(url)) {
            var connections = connections(pool);
            String question = product.equals("H2")
                    ? "SELECT LOCK_TIMEOUT()"
                    : "SELECT current_setting('statement_timeout') || current_setting('lock_timeout')";
            String before = connections.read(SUBJECT, session -> text(session, question));
            String during = Invocation.local()
                    .within(FOREVER.dividedBy(2))
                    .call(() -> connections.read(SUBJECT, session -> text(session, question)));
            assertEquals(product.equals("H2"), !before.equals(during));
            assertEquals(before, connections.read(SUBJECT, session -> text(session, question)));
        }
    }

    private static final Connections.Subject SUBJECT = new Connections.Subject("notes", null);

    private static Connections connections(HikariDataSource pool) throws SQLException {
        try (var connection = pool.getConnection()) {
            return new Connections(pool, Database.of(connection));
        }
    }

    private static String text(Session session, String sql) throws SQLException {
        try (var query = session.prepare(sql);
                var results = query.executeQuery()) {
            return results.next() ? results.getString(1) : "";
        }
    }

    /** A statement that runs for longer than anybody waits. */
    private static String endless(String product) {
        return product.equals("H2")
                ? "SELECT count(*) FROM SYSTEM_RANGE(1, 100000) a, SYSTEM_RANGE(1, 100000) b, SYSTEM_RANGE(1, 1000) c"
                : "SELECT pg_sleep(1000)";
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void aStatementThatRunsIsCancelledAndItsConnectionReplaced(String product) throws Exception {
        try (var pool = pool(url(product))) {
            var connections = connections(pool);
            fails(Unavailable.class, () -> connections.read(SUBJECT, session -> text(session, endless(product))));
            fails(Unavailable.class, () -> connections.write(SUBJECT, session -> text(session, endless(product))));
            fails(Unavailable.class, () -> connections.transact(SUBJECT, session -> text(session, endless(product))));
            assertEquals("1", connections.read(SUBJECT, session -> text(session, "SELECT 1")));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void waitingForAConnectionEndsWithTheDeadline(String product) throws Exception {
        try (var pool = pool(url(product))) {
            var store = JdbcStore.open(pool, ONCE);
            store.createTables(Note.TABLE);
            try (var taken = pool.getConnection()) {
                assertTrue(taken.isValid(0));
                fails(Unavailable.class, () -> store.table(Note.TABLE).put(Note.of("1")));
            }
            assertEquals(1, store.table(Note.TABLE).put(Note.of("1")).version());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void withoutTimeNothingIsTried(String product) throws Exception {
        try (var pool = pool(url(product))) {
            var store = JdbcStore.open(pool, ONCE);
            store.createTables(Note.TABLE);
            var late = Invocation.local().within(Duration.ZERO);
            assertThrows(
                    Unavailable.class,
                    () -> late.call(() -> store.table(Note.TABLE).put(Note.of("1"))));
            assertTrue(store.table(Note.TABLE).get(Key.of("a", "1")).isEmpty());
        }
    }

    /** Nobody answers, and nobody hangs up. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void aNetworkThatSwallowsEverythingIsGivenUp(boolean commits) throws Exception {
        try (var proxy = new CuttingProxy(Servers.port());
                var pool = pool(Servers.url(Servers.schema(), proxy.port()) + "&preferQueryMode=simple")) {
            var store = JdbcStore.open(pool, ONCE);
            store.createTables(Note.TABLE);
            var notes = store.table(Note.TABLE);
            proxy.swallow(commits ? "COMMIT" : "INSERT INTO");
            Class<? extends StoreException> expected = commits ? Unknown.class : Unavailable.class;
            fails(expected, () -> notes.insert(Note.of("1")));
            assertTrue(notes.get(Key.of("a", "1")).isEmpty());
            assertEquals(1, notes.insert(Note.of("1")).version());
        }
    }
}
