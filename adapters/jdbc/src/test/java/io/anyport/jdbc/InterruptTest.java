package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.store.Key;
import io.anyport.store.StoreException;
import io.anyport.store.Table;
import io.anyport.store.Write;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Whoever gives up on a request interrupts its thread: the file of a database does not mind. */
class InterruptTest {

    private static final int THREADS = 4;
    private static final int WRITES = 300;

    @TempDir
    Path directory;

    @Test
    void anInterruptedThreadDoesNotCloseTheDatabaseForAllOthers() throws Exception {
        String url = "jdbc:h2:" + directory.resolve("interrupted");
        var acknowledged = new ConcurrentLinkedQueue<String>();
        try (var store = JdbcStore.open(url + ";CACHE_SIZE=16")) { // so that it is read from the file, too
            store.createTables(Note.TABLE);
            interrupted(store.table(Note.TABLE), acknowledged);
            assertEquals(
                    1,
                    store.table(Note.TABLE)
                            .insert(new Note("b", "last", "other", 0))
                            .version());
        }
        assertTrue(acknowledged.size() > WRITES, "only " + acknowledged.size());
        DurabilityTest.assertAllThere(url, List.copyOf(acknowledged));
    }

    @Test
    void aThreadThatIsInterruptedStaysSo() {
        try (var store = JdbcStore.open("jdbc:h2:" + directory.resolve("status"))) {
            store.createTables(Note.TABLE);
            var notes = store.table(Note.TABLE);
            for (int i = 0; i < 3; i++) {
                Thread.currentThread().interrupt();
                notes.put(new Note("b", "" + i, "text", 0));
                assertTrue(Thread.interrupted());
                Thread.currentThread().interrupt();
                store.transact("t" + i, Write.put(Note.TABLE, new Note("b", "t" + i, "text", 0)));
                assertTrue(Thread.interrupted());
            }
        }
    }

    private static void interrupted(Table<Note> notes, Queue<String> acknowledged) throws Exception {
        var running = new CountDownLatch(THREADS);
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < THREADS; i++) {
            String name = "thread-" + i;
            var thread = new Thread(() -> {
                write(notes, name, acknowledged);
                running.countDown();
            });
            thread.start();
            threads.add(thread);
        }
        for (int i = 0; running.getCount() > 0; i++) {
            threads.get(i % THREADS).interrupt();
            Thread.sleep(1); // with every one of their writes, or nearly
        }
    }

    private static void write(Table<Note> notes, String name, Queue<String> acknowledged) {
        int refused = 0;
        for (int i = 0; i < WRITES; i++) {
            String id = name + "-" + i;
            try {
                notes.insert(new Note("killed", id, Note.TEXT, 0));
                acknowledged.add(id);
                assertTrue(notes.get(Key.of("killed", id)).isPresent());
            } catch (StoreException interrupted) {
                refused++; // which is an answer, too
            }
            refused += Thread.interrupted() ? 0 : 1; // the next request is one that nobody has given up
        }
        assertTrue(refused <= 2 * WRITES);
    }
}
