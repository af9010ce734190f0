package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.anyport.store.Key;
import io.anyport.store.RetryPolicy;
import io.anyport.store.StoreException;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.StoreException.Unknown;
import io.anyport.store.Table;
import java.io.IOException;
import java.sql.SQLException;
import org.junit.jupiter.api.Test;

/** A PostgreSQL that ends connections, and a network that cuts them. */
class ServerLossTest {

    private static final Database POSTGRES = new Database(Dialect.POSTGRESQL, Turns.none(), 0);
    private static final Connections.Subject SUBJECT = new Connections.Subject("t", null);
    private static final JdbcOptions ONCE = JdbcOptions.standard().retry(RetryPolicy.never());

    private final String schema = Servers.schema();

    private static HikariDataSource pool(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1); // whoever comes next gets the same one, if it is still there
        return new HikariDataSource(config);
    }

    private static int run(Session session, String sql) throws SQLException {
        try (var statement = session.prepare(sql)) {
            return statement.execute() ? 0 : statement.getUpdateCount();
        }
    }

    private static int rows(Connections connections) {
        return connections.read(SUBJECT, ServerLossTest::count);
    }

    private static int count(Session session) throws SQLException {
        try (var statement = session.prepare("SELECT count(*) FROM t");
                var results = statement.executeQuery()) {
            return results.next() ? results.getInt(1) : -1;
        }
    }

    @Test
    void aConnectionThatTheServerEndsBetweenStatementsHasDoneNothing() {
        try (var pool = pool(Servers.url(schema))) {
            var connections = new Connections(pool, POSTGRES);
            connections.write(SUBJECT, c -> run(c, "CREATE TABLE t (id INT PRIMARY KEY)"));
            assertThrows(
                    Unavailable.class,
                    () -> connections.transact(SUBJECT, session -> {
                        run(session, "INSERT INTO t VALUES (1)");
                        terminate(session);
                        return run(session, "INSERT INTO t VALUES (2)");
                    }));
            assertEquals(0, rows(connections));
            connections.transact(SUBJECT, c -> run(c, "INSERT INTO t VALUES (3)"));
            assertEquals(1, rows(connections));
        }
    }

    @Test
    void aConnectionThatTheServerEndsBeforeTheCommitMayHaveWritten() {
        try (var pool = pool(Servers.url(schema))) {
            var connections = new Connections(pool, POSTGRES);
            connections.write(SUBJECT, c -> run(c, "CREATE TABLE t (id INT PRIMARY KEY)"));
            assertThrows(
                    Unknown.class,
                    () -> connections.transact(SUBJECT, session -> {
                        run(session, "INSERT INTO t VALUES (1)");
                        terminate(session);
                        return true;
                    }));
            assertEquals(0, rows(connections));
        }
    }

    /** Answers when the server has ended it. */
    private static void terminate(Session session) throws SQLException {
        int pid = session.connection().unwrap(org.postgresql.PGConnection.class).getBackendPID();
        Servers.execute("SELECT pg_terminate_backend(" + pid + ", 10000)");
    }

    @Test
    void aCommitThatTheServerRefusesIsRolledBack() {
        try (var pool = pool(Servers.url(schema))) {
            var connections = new Connections(pool, POSTGRES);
            connections.write(
                    SUBJECT, c -> run(c, "CREATE TABLE t (id INT PRIMARY KEY DEFERRABLE INITIALLY DEFERRED)"));
            assertThrows(
                    StoreException.Conflict.class,
                    () -> connections.transact(SUBJECT, c -> run(c, "INSERT INTO t VALUES (1), (1)")));
            assertEquals(0, rows(connections));
            connections.write(SUBJECT, c -> run(c, "INSERT INTO t VALUES (1)"));
            assertEquals(1, rows(connections));
        }
    }

    private Table<Note> notes(JdbcStore store) {
        store.createTables(Note.TABLE);
        return store.table(Note.TABLE);
    }

    /** In the simple mode all statements are sent as text, each time. */
    private String through(CuttingProxy proxy) {
        return Servers.url(schema, proxy.port()) + "&preferQueryMode=simple";
    }

    private void cut(String word, boolean arrives, Class<? extends StoreException> expected, boolean there)
            throws IOException {
        try (var proxy = new CuttingProxy(Servers.port());
                var pool = pool(through(proxy))) {
            var notes = notes(JdbcStore.open(pool, ONCE));
            proxy.cutAt(word, arrives);
            assertThrows(expected, () -> notes.insert(Note.of("1")));
            assertEquals(there, notes.get(Key.of("a", "1")).isPresent());
            notes.put(Note.of("2"));
            assertTrue(notes.get(Key.of("a", "2")).isPresent());
        }
    }

    @Test
    void aStatementOfATransactionThatIsCutHasDoneNothing() throws IOException {
        cut("INSERT INTO", false, Unavailable.class, false);
        cut("INSERT INTO", true, Unavailable.class, false);
    }

    @Test
    void aCommitThatDoesNotArriveMayHaveArrived() throws IOException {
        cut("COMMIT", false, Unknown.class, false);
    }

    @Test
    void aCommitWhoseAnswerIsLostMayNotHaveArrived() throws IOException {
        cut("COMMIT", true, Unknown.class, true);
    }

    @Test
    void aSingleStatementThatIsCutMayHaveWritten() throws IOException {
        for (boolean arrives : new boolean[] {false, true}) {
            try (var proxy = new CuttingProxy(Servers.port());
                    var pool = pool(through(proxy))) {
                var store = JdbcStore.open(pool, ONCE);
                store.createTables(Note.PLAIN);
                var notes = store.table(Note.PLAIN);
                proxy.cutAt("INSERT INTO", arrives);
                assertThrows(Unknown.class, () -> notes.insert(Note.of("1")));
                assertEquals(arrives, notes.get(Key.of("a", "1")).isPresent());
            }
        }
    }
}
