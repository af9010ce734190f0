package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.store.Key;
import io.anyport.store.Store;
import io.anyport.store.StoreException;
import java.nio.channels.FileChannel;
import java.nio.channels.OverlappingFileLockException;
import java.nio.file.Path;
import java.nio.file.StandardOpenOption;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** What a store holds before a snapshot of the process, and after the restore. */
@Timeout(120)
final class CheckpointTest {

    @TempDir
    Path directory;

    private static App app(Store store) {
        return App.of("notes").resources(store);
    }

    private static boolean has(JdbcStore store, String id) {
        return store.table(Note.TABLE).get(Key.of("a", id)).isPresent();
    }

    private static void insert(JdbcStore store, String id) {
        store.table(Note.TABLE).insert(Note.of(id));
    }

    @Test
    void aFileOfH2IsClosedBeforeTheSnapshotAndOpenedAfterTheRestore() throws Exception {
        var file = directory.resolve("notes.mv.db");
        try (var store = JdbcStore.open("jdbc:h2:" + directory.resolve("notes"))) {
            store.createTables(Note.TABLE);
            insert(store, "1");
            assertThrows(OverlappingFileLockException.class, () -> lock(file));
            app(store).beforeCheckpoint();
            lock(file);
            assertThrows(StoreException.class, () -> has(store, "1"));
            for (int copy = 0; copy < 2; copy++) {
                app(store).afterRestore();
                assertTrue(has(store, "1"));
            }
            insert(store, "2");
            app(store).beforeCheckpoint();
            app(store).afterRestore();
            assertTrue(has(store, "2"));
        }
        lock(file);
    }

    private static void lock(Path file) throws Exception {
        try (var channel = FileChannel.open(file, StandardOpenOption.WRITE);
                var lock = channel.tryLock()) {
            assertNotNull(lock);
        }
    }

    @Test
    void noConnectionToPostgresIsOpenInASnapshot() throws Exception {
        String name = Servers.schema();
        try (var store = JdbcStore.open(Servers.url(name) + "&ApplicationName=" + name)) {
            store.createTables(Note.TABLE);
            insert(store, "1");
            assertTrue(connections(name) > 0);
            app(store).beforeCheckpoint();
            long end = System.nanoTime() + 30_000_000_000L;
            while (connections(name) > 0) { // the server's processes end a moment after their connections
                assertTrue(System.nanoTime() - end < 0, "there are connections");
            }
            app(store).afterRestore();
            assertTrue(has(store, "1"));
            insert(store, "2");
        }
    }

    private static int connections(String name) throws SQLException {
        try (var connection = DriverManager.getConnection(Servers.url("public"));
                var statement = connection.createStatement();
                var count = statement.executeQuery(
                        "SELECT COUNT(*) FROM pg_stat_activity WHERE application_name = '" + name + "'")) {
            assertTrue(count.next());
            return count.getInt(1);
        }
    }

    @Test
    void whatIsInTheMemoryOfTheProcessIsInTheSnapshot() throws Exception {
        try (var store = JdbcStore.open("jdbc:h2:mem:" + UUID.randomUUID())) {
            store.createTables(Note.TABLE);
            insert(store, "1");
            app(store).beforeCheckpoint();
            app(store).afterRestore();
            assertTrue(has(store, "1"));
        }
    }

    @Test
    void connectionsFromElsewhereAreLeftAlone() throws Exception {
        var source = new JdbcDataSource();
        source.setURL("jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1");
        try (var store = JdbcStore.open(source, JdbcOptions.standard())) {
            store.createTables(Note.TABLE);
            app(store).beforeCheckpoint();
            insert(store, "1");
            app(store).afterRestore();
            assertTrue(has(store, "1"));
        }
    }

    @Test
    void aStoreThatWasClosedInBetweenStaysClosed() throws Exception {
        var store = JdbcStore.open("jdbc:h2:" + directory.resolve("closed"));
        store.createTables(Note.TABLE);
        app(store).beforeCheckpoint();
        store.close();
        app(store).afterRestore();
        var closed = assertThrows(IllegalStateException.class, () -> has(store, "1"));
        assertEquals("the store is closed", closed.getMessage());
        lock(directory.resolve("closed.mv.db"));
    }
}
