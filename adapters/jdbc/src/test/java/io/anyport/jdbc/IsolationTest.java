package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.store.Condition;
import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.RetryPolicy;
import io.anyport.store.Store;
import io.anyport.store.StoreException;
import io.anyport.store.TableSpec;
import io.anyport.store.Update;
import io.anyport.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Transactions that are made at the same moment. */
class IsolationTest {

    private static final int TIMES = 100;

    private static final TableSpec<Note> OTHER =
            TableSpec.of("others", Note.class).key("book", "id").version("version");

    @TempDir
    java.nio.file.Path directory;

    /** Many are in each other's way here, for as long as it takes. */
    private JdbcStore open(String kind) {
        var patient = RetryPolicy.standard()
                .attempts(100)
                .backoff(Duration.ofMillis(1), Duration.ofMillis(10))
                .patience(Duration.ofMinutes(1));
        return open(kind, patient);
    }

    private JdbcStore open(String kind, RetryPolicy retry) {
        String url = switch (kind) {
            case "H2 in memory" -> "jdbc:h2:mem:" + UUID.randomUUID();
            case "H2 in a file" -> "jdbc:h2:" + directory.resolve("db");
            default -> Servers.url(Servers.schema());
        };
        var store = JdbcStore.open(url, JdbcOptions.standard().retry(retry));
        store.createTables(Note.TABLE, OTHER);
        return store;
    }

    /** Each writes where the other one has looked: one of them has to see it. */
    @ParameterizedTest
    @ValueSource(strings = {"H2 in memory", "H2 in a file", "PostgreSQL"})
    void writesDoNotSkew(String kind) throws Exception {
        try (var store = open(kind);
                var threads = new Threads(2)) {
            for (int i = 0; i < TIMES; i++) {
                var left = Note.of("left-" + i);
                var right = new Note("a", "right-" + i, Note.TEXT, 0);
                var made = threads.atOnce(
                        () -> succeeds(store, slowly("l", Write.put(Note.TABLE, left), absent(OTHER, right))),
                        () -> succeeds(store, slowly("r", Write.put(OTHER, right), absent(Note.TABLE, left))));
                assertEquals(1, made.stream().filter(done -> done).count(), "round " + i);
                var there = store.transactGet(
                        Get.of(Note.TABLE, Key.of("a", left.id())), Get.of(OTHER, Key.of("a", right.id())));
                assertEquals(
                        made.get(0),
                        there.get(Get.of(Note.TABLE, Key.of("a", left.id()))).isPresent());
                assertEquals(
                        made.get(1),
                        there.get(Get.of(OTHER, Key.of("a", right.id()))).isPresent());
            }
        }
    }

    private static Write<Note> absent(TableSpec<Note> table, Note note) {
        return Write.check(table, Key.of(note.book(), note.id()), Condition.absent("id"));
    }

    /** Something to do between the first and the last: enough for the two to meet. */
    private static List<Write<?>> slowly(String name, Write<?>... writes) {
        var all = new ArrayList<>(List.of(writes));
        for (int i = 0; i < 10; i++) {
            all.add(absent(Note.TABLE, Note.of("m-" + name + i)));
        }
        return all;
    }

    private static boolean succeeds(Store store, List<Write<?>> writes) {
        try {
            store.transact(writes);
            return true;
        } catch (StoreException.ConditionFailed refused) {
            return false;
        }
    }

    /** Two records of two tables are always written together: whoever reads both sees the same in them. */
    @ParameterizedTest
    @ValueSource(strings = {"H2 in memory", "H2 in a file", "PostgreSQL"})
    void readsAreNotTorn(String kind) throws Exception {
        var one = Get.of(Note.TABLE, Key.of("a", "1"));
        var two = Get.of(OTHER, Key.of("a", "1"));
        try (var store = open(kind);
                var threads = new Threads(4)) {
            write(store, 0);
            var over = new AtomicBoolean();
            Callable<Boolean> writer = () -> {
                for (int i = 1; i <= TIMES * 3; i++) {
                    write(store, i);
                }
                over.set(true);
                return true;
            };
            Callable<Boolean> reader = () -> {
                boolean same = true;
                while (!over.get()) {
                    var both = store.transactGet(one, two);
                    same &= both.get(one)
                            .orElseThrow()
                            .text()
                            .equals(both.get(two).orElseThrow().text());
                }
                return same;
            };
            assertEquals(List.of(true, true, true), threads.atOnce(writer, reader, reader));
        }
    }

    private static void write(Store store, int i) {
        var note = new Note("a", "1", "text " + i, 0);
        store.transact(Write.put(Note.TABLE, note), Write.put(OTHER, note));
    }

    /** Transactions name the same records in different orders, and still do not wait for each other in a circle. */
    @ParameterizedTest
    @ValueSource(strings = {"H2 in memory", "H2 in a file", "PostgreSQL"})
    void theOrderOfWritesDoesNotMatter(String kind) throws Exception {
        try (var store = open(kind, RetryPolicy.never());
                var threads = new Threads(4)) {
            var forwards = new ArrayList<Write<Note>>();
            for (int i = 0; i < 5; i++) {
                forwards.add(increment(Note.TABLE, i));
                forwards.add(increment(OTHER, i));
            }
            var backwards = new ArrayList<>(forwards);
            java.util.Collections.reverse(backwards);
            store.transact(forwards);
            Callable<Boolean> there = () -> repeat(store, forwards);
            Callable<Boolean> back = () -> repeat(store, backwards);
            threads.atOnce(there, back, there, back);
            for (int i = 0; i < 5; i++) {
                assertEquals(
                        1L + TIMES,
                        store.table(OTHER)
                                .get(Key.of("a", "n" + i))
                                .orElseThrow()
                                .version());
            }
        }
    }

    private static Write<Note> increment(TableSpec<Note> table, int i) {
        return Write.update(
                table, Key.of("a", "n" + i), Update.set("text", Note.TEXT).orInsert());
    }

    private static boolean repeat(Store store, List<Write<Note>> writes) {
        for (int i = 0; i < TIMES / 4; i++) {
            store.transact(writes);
        }
        return true;
    }

    /** Threads that begin together. */
    private static final class Threads implements AutoCloseable {

        private final ExecutorService threads;

        Threads(int most) {
            threads = Executors.newFixedThreadPool(most);
        }

        @SafeVarargs
        @SuppressWarnings("varargs") // the array is only read
        final List<Boolean> atOnce(Callable<Boolean>... work) throws Exception {
            var barrier = new CyclicBarrier(work.length);
            var running = new ArrayList<Future<Boolean>>();
            for (var each : work) {
                running.add(threads.submit(() -> {
                    barrier.await();
                    return each.call();
                }));
            }
            var done = new ArrayList<Boolean>();
            for (var each : running) {
                done.add(each.get());
            }
            return done;
        }

        @Override
        public void close() {
            assertTrue(threads.shutdownNow().isEmpty());
        }
    }
}
