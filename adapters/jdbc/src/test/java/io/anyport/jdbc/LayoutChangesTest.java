package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.RetryPolicy;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.h2.tools.Server;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Layouts that change under those who use them, and are left half changed. */
class LayoutChangesTest {

    private static final TableSpec<Note> PLAIN =
            TableSpec.of("notes", Note.class).key("book", "id").version("version");

    private static final TableSpec<Note> OTHER = PLAIN.index("by-text", "text", "book");

    private static final int ROUNDS = 4;
    private static final int WRITERS = 3;
    private static final int TEXTS = 5;

    @TempDir
    Path directory;

    private String url(String kind) {
        return switch (kind) {
            case "H2 in memory" -> "jdbc:h2:mem:" + UUID.randomUUID();
            case "H2 in a file" -> "jdbc:h2:" + directory.resolve("db");
            default -> Servers.url(Servers.schema());
        };
    }

    private static JdbcOptions patient() {
        return JdbcOptions.standard()
                .retry(RetryPolicy.standard()
                        .attempts(100)
                        .backoff(Duration.ofMillis(1), Duration.ofMillis(10))
                        .patience(Duration.ofMinutes(1)));
    }

    /** Nobody who writes is stopped, or leaves anything out of an index, while indexes come and go. */
    @ParameterizedTest
    @ValueSource(strings = {"H2 in memory", "H2 in a file", "PostgreSQL"})
    void indexesComeAndGoWhileOthersWrite(String kind) throws Exception {
        var threads = Executors.newFixedThreadPool(WRITERS);
        var end = new AtomicBoolean();
        String url = url(kind);
        try (var first = JdbcStore.open(url, patient());
                var second = kind.equals("H2 in a file") ? first : JdbcStore.open(url, patient())) {
            first.createTables(PLAIN);
            var writers = new ArrayList<Future<Integer>>();
            for (int i = 0; i < WRITERS; i++) {
                int seed = i;
                writers.add(threads.submit(() -> write(first, new Random(seed), end)));
            }
            for (int round = 0; round < ROUNDS; round++) {
                second.createTables(Note.TABLE);
                second.createTables(OTHER);
                second.dropOtherIndexes(PLAIN);
            }
            second.createTables(Note.TABLE);
            end.set(true);
            for (var writer : writers) {
                assertTrue(writer.get() > 0);
            }
            try (var store = kind.equals("H2 in a file") ? again(url, first) : JdbcStore.open(url)) {
                assertIndexed(store.table(Note.TABLE));
            }
        } finally {
            threads.shutdownNow();
        }
    }

    /** A file has one store at a time that takes turns with itself. */
    private static JdbcStore again(String url, JdbcStore open) {
        open.close();
        return JdbcStore.open(url);
    }

    private static int write(JdbcStore store, Random random, AtomicBoolean end) {
        var notes = store.table(PLAIN);
        int writes = 0;
        for (; !end.get(); writes++) {
            var note = new Note("a", "id-" + random.nextInt(300), "text-" + random.nextInt(TEXTS), 0);
            switch (random.nextInt(4)) {
                case 0 -> notes.delete(Key.of("a", note.id()));
                case 1 -> store.transact(Write.put(PLAIN, note), Write.delete(PLAIN, Key.of("b", note.id())));
                case 2 -> notes.writeAll(List.of(Write.put(PLAIN, note)));
                default -> notes.put(note);
            }
        }
        return writes;
    }

    private static void assertIndexed(Table<Note> notes) {
        var all = notes.stream(Range.partition("a").limit(1_000))
                .sorted(Comparator.comparing(Note::text).thenComparing(Note::id))
                .toList();
        var indexed = Stream.iterate(0, text -> text < TEXTS, text -> text + 1)
                .flatMap(text -> notes.stream(
                        Range.partition("text-" + text).on("by-text").limit(1_000)))
                .toList();
        assertFalse(all.isEmpty());
        assertEquals(all, indexed);
    }

