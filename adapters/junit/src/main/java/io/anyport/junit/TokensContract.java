package io.anyport.junit;

import static io.anyport.junit.Account.ACCOUNTS;
import static io.anyport.junit.Account.KEY;
import static io.anyport.junit.ConcurrencyContract.persistently;
import static io.anyport.junit.ConcurrencyContract.together;
import static io.anyport.junit.Note.NOTES;
import static io.anyport.junit.TokensContract.Counter.COUNTERS;
import static io.anyport.store.Condition.absent;
import static io.anyport.store.Condition.exists;
import static io.anyport.store.Condition.is;
import static io.anyport.store.Condition.not;
import static io.anyport.store.Update.add;
import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assumptions.assumeFalse;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anyport.store.Key;
import io.anyport.store.Store;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Transactions that are made at most once. */
interface TokensContract extends StoreSource {

    /** A number that grows. */
    record Counter(String id, long count) {
        static final TableSpec<Counter> COUNTERS =
                TableSpec.of("counters", Counter.class).key("id");
    }

    /** A test with a clock. */
    interface TokenTest {
        /** Runs the test; the store has the tables {@code COUNTERS}, {@code ACCOUNTS} and {@code NOTES}. */
        void on(Store store, MovableClock clock) throws Exception;
    }

    private void withStore(TokenTest test) throws Exception {
        var clock = new MovableClock();
        try (var store = open(clock, COUNTERS, ACCOUNTS, NOTES)) {
            test.on(store, clock);
        }
    }

    private static Write<Counter> count() {
        return Write.update(COUNTERS, Key.of("c"), add("count", 1).orInsert());
    }

    /** The same on a table with an expiry, where engines that know tokens themselves cannot use them. */
    private static Write<Account> countExpiring() {
        return Write.update(ACCOUNTS, KEY, add("large", 1).orInsert());
    }

    private static long counted(Store store) {
        return store.table(COUNTERS)
                .get(Key.of("c"))
                .map(Counter::count)
                .orElse(store.table(ACCOUNTS).get(KEY).map(Account::large).orElse(0L));
    }

    private static List<Write<?>> counts() {
        return List.of(count(), countExpiring());
    }

    @Test
    default void aTokenMakesAWriteOnce() throws Exception {
        for (var write : counts()) {
            withStore(store -> {
                store.transact("t1", write);
                store.transact("t1", write);
                assertEquals(1, counted(store));
                store.transact("t2", write);
                store.transact("t1", write);
                assertEquals(2, counted(store));
                store.transact(write);
                assertEquals(3, counted(store));
            });
        }
    }

    private void withStore(OneStore test) throws Exception {
        withStore((store, clock) -> test.on(store));
    }

    /** A test that needs no clock. */
    interface OneStore {
        /** Runs the test. */
        void on(Store store) throws Exception;
    }

    @Test
    default void equalWritesAreTheSame() throws Exception {
        withStore(store -> {
            for (var number : List.of(1, 1L, 1.0, new BigDecimal("1.00"))) {
                store.transact(
                        "t",
                        Write.update(COUNTERS, Key.of("c"), add("count", number).orInsert()),
                        Write.put(NOTES, Note.of("a", "1"), absent("id")),
                        Write.check(COUNTERS, Key.of("d"), not(is("count", number))));
            }
            assertEquals(1, counted(store));
        });
    }

    @Test
    default void whatWasMadeIsNotCheckedAgain() throws Exception {
        withStore(store -> {
            var note = Note.of("a", "1");
            store.transact("t", Write.insert(NOTES, note), countExpiring());
            store.transact("t", Write.insert(NOTES, note), countExpiring());
            store.transact("u", Write.insert(NOTES, Note.of("a", "2")));
            store.table(NOTES).delete(Key.of("a", "2"));
            store.transact("u", Write.insert(NOTES, Note.of("a", "2")));
            assertEquals(Optional.empty(), store.table(NOTES).get(Key.of("a", "2")));
            assertEquals(1, counted(store));
        });
    }

