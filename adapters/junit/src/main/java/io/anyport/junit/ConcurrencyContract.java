package io.anyport.junit;

import static io.anyport.store.Range.partition;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.store.Key;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.Table;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;

/** Threads on one record. */
interface ConcurrencyContract extends StoreSource {

    /** How many threads there are. */
    int THREADS = 8;

    /** How often each of them writes. */
    int ROUNDS = 20;

    /** Does the same in all threads at once. */
    static <R> List<R> together(Callable<R> work) throws Exception {
        var pool = Executors.newFixedThreadPool(THREADS);
        var start = new CyclicBarrier(THREADS);
        try {
            var running = new ArrayList<java.util.concurrent.Future<R>>();
            for (int i = 0; i < THREADS; i++) {
                running.add(pool.submit(() -> {
                    start.await();
                    return work.call();
                }));
            }
            var results = new ArrayList<R>();
            for (var one : running) {
                results.add(one.get());
            }
            return results;
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    /** Repeats what another write got in the way of. */
    static <R> R persistently(Callable<R> work) throws Exception {
        while (true) {
            try {
                return work.call();
            } catch (Conflict again) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    default void oneOfManyInsertsWins() throws Exception {
        with(Note.NOTES, notes -> {
            for (int i = 0; i < ROUNDS; i++) {
                var note = Note.of("a", "" + i);
                var won = together(() -> persistently(() -> insert(notes, note)));
                assertEquals(1, won.stream().filter(Boolean::booleanValue).count());
            }
        });
    }

    private static boolean insert(Table<Note> notes, Note note) {
        try {
            notes.insert(note);
            return true;
        } catch (ConditionFailed taken) {
            return false;
        }
    }

    @Test
    default void noGuardedWriteIsLost() throws Exception {
        with(Note.NOTES, notes -> {
            notes.insert(Note.of("a", "1").text(""));
            together(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    persistently(() -> append(notes));
                }
                return true;
            });
            var note = notes.get(Key.of("a", "1")).orElseThrow();
            assertEquals(THREADS * ROUNDS, note.text().length());
            assertEquals(1 + THREADS * ROUNDS, note.version());
        });
    }

    private static Note append(Table<Note> notes) {
        while (true) {
            try {
                var read = notes.get(Key.of("a", "1")).orElseThrow();
                return notes.replace(read.text(read.text() + "x"));
            } catch (ConditionFailed again) {
                Thread.onSpinWait();
            }
        }
    }

    @Test
    default void everyPutHasItsOwnVersion() throws Exception {
        with(Note.NOTES, notes -> {
            var versions = new HashSet<Long>();
            for (var some : together(() -> {
                var mine = new HashSet<Long>();
                for (int i = 0; i < ROUNDS; i++) {
                    mine.add(persistently(() -> notes.put(Note.of("a", "1"))).version());
                }
                return mine;
            })) {
                versions.addAll(some);
            }
            assertEquals(THREADS * ROUNDS, versions.size());
            assertEquals(
                    THREADS * ROUNDS, notes.get(Key.of("a", "1")).orElseThrow().version());
        });
    }

    @Test
    default void pagesMissNothingThatStaysWhileOthersComeAndGo() throws Exception {
        with(Note.NOTES, notes -> {
            var staying = new HashSet<String>();
            for (int i = 0; i < 50; i++) {
                staying.add(notes.insert(Note.of("a", i + "-stays")).id());
            }
            var turn = new java.util.concurrent.atomic.AtomicInteger();
            together(() -> {
                int mine = turn.getAndIncrement();
                for (int i = 0; i < ROUNDS; i++) {
                    if (mine % 2 == 0) {
                        String id = i + "-goes-" + mine;
                        persistently(() -> notes.put(Note.of("a", id)));
                        persistently(() -> notes.delete(Key.of("a", id)));
                    } else {
                        var found = notes.stream(partition("a").limit(7))
                                .map(Note::id)
                                .collect(Collectors.toList());
                        assertEquals(found.size(), new HashSet<>(found).size(), "a record was read twice");
                        found.retainAll(staying);
                        assertEquals(staying.size(), found.size(), "a record was missed");
                    }
                }
                return true;
            });
        });
    }
}