    /** What it has written is in no index, and not to be seen yet by whoever fills one. */
    @ParameterizedTest
    @ValueSource(strings = {"H2 in memory", "PostgreSQL"})
    void aTransactionThatHasBegunWithTheFormerLayoutIsWaitedFor(String kind) throws Exception {
        String url = url(kind);
        var options = JdbcOptions.standard().lockTimeout(Duration.ofMillis(50));
        try (var store = JdbcStore.open(url);
                var hasty = JdbcStore.open(url, options);
                var writer = DriverManager.getConnection(url)) {
            store.createTables(PLAIN);
            store.table(PLAIN).insert(Note.of("1"));
            writer.setAutoCommit(false);
            String copy = "INSERT INTO \"notes\" (hash, sort_key, partition_key, version, expiry, size_1, document)"
                    + " SELECT hash, CAST('2' AS " + (kind.equals("PostgreSQL") ? "BYTEA" : "VARBINARY")
                    + "), partition_key, version, expiry, size_1, REPLACE(document, '\"1\"', '\"2\"') FROM \"notes\"";
            execute(writer, copy);
            assertThrows(Conflict.class, () -> hasty.createTables(Note.TABLE));
            writer.commit();
            store.createTables(Note.TABLE);
            try (var other = JdbcStore.open(url)) {
                var range = Range.partition(Note.TEXT).on("by-text");
                var indexed = other.table(Note.TABLE).stream(range).map(Note::id);
                assertEquals(List.of("1", "2"), indexed.toList());
            }
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2 in a file", "PostgreSQL"})
    void anIndexIsDroppedWhenNobodyUsesIt(String kind) throws Exception {
        String url = url(kind);
        try (var store = JdbcStore.open(url)) {
            store.createTables(Note.TABLE);
            store.table(Note.TABLE).insert(Note.of("1"));
        }
        try (var store = JdbcStore.open(url)) {
            store.createTables(PLAIN);
            store.dropOtherIndexes(PLAIN);
            store.dropOtherIndexes(PLAIN);
            store.table(PLAIN).insert(Note.of("2"));
        }
        try (var store = JdbcStore.open(url)) {
            var notes = store.table(Note.TABLE);
            var range = Range.partition(Note.TEXT).on("by-text");
            assertThrows(IllegalStateException.class, () -> notes.query(range));
            store.createTables(Note.TABLE);
            assertEquals(2, notes.query(range).items().size());
        }
    }

    /** H2 commits with each change of a table, so a process may end between any two of them. */
    @ParameterizedTest
    @ValueSource(strings = {"", "ALTER TABLE \"notes\" ALTER COLUMN size_1 RENAME TO size_2"})
    void aChangeThatWasInterruptedIsCompleted(String done) throws Exception {
        String url = url("H2 in memory");
        try (var store = JdbcStore.open(url, JdbcOptions.standard().retry(RetryPolicy.never()));
                var connection = DriverManager.getConnection(url)) {
            store.createTables(PLAIN);
            store.table(PLAIN).insert(new Note("a", "1", Note.TEXT, 0));
            execute(
                    connection,
                    "UPDATE \"anyport//layouts\" SET generation = 2, layout = layout || CHAR(10)"
                            + " || 'index by-text 2 filled: text TEXT, id TEXT' || CHAR(10) || 'unsettled'"
                            + " WHERE name = 'notes'");
            if (!done.isEmpty()) {
                execute(connection, done);
            }
            try (var other = JdbcStore.open(url, JdbcOptions.standard().retry(RetryPolicy.never()))) {
                var notes = other.table(Note.TABLE);
                assertTrue(notes.get(Key.of("a", "1")).isPresent());
                var refused = assertThrows(Unavailable.class, () -> notes.insert(Note.of("2")));
                assertTrue(refused.toString().contains("createTables completes it"), refused.toString());
                other.createTables(Note.TABLE);
                notes.insert(Note.of("2"));
                assertEquals(
                        2,
                        notes.query(Range.partition(Note.TEXT).on("by-text"))
                                .items()
                                .size());
            }
            assertEquals(1, store.table(PLAIN).put(Note.of("3")).version());
        }
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    @Test
    void aLayoutOfALaterLibraryIsRefused() throws Exception {
        String url = url("H2 in memory");
        try (var store = JdbcStore.open(url);
                var connection = DriverManager.getConnection(url)) {
            store.createTables(PLAIN);
            execute(connection, "UPDATE \"anyport//layouts\" SET format = 2 WHERE name = 'notes'");
            try (var earlier = JdbcStore.open(url)) {
                var refused = assertThrows(
                        IllegalStateException.class, () -> earlier.table(PLAIN).get(Key.of("a", "1")));
                assertTrue(String.valueOf(refused.getMessage()).contains("format 2"), refused.toString());
            }
            assertThrows(IllegalStateException.class, () -> store.createTables(PLAIN));
        }
    }

    /** Processes of their own, on a server of H2: no lock of one of them keeps the other one away. */
    @Test
    void processesMakeTheSameTablesAtOnceOnAServerOfH2() throws Exception {
        var server = Server.createTcpServer("-tcpPort", "0", "-ifNotExists").start();
        try {
            String url = "jdbc:h2:tcp://localhost:" + server.getPort() + "/mem:" + UUID.randomUUID();
            try (var keeping = DriverManager.getConnection(url)) {
                assertTrue(keeping.isValid(0));
                var makers = new ArrayList<Process>();
                for (int i = 0; i < 3; i++) {
                    makers.add(TableMaker.start(url));
                }
                for (var maker : makers) {
                    assertEquals("ready", maker.inputReader().readLine());
                }
                for (var maker : makers) {
                    maker.outputWriter().append("go\n").flush();
                }
                for (var maker : makers) {
                    assertEquals("done", maker.inputReader().readLine());
                    assertEquals(0, maker.waitFor());
                }
            }
        } finally {
            server.stop();
        }
    }
}
