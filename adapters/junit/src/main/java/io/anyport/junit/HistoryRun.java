package io.anyport.junit;

import static io.anyport.store.Update.add;

import io.anyport.junit.History.Event;
import io.anyport.junit.History.Kind;
import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.Store;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.StoreException.Throttled;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;

/** Threads that read and write a few cells of a store, and write down what they see. */
final class HistoryRun {

    /** How many there are. */
    static final int THREADS = 16;

    /** How many calls each of them makes; the system property {@code anyport.calls} chooses others. */
    static final int CALLS = Integer.getInteger("anyport.calls", 50);

    /** A counter, whose version is one more than its count; {@code left} counts up as {@code right} counts down. */
    record Cell(String id, long count, long version) {}

    static final TableSpec<Cell> CELLS =
            TableSpec.of("cells", Cell.class).key("id").version("version");

    private static final List<String> SINGLE = List.of("one", "two");
    private static final Get<Cell> LEFT = Get.of(CELLS, Key.of("left"));
    private static final Get<Cell> RIGHT = Get.of(CELLS, Key.of("right"));

    private final Store store;
    private final Table<Cell> cells;
    private final History history = new History();

    private HistoryRun(Store store) {
        this.store = store;
        this.cells = store.table(CELLS);
    }

    /** What is wrong with a store that has the table {@code CELLS} and nothing in it. */
    static List<String> violations(Store store) throws Exception {
        var run = new HistoryRun(store);
        var ids = List.of("one", "two", "left", "right");
        ids.forEach(id -> run.write(() -> run.cells.insert(new Cell(id, 0, 0))));
        run.together();
        var versions = new HashMap<String, Long>();
        ids.forEach(id -> versions.put(
                id, store.table(CELLS).get(Key.of(id)).orElseThrow().version()));
        return run.history.violations(versions);
    }

    private void together() throws Exception {
        var start = new CyclicBarrier(THREADS);
        var pool = Executors.newFixedThreadPool(THREADS);
        try {
            var threads = IntStream.range(0, THREADS)
                    .<Callable<Boolean>>mapToObj(seed -> () -> {
                        start.await();
                        var random = new Random(seed);
                        for (int i = 0; i < CALLS; i++) {
                            call(random);
                        }
                        return true;
                    })
                    .toList();
            for (var thread : pool.invokeAll(threads)) {
                thread.get();
            }
        } catch (ExecutionException e) {
            throw new AssertionError("a thread failed", e.getCause());
        } finally {
            pool.shutdownNow();
        }
    }

    private void call(Random random) {
        var key = Key.of(SINGLE.get(random.nextInt(2)));
        switch (random.nextInt(6)) {
            case 0 -> read(key);
            case 1 -> read(random.nextBoolean() ? LEFT.key() : RIGHT.key());
            case 2 -> write(() -> cells.update(key, add("count", 1)));
            case 3 -> {
                var before = read(key);
                write(() -> cells.replace(new Cell(before.id(), before.count() + 1, before.version())));
            }
            case 4 -> transact();
            default -> snapshot();
        }
    }

    private Cell read(Key key) {
        long start = System.nanoTime();
        var cell = cells.get(key).orElseThrow();
        seen(Kind.READ, cell, start);
        return cell;
    }

    private void seen(Kind kind, Cell cell, long start) {
        history.add(new Event(kind, cell.id(), cell.version(), start, System.nanoTime()));
        if (Math.abs(cell.count()) != cell.version() - 1) {
            history.torn("a cell is torn: " + cell);
        }
    }

    private void write(Callable<Cell> write) {
        long start = System.nanoTime();
        attempt(() -> {
            seen(Kind.WRITE, write.call(), start);
            return true;
        });
    }

    /** Other threads may have been faster, or too many. */
    private static void attempt(Callable<Boolean> call) {
        try {
            call.call();
        } catch (ConditionFailed | Conflict | Throttled notMade) {
            Thread.onSpinWait();
        } catch (RuntimeException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private void transact() {
        long start = System.nanoTime();
        attempt(() -> {
            store.transact(List.of(
                    Write.update(CELLS, LEFT.key(), add("count", 1)),
                    Write.update(CELLS, RIGHT.key(), add("count", -1))));
            for (String id : List.of("left", "right")) {
                history.add(new Event(Kind.COUNTED, id, 0, start, System.nanoTime()));
            }
            return true;
        });
    }

    private void snapshot() {
        long start = System.nanoTime();
        attempt(() -> {
            var snapshot = store.transactGet(List.of(RIGHT, LEFT));
            var both = Map.of(
                    "left",
                    snapshot.get(LEFT).orElseThrow(),
                    "right",
                    snapshot.get(RIGHT).orElseThrow());
            both.values().forEach(cell -> seen(Kind.READ, cell, start));
            if (both.values().stream().mapToLong(Cell::count).sum() != 0) {
                history.torn("a transaction is torn: " + both);
            }
            return true;
        });
    }
}
