package io.anyport.memory;

import static io.anyport.store.Update.add;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.store.Consistency;
import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.RetryPolicy;
import io.anyport.store.StoreException;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.StoreException.Throttled;
import io.anyport.store.StoreException.Unknown;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Update;
import io.anyport.store.Write;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

/** Faults come as they are asked for, and are dealt with by the policy. */
class FaultsTest {

    record Counter(String id, long count) {}

    private static final TableSpec<Counter> COUNTERS =
            TableSpec.of("counters", Counter.class).key("id");
    private static final Key KEY = Key.of("a");
    private static final Update INCREMENT = add("count", 1).orInsert();
    private static final RetryPolicy AT_ONCE =
            RetryPolicy.standard().backoff(Duration.ZERO, Duration.ZERO).patience(Duration.ofDays(1));

    private static MemoryStore store(Faults faults, RetryPolicy policy) {
        return new MemoryStore(MemoryOptions.standard().faults(faults).retry(policy));
    }

    /** What each of many increments comes to. */
    private static List<String> outcomes(Faults faults, RetryPolicy policy, int many) {
        var counters = store(faults, policy).table(COUNTERS);
        var outcomes = new ArrayList<String>();
        for (int i = 0; i < many; i++) {
            outcomes.add(outcome(counters));
        }
        return outcomes;
    }

    private static String outcome(Table<Counter> counters) {
        try {
            counters.update(KEY, INCREMENT);
            return "made";
        } catch (StoreException failure) {
            return failure.getClass().getSimpleName();
        }
    }

    private static final Faults ALL =
            Faults.seeded(1).conflicts(0.2).throttling(0.2).unknown(0.2);

    @Test
    void theSameSeedDrawsTheSameFaults() {
        var first = outcomes(ALL, RetryPolicy.never(), 200);
        assertEquals(first, outcomes(ALL, RetryPolicy.never(), 200));
        var other = Faults.seeded(2).conflicts(0.2).throttling(0.2).unknown(0.2);
        assertNotEquals(first, outcomes(other, RetryPolicy.never(), 200));
        for (String each : List.of("made", "Conflict", "Throttled", "Unknown")) {
            int often = Collections.frequency(first, each);
            assertTrue(often > 15 && often < 130, each + " " + often + " times");
        }
    }

    @Test
    void eachCallIsMadeAsOftenAsThePolicySays() {
        for (int attempts : new int[] {1, 2, 3, 7}) {
            var draws = outcomes(ALL, RetryPolicy.never(), 2_000).iterator();
            var calls = outcomes(ALL, AT_ONCE.attempts(attempts), 200);
            for (String call : calls) {
                String last = draws.next();
                for (int i = 1; i < attempts && !last.equals("made") && !last.equals("Unknown"); i++) {
                    last = draws.next();
                }
                assertEquals(last, call);
            }
        }
    }

    @Test
    void halfOfTheUnknownWritesAreMadeAndNoneTwice() {
        var counters = store(Faults.seeded(1).unknown(1), AT_ONCE.attempts(9)).table(COUNTERS);
        for (int i = 0; i < 1_000; i++) {
            assertThrows(Unknown.class, () -> counters.update(KEY, INCREMENT));
        }
        long made = counters.get(KEY).orElseThrow().count();
        assertTrue(made > 400 && made < 600, made + " were made");
    }

    @Test
    void aTransactionWithATokenIsMadeOnceWhateverHappens() {
        var store = store(ALL, AT_ONCE.attempts(100));
        for (int i = 0; i < 200; i++) {
            store.transact("token-" + i, Write.update(COUNTERS, KEY, INCREMENT));
        }
        assertEquals(200, store.table(COUNTERS).get(KEY).orElseThrow().count());
    }

    @Test
    void aTransactionWithoutATokenIsNotMadeAgainIfItMayHaveBeen() {
        var store = store(Faults.seeded(1).unknown(1), AT_ONCE.attempts(9));
        for (int i = 0; i < 100; i++) {
            assertThrows(Unknown.class, () -> store.transact(Write.update(COUNTERS, KEY, INCREMENT)));
        }
        long made = store.table(COUNTERS).get(KEY).orElseThrow().count();
        assertTrue(made > 30 && made < 70, made + " were made");
    }

    @Test
    void everyOperationMeetsFaults() {
        var store = store(Faults.seeded(1).throttling(1), RetryPolicy.never());
        var counters = store.table(COUNTERS);
        var counter = new Counter("a", 1);
        for (Executable call : List.<Executable>of(
                () -> counters.get(KEY),
                () -> counters.get(KEY, Consistency.EVENTUAL),
                () -> counters.getAll(List.of(KEY)),
                () -> counters.query(Range.partition("a")),
                () -> counters.insert(counter),
                () -> counters.put(counter),
                () -> counters.update(KEY, INCREMENT),
                () -> counters.delete(KEY),
                () -> counters.writeAll(List.of(Write.put(COUNTERS, counter))),
                () -> store.transact(Write.put(COUNTERS, counter)),
                () -> store.transact("t", Write.put(COUNTERS, counter)),
                () -> store.transactGet(Get.of(COUNTERS, KEY)))) {
            assertThrows(Throttled.class, call);
        }
    }

    @Test
    void readsMeetNoConflictsAndNoUnknownOutcomes() {
        var store = store(Faults.seeded(1).conflicts(1).unknown(1), RetryPolicy.never());
        var counters = store.table(COUNTERS);
        assertTrue(counters.get(KEY).isEmpty());
        assertTrue(counters.getAll(List.of(KEY)).isEmpty());
        assertTrue(counters.query(Range.partition("a")).items().isEmpty());
        assertThrows(Conflict.class, () -> counters.update(KEY, INCREMENT));
        assertTrue(store.transactGet(Get.of(COUNTERS, KEY))
                .get(Get.of(COUNTERS, KEY))
                .isEmpty());
    }

    @Test
    void aFailedConditionIsNoFault() {
        var counters =
                store(Faults.seeded(1).throttling(0.5), AT_ONCE.attempts(100)).table(COUNTERS);
        counters.insert(new Counter("a", 1));
        for (int i = 0; i < 50; i++) {
            assertThrows(ConditionFailed.class, () -> counters.insert(new Counter("a", 2)));
        }
    }

    @Test
    void batchesAreFinishedInSpiteOfFaults() {
        var counters =
                store(Faults.seeded(1).throttling(0.3), AT_ONCE.attempts(50)).table(COUNTERS);
        counters.writeAll(IntStream.range(0, 200)
                .mapToObj(i -> Write.put(COUNTERS, new Counter("" + i, i)))
                .toList());
        var keys = IntStream.range(0, 200).mapToObj(i -> Key.of("" + i)).toList();
        assertEquals(200, counters.getAll(keys).size());
    }

    @Test
    void aProbabilityIsFromZeroToOne() {
        var faults = Faults.seeded(1);
        for (double wrong : new double[] {-0.1, 1.1, Double.NaN}) {
            assertThrows(IllegalArgumentException.class, () -> faults.conflicts(wrong));
            assertThrows(IllegalArgumentException.class, () -> faults.throttling(wrong));
            assertThrows(IllegalArgumentException.class, () -> faults.unknown(wrong));
        }
        assertEquals(
                Collections.nCopies(100, "made"),
                outcomes(faults.conflicts(0).throttling(0).unknown(0), RetryPolicy.never(), 100));
    }
}