    @Test
    default void aTokenStandsForItsWrites() throws Exception {
        withStore(store -> {
            store.transact("t", count());
            store.transact("u", countExpiring());
            for (var other : List.<Write<?>>of(
                    Write.update(COUNTERS, Key.of("d"), add("count", 1).orInsert()),
                    Write.update(COUNTERS, Key.of("c"), add("count", 2).orInsert()),
                    Write.update(COUNTERS, Key.of("c"), set("count", 1).orInsert()),
                    Write.update(COUNTERS, Key.of("c"), add("count", 1)),
                    Write.update(COUNTERS, Key.of("c"), add("count", 1).orInsert(), exists("id")),
                    Write.delete(COUNTERS, Key.of("c")),
                    Write.put(NOTES, Note.of("a", "1")))) {
                assertThrows(IllegalArgumentException.class, () -> store.transact("t", other), other::toString);
            }
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store.transact("t", count(), Write.put(NOTES, Note.of("a", "1"))));
            var other = Write.update(ACCOUNTS, KEY, add("large", 2).orInsert());
            assertThrows(IllegalArgumentException.class, () -> store.transact("u", other));
            assertEquals(
                    new Counter("c", 1), store.table(COUNTERS).get(Key.of("c")).orElseThrow());
            assertEquals(1, store.table(ACCOUNTS).get(KEY).orElseThrow().large());
            assertEquals(Optional.empty(), store.table(NOTES).get(Key.of("a", "1")));
        });
    }

    @Test
    default void aFailedTransactionLeavesItsTokenFree() throws Exception {
        for (var write : counts()) {
            withStore(store -> {
                var failing = Write.check(NOTES, Key.of("a", "1"), exists("id"));
                var failed = assertThrows(ConditionFailed.class, () -> store.transact("t", write, failing));
                assertEquals(Optional.of(Key.of("a", "1")), failed.key());
                assertEquals(Optional.of("notes"), failed.table());
                store.table(NOTES).insert(Note.of("a", "1"));
                store.transact("t", write, failing);
                store.transact("t", write, failing);
                assertEquals(1, counted(store));
                assertThrows(ConditionFailed.class, () -> store.transact("u", Write.insert(NOTES, Note.of("a", "1"))));
                store.transact("u", Write.insert(NOTES, Note.of("a", "2")));
            });
        }
    }

    @Test
    default void aTokenIsForgottenAfterTenMinutes() throws Exception {
        withStore((store, clock) -> assertForgotten(store, clock, countExpiring()));
    }

    @Test
    default void aTokenOfATableWithoutAnExpiryIsForgottenAfterTenMinutes() throws Exception {
        assumeFalse(keepsOwnTime(), "the engine forgets tokens by a clock of its own");
        withStore((store, clock) -> assertForgotten(store, clock, count()));
    }

    private static void assertForgotten(Store store, MovableClock clock, Write<?> write) {
        store.transact("t", write);
        clock.move(Duration.ofSeconds(10 * 60 - 1));
        store.transact("t", write);
        assertEquals(1, counted(store));
        clock.move(Duration.ofSeconds(2));
        store.transact("t", write);
        assertEquals(2, counted(store));
        clock.move(Duration.ofMinutes(5));
        store.transact("t", write);
        assertEquals(2, counted(store));
        clock.move(Duration.ofMinutes(6));
        store.transact("t", Write.put(NOTES, Note.of("a", "1")), Write.check(ACCOUNTS, Key.of("b", "9"), absent("id")));
    }

    @Test
    default void aTokenHas1To36VisibleCharacters() throws Exception {
        withStore(store -> {
            for (String fits : List.of("!", "~", "x".repeat(36), "123e4567-e89b-12d3-a456-426614174000")) {
                store.transact(fits, count());
                store.transact(fits, count());
            }
            assertEquals(4, counted(store));
            for (String mistaken : List.of("", "x".repeat(37), "a b", " ", "a\n", "ä", "\u007f", "\ud83d\ude00")) {
                assertThrows(IllegalArgumentException.class, () -> store.transact(mistaken, count()));
            }
            assertEquals(4, counted(store));
        });
    }

    @Test
    default void aTokenTakesThePlaceOfAWriteIfATableHasAnExpiry() throws Exception {
        withStore(store -> {
            var inserts = IntStream.range(0, 99)
                    .<Write<?>>mapToObj(i -> Write.insert(NOTES, Note.of("a", "" + i)))
                    .toList();
            var hundred = new ArrayList<>(inserts);
            hundred.add(countExpiring());
            assertThrows(IllegalArgumentException.class, () -> store.transact("t", hundred));
            assertEquals(Optional.empty(), store.table(NOTES).get(Key.of("a", "0")));
            store.transact("t", hundred.subList(1, 100));
            store.transact("t", hundred.subList(1, 100));
            hundred.set(99, count());
            hundred.replaceAll(write -> write.record().isEmpty()
                    ? write
                    : Write.put(NOTES, (Note) write.record().orElseThrow()));
            store.transact("u", hundred);
            store.transact("u", hundred);
            assertEquals(1, counted(store));
            assertEquals(
                    2, store.table(NOTES).get(Key.of("a", "98")).orElseThrow().version());
        });
    }

    @Test
    default void oneOfManyWithTheSameTokenIsMade() throws Exception {
        for (var write : counts()) {
            withStore(store -> {
                for (int i = 1; i <= 5; i++) {
                    String token = "t" + i;
                    together(() -> persistently(() -> {
                        store.transact(token, write);
                        return true;
                    }));
                    assertEquals(i, counted(store));
                }
            });
        }
    }

    @Test
    default void aTokenIsKnownToOtherStoresOnTheSameData() throws Exception {
        var clock = Clock.systemUTC();
        try (var first = open(clock, COUNTERS, ACCOUNTS, NOTES)) {
            var second = openAgain(first, clock);
            assumeTrue(second.isPresent(), "the engine's data belongs to one store");
            try (var other = second.get()) {
                for (var write : counts()) {
                    String token = "t" + write.spec().name();
                    first.transact(token, write);
                    other.transact(token, write);
                    // of the same table, since an engine may keep the tokens of tables with an expiry elsewhere
                    var different = Write.delete(write.spec(), write.key().orElseThrow());
                    assertThrows(IllegalArgumentException.class, () -> other.transact(token, different));
                }
                assertEquals(
                        1, other.table(COUNTERS).get(Key.of("c")).orElseThrow().count());
                assertEquals(1, other.table(ACCOUNTS).get(KEY).orElseThrow().large());
            }
        }
    }

    /** A record whose components have no order of their own. */
    record Bag(String id, Map<String, Integer> counts, Set<String> names) {
        static final TableSpec<Bag> BAGS = TableSpec.of("bags", Bag.class).key("id");
    }

    @Test
    default void theOrderOfMapsAndSetsIsNoDifference() throws Exception {
        try (var store = open(Clock.systemUTC(), Bag.BAGS)) {
            var names = new HashSet<>(List.of("Aa", "BB", "c")); // the first two have one hash code
            var others = new HashSet<>(List.of("BB", "Aa", "c"));
            var counts = new LinkedHashMap<String, Integer>();
            counts.put("one", 1);
            counts.put("two", 2);
            var turned = new LinkedHashMap<String, Integer>();
            turned.put("two", 2);
            turned.put("one", 1);
            store.transact("bag", Write.put(Bag.BAGS, new Bag("a", counts, names)));
            store.transact("bag", Write.put(Bag.BAGS, new Bag("a", turned, others)));
            assertEquals(
                    Optional.of(new Bag("a", counts, names)),
                    store.table(Bag.BAGS).get(Key.of("a")));
        }
    }
}
