package io.anyport.junit;

import static io.anyport.junit.ConcurrencyContract.ROUNDS;
import static io.anyport.junit.ConcurrencyContract.THREADS;
import static io.anyport.junit.ConcurrencyContract.persistently;
import static io.anyport.junit.ConcurrencyContract.together;
import static io.anyport.junit.TokensContract.Counter.COUNTERS;
import static io.anyport.store.Condition.absent;
import static io.anyport.store.Condition.atLeast;
import static io.anyport.store.Condition.is;
import static io.anyport.store.Update.add;
import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.junit.TokensContract.Counter;
import io.anyport.store.Key;
import io.anyport.store.Store;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.concurrent.ThreadLocalRandom;
import java.util.function.BiFunction;
import org.junit.jupiter.api.Test;

/** Transactions at the same time. */
interface IsolationContract extends StoreSource {

    /** How often write skew is tried. */
    int NIGHTS = 100;

    /** Somebody who may be called at night. */
    record Doctor(int night, String name, boolean onCall) {}

    /** Their table. */
    TableSpec<Doctor> DOCTORS = TableSpec.of("doctors", Doctor.class).key("night", "name");

    /** Two doctors do the same each night at the same time; it may fail. */
    private static void eachNight(Store store, BiFunction<Key, Key, List<Write<?>>> writes) throws Exception {
        var night = new CyclicBarrier(2);
        var pool = Executors.newFixedThreadPool(2);
        try {
            var both = new ArrayList<Future<?>>();
            for (String name : List.of("ann", "bob")) {
                both.add(pool.submit(() -> {
                    for (int i = 0; i < NIGHTS; i++) {
                        var own = Key.of(i, name);
                        var other = Key.of(i, name.equals("ann") ? "bob" : "ann");
                        night.await();
                        attempt(store, writes.apply(own, other));
                    }
                    return true;
                }));
            }
            for (var one : both) {
                one.get();
            }
        } finally {
            pool.shutdownNow();
        }
    }

    private static void attempt(Store store, List<Write<?>> writes) {
        try {
            store.transact(writes);
        } catch (ConditionFailed | Conflict tooLate) {
            Thread.onSpinWait();
        }
    }

    @Test
    default void somebodyIsAlwaysOnCall() throws Exception {
        try (var store = open(Clock.systemUTC(), DOCTORS)) {
            var doctors = store.table(DOCTORS);
            var writes = new ArrayList<Write<Doctor>>();
            for (int i = 0; i < NIGHTS; i++) {
                writes.add(Write.put(DOCTORS, new Doctor(i, "ann", true)));
                writes.add(Write.put(DOCTORS, new Doctor(i, "bob", true)));
            }
            doctors.writeAll(writes);
            eachNight(
                    store,
                    (own, other) -> List.of(
                            Write.check(DOCTORS, other, is("onCall", true)),
                            Write.update(DOCTORS, own, set("onCall", false))));
            for (int i = 0; i < NIGHTS; i++) {
                var night = doctors.getAll(List.of(Key.of(i, "ann"), Key.of(i, "bob")));
                assertTrue(night.values().stream().anyMatch(Doctor::onCall), "nobody is on call in night " + i);
            }
        }
    }

    @Test
    default void onlyOneIsWhereThereWasNone() throws Exception {
        try (var store = open(Clock.systemUTC(), DOCTORS)) {
            eachNight(
                    store,
                    (own, other) -> List.of(
                            Write.put(
                                    DOCTORS,
                                    new Doctor(
                                            (Integer) own.partition(),
                                            (String) own.sort().orElseThrow(),
                                            true)),
                            Write.check(DOCTORS, other, absent("name"))));
            for (int i = 0; i < NIGHTS; i++) {
                var night = store.table(DOCTORS).getAll(List.of(Key.of(i, "ann"), Key.of(i, "bob")));
                assertFalse(night.size() > 1, "both are on call in night " + i);
            }
        }
    }

    @Test
    default void transfersKeepTheSum() throws Exception {
        try (var store = open(Clock.systemUTC(), COUNTERS)) {
            var counters = store.table(COUNTERS);
            var keys = List.of(Key.of("a"), Key.of("b"), Key.of("c"), Key.of("d"));
            keys.forEach(key -> counters.put(new Counter((String) key.partition(), 20)));
            together(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    int from = ThreadLocalRandom.current().nextInt(4);
                    int to = (from + 1 + ThreadLocalRandom.current().nextInt(3)) % 4;
                    transfer(store, keys.get(from), keys.get(to));
                }
                return true;
            });
            var left = counters.getAll(keys).values();
            assertEquals(80, left.stream().mapToLong(Counter::count).sum());
            assertTrue(left.stream().allMatch(counter -> counter.count() >= 0), "nobody owes anything");
        }
    }

    private static void transfer(Store store, Key from, Key to) throws Exception {
        persistently(() -> {
            try {
                store.transact(
                        Write.update(COUNTERS, from, add("count", -7), atLeast("count", 7)),
                        Write.update(COUNTERS, to, add("count", 7)));
                return true;
            } catch (ConditionFailed tooPoor) {
                return false;
            }
        });
    }

    @Test
    default void noIncrementIsLost() throws Exception {
        try (var store = open(Clock.systemUTC(), COUNTERS)) {
            var counters = store.table(COUNTERS);
            var one = add("count", 1).orInsert();
            together(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    persistently(() -> counters.update(Key.of("a"), one));
                    persistently(() -> {
                        store.transact(
                                Write.update(COUNTERS, Key.of("a"), one), Write.update(COUNTERS, Key.of("b"), one));
                        return true;
                    });
                }
                return true;
            });
            assertEquals(
                    2L * THREADS * ROUNDS,
                    counters.get(Key.of("a")).orElseThrow().count());
            assertEquals(
                    (long) THREADS * ROUNDS,
                    counters.get(Key.of("b")).orElseThrow().count());
        }
    }
}
