package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTimeoutPreemptively;

import com.zaxxer.hikari.HikariDataSource;
import io.anyport.store.RetryPolicy;
import io.anyport.store.StoreException;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.Table;
import java.sql.DriverManager;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import org.postgresql.ds.PGSimpleDataSource;

/** What is locked or slow, for invocations that have no deadline. */
class WaitingTest {

    /** So much longer than what is set that only what waits forever gets there. */
    private static final Duration FOREVER = Duration.ofSeconds(60);

    private static final Duration SHORT = Duration.ofMillis(300);

    private static final JdbcOptions ONCE = JdbcOptions.standard().retry(RetryPolicy.never());

    private static String url(String product) {
        return product.equals("H2") ? "jdbc:h2:mem:" + UUID.randomUUID() : Servers.url(Servers.schema());
    }

    private static void whileLocked(String url, JdbcStore store, Class<? extends StoreException> expected)
            throws Exception {
        store.createTables(Note.TABLE);
        Table<Note> notes = store.table(Note.TABLE);
        notes.put(Note.of("1"));
        try (var other = DriverManager.getConnection(url)) {
            other.setAutoCommit(false);
            try (var lock = other.prepareStatement("SELECT 1 FROM \"notes\" FOR UPDATE")) {
                lock.executeQuery();
                assertTimeoutPreemptively(FOREVER, () -> assertThrows(expected, () -> notes.put(Note.of("1"))));
            }
            other.rollback();
        }
        assertEquals(2, notes.put(Note.of("1")).version());
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void aLockIsWaitedForAsLongAsIsSaid(String product) throws Exception {
        String url = url(product);
        try (var store = JdbcStore.open(url, ONCE.lockTimeout(SHORT))) {
            whileLocked(url, store, Conflict.class);
        }
    }

    @Test
    void aStatementTakesNoLongerThanIsSaid() throws Exception {
        String url = url("PostgreSQL");
        var options = ONCE.lockTimeout(FOREVER.multipliedBy(2)).statementTimeout(SHORT);
        try (var store = JdbcStore.open(url, options)) {
            whileLocked(url, store, Unavailable.class);
        }
    }

    @Test
    void aCallOnConnectionsFromElsewhereTakesNoLongerEither() throws Exception {
        var source = new PGSimpleDataSource();
        String url = url("PostgreSQL");
        source.setURL(url);
        try (var store = JdbcStore.open(source, ONCE.statementTimeout(Duration.ofSeconds(2)))) {
            whileLocked(url, store, Unavailable.class);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void aStatementThatRunsIsEnded(String product) throws Exception {
        String endless = product.equals("H2")
                ? "SELECT count(*) FROM SYSTEM_RANGE(1, 100000) a, SYSTEM_RANGE(1, 100000) b, SYSTEM_RANGE(1, 1000) c"
                : "SELECT pg_sleep(1000)";
        var subject = new Connections.Subject("notes", null);
        var opening = new Opening(url(product), JdbcOptions.standard().statementTimeout(SHORT));
        try (var pool = new HikariDataSource(opening.pool());
                var first = pool.getConnection()) {
            var connections = new Connections(pool, Database.of(first));
            assertTimeoutPreemptively(
                    FOREVER,
                    () -> assertThrows(
                            Unavailable.class,
                            () -> connections.read(
                                    subject, session -> session.prepare(endless).executeQuery())));
        }
    }

    @Test
    void whatTheUrlSaysOfH2Stays() throws Exception {
        try (var pool = new HikariDataSource(
                        new Opening(url("H2") + ";lock_timeout=1234", JdbcOptions.standard()).pool());
                var connection = pool.getConnection()) {
            assertEquals(1234, Database.of(connection).lockMillis());
        }
    }

    @Test
    void noTimeAndTooMuchAreRefused() {
        for (var wrong : new Duration[] {Duration.ZERO, Duration.ofMillis(-1), Duration.ofDays(2)}) {
            assertThrows(IllegalArgumentException.class, () -> ONCE.lockTimeout(wrong));
            assertThrows(IllegalArgumentException.class, () -> ONCE.statementTimeout(wrong));
        }
    }
}
