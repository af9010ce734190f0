package io.anyport.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.junit.Broken.Bug;
import io.anyport.junit.HistoryRun.Cell;
import io.anyport.store.Key;
import io.anyport.store.Store;
import io.anyport.store.Table;
import io.anyport.store.Write;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/** The history checker finds what it is there for. */
class HistoryTest {

    private static void assertFinds(String violation, Bug bug) throws Exception {
        var found = HistoryRun.violations(Broken.store(new ModelStore(Clock.systemUTC()), bug));
        assertTrue(found.stream().anyMatch(text -> text.contains(violation)), () -> violation + " is not in " + found);
    }

    @Test
    void aStoreThatWorksHasNoViolations() throws Exception {
        assertEquals(List.of(), HistoryRun.violations(new ModelStore(Clock.systemUTC())));
    }

    @Test
    void aLostUpdateIsFound() throws Exception {
        var updates = new AtomicInteger();
        assertFinds("writes", call -> {
            if (!call.is("update") || updates.incrementAndGet() % 20 != 0) {
                return call.make();
            }
            var cell = cells(call.target()).get((Key) call.arguments()[0]).orElseThrow();
            return new Cell(cell.id(), cell.count() + 1, cell.version() + 1); // acknowledged, never made
        });
    }

    @Test
    void aTornTransactionIsFound() throws Exception {
        var snapshots = new AtomicInteger();
        assertFinds("a transaction is torn", call -> {
            if (call.is("transactGet")) {
                snapshots.incrementAndGet();
            }
            if (!call.is("transact")) {
                return call.make();
            }
            var writes = (List<?>) call.arguments()[0];
            var store = (Store) call.target();
            int before = snapshots.get();
            for (var write : writes) {
                store.transact(List.of((Write<?>) write));
                for (int i = 0; i < 1_000 && snapshots.get() == before; i++) {
                    LockSupport.parkNanos(1_000); // until somebody looks
                }
            }
            return null;
        });
    }

    @Test
    void aStaleReadIsFound() throws Exception {
        Map<Object, Object> first = new ConcurrentHashMap<>();
        var reads = new AtomicInteger();
        assertFinds("it went back in time", call -> {
            if (!call.is("get")) {
                return call.make();
            }
            Object answer = Objects.requireNonNull(call.make());
            Object older = first.putIfAbsent(call.arguments()[0], answer);
            boolean isLast = reads.incrementAndGet() > HistoryRun.THREADS * HistoryRun.CALLS;
            return older != null && reads.get() % 10 == 0 && !isLast ? older : answer;
        });
    }

    @Test
    void whatNobodyHasWrittenIsFound() {
        var history = new History();
        Stream.of(
                        new History.Event(History.Kind.WRITE, "a", 1, 10, 20),
                        new History.Event(History.Kind.READ, "a", 2, 30, 40),
                        new History.Event(History.Kind.WRITE, "a", 2, 50, 60))
                .forEach(history::add);
        var found = history.violations(Map.of("a", 2L));
        assertTrue(found.get(found.size() - 1).startsWith("only 1 writes had begun"), found::toString);
        assertTrue(found.get(0).startsWith("it went back in time"), found::toString); // the second write
    }

    @Test
    void aVersionThatIsWrittenTwiceIsFound() {
        var history = new History();
        history.add(new History.Event(History.Kind.WRITE, "a", 1, 10, 20));
        history.add(new History.Event(History.Kind.WRITE, "a", 1, 15, 25));
        assertTrue(history.violations(Map.of("a", 2L)).get(0).contains("written twice"));
    }

    @SuppressWarnings("unchecked") // the run has no other tables
    private static Table<Cell> cells(Object table) {
        return (Table<Cell>) table;
    }
}
