package io.anyport.junit;

import static io.anyport.junit.LimitsContract.THINGS;
import static io.anyport.store.Condition.below;
import static io.anyport.store.Condition.exists;
import static io.anyport.store.Condition.is;
import static io.anyport.store.Update.add;
import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anyport.junit.LimitsContract.Thing;
import io.anyport.mapping.InvalidInput;
import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.Limits;
import io.anyport.store.Store;
import io.anyport.store.TableSpec;
import io.anyport.store.Update;
import io.anyport.store.Write;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Limits of bytes in updates, conditions, batches, transactions and snapshots: at each, and one beyond it. */
interface SizesContract extends StoreSource {

    /** A record that an update can make larger. */
    record Sheet(String id, String text, String more, int edits) {}

    /** Its table. */
    TableSpec<Sheet> SHEETS = TableSpec.of("sheets", Sheet.class).key("id");

    /** The bytes of a sheet beside its texts: names of 15 bytes, an id of 2, a number below 100 of 2. */
    int SHEET = 15 + 2 + 2;

    /** So many large items are 4 MiB, with a last one that has the rest. */
    int LARGE = 10;

    private static Sheet sheet(int number, int size) {
        return new Sheet(Character.toString('0' + number) + "x", "x".repeat(size - SHEET - 1), "x", 1);
    }

    /** The size of an item, of some that are 4 MiB together, and perhaps more. */
    private static int size(int number, int beyond) {
        return number < LARGE
                ? Limits.MOST_ITEM_BYTES
                : Limits.MOST_TRANSACTED_BYTES - LARGE * Limits.MOST_ITEM_BYTES + beyond;
    }

    private static <E> List<E> each(int many, IntFunction<E> one) {
        return IntStream.range(0, many).mapToObj(one).toList();
    }

    private static Key key(int number) {
        return Key.of(sheet(number, SHEET + 1).id());
    }

    /** Nothing that was in it may be in what is said about it. */
    private static void assertSays(Exception failure, long... numbers) {
        for (long number : numbers) {
            assertTrue(failure.toString().contains(Long.toString(number)), failure.toString());
        }
        assertFalse(failure.toString().contains("xx"), "the value");
    }

    @Test
    default void anUpdateLeavesAnItemOfAtMost400KiB() throws Exception {
        with(SHEETS, sheets -> {
            sheets.put(sheet(0, 1_000));
            int rest = Limits.MOST_ITEM_BYTES - 1_000 + 1;
            var refused =
                    assertThrows(InvalidInput.class, () -> sheets.update(key(0), set("more", "x".repeat(rest + 1))));
            assertSays(refused, Limits.MOST_ITEM_BYTES);
            assertEquals(Optional.of(sheet(0, 1_000)), sheets.get(key(0)));
            sheets.update(key(0), set("more", "x".repeat(rest)));
            assertThrows(InvalidInput.class, () -> sheets.update(key(0), add("edits", 100)), "3 digits");
            assertEquals(99, sheets.update(key(0), add("edits", 98)).edits());
        });
    }

    /** Whatever is stored, so that the engine need not be asked. */
    @Test
    default void anUpdateFitsAnItemByItself() throws Exception {
        with(SHEETS, sheets -> {
            var large = set("text", "x".repeat(204_800)).and(set("more", "x".repeat(204_800)));
            var refused = assertThrows(InvalidInput.class, () -> sheets.update(key(0), large));
            assertSays(refused, Limits.MOST_ITEM_BYTES, 409_600 + 8);
            assertThrows(InvalidInput.class, () -> sheets.update(key(0), set("text", "x".repeat(3_000_000))));
            assertThrows(InvalidInput.class, () -> sheets.update(key(0), large.orInsert()));
        });
    }

    @Test
    default void valuesOfUpdatesHaveTheSameLimits() throws Exception {
        with(THINGS, things -> {
            things.put(new Thing("a", ""));
            for (Object fits : List.of(nested(31), "\ud83d\ude00", "")) {
                assertEquals(
                        fits, things.update(Key.of("a"), set("value", fits)).value());
            }
            for (Object beyond : List.of(nested(32), "\ud83d", Map.of("", 1), Map.of("\ude00", 1))) {
                assertThrows(InvalidInput.class, () -> things.update(Key.of("a"), set("value", beyond)));
            }
        });
    }

    private static Object nested(int levels) {
        Object value = "x";
        for (int i = 0; i < levels; i++) {
            value = List.of(value);
        }
        return value;
    }

    @Test
    default void aMembersNameHasAtMost65535Bytes() throws Exception {
        with(THINGS, things -> {
            String longest = "é".repeat(32_767) + "n";
            var fits = new Thing("a", Map.of(longest, true));
            things.put(fits);
            assertEquals(Optional.of(fits), things.get(Key.of("a")));
            var refused = assertThrows(
                    InvalidInput.class, () -> things.put(new Thing("a", List.of(Map.of(longest + "n", true)))));
            assertSays(refused, 65_535, 65_536);
        });
    }

    @Test
    default void theOperandsOfAConditionFitAnItem() throws Exception {
        with(SHEETS, sheets -> {
            sheets.put(sheet(0, 1_000));
            var half = below("text", "y".repeat(204_800));
            sheets.put(sheet(0, 1_001), half.and(half));
            var refused = assertThrows(
                    InvalidInput.class,
                    () -> sheets.put(
                            sheet(0, 1_002),
                            half.and(is("more", "x".repeat(204_801)).or(exists("id")))));
            assertSays(refused, Limits.MOST_ITEM_BYTES, Limits.MOST_ITEM_BYTES + 1);
            assertTrue(refused.faults().get(0).name().equals("/more"), refused.toString());
            assertEquals(Optional.of(sheet(0, 1_001)), sheets.get(key(0)));
        });
    }

    /** An engine may leave what is too much for one request to another one. */
    @Test
    default void aBatchMayBeLarge() throws Exception {
        with(SHEETS, sheets -> {
            int many = 45; // of which 16 MiB are 41
            sheets.writeAll(each(many, i -> Write.put(SHEETS, sheet(i, Limits.MOST_ITEM_BYTES))));
            var found = sheets.getAll(each(many, SizesContract::key));
            assertEquals(each(many, SizesContract::key), List.copyOf(found.keySet()));
        });
    }

    private static void fill(Store store, int beyond, int missing) {
        store.table(SHEETS).writeAll(each(LARGE + 1, i -> Write.put(SHEETS, sheet(i, size(i, beyond) - missing))));
    }

    @Test
    default void whatUpdatesLeaveIsAtMost4MiB() throws Exception {
        assumeTrue(countsWhatUpdatesLeave(), "the engine takes more");
        try (var store = open(Clock.systemUTC(), SHEETS)) {
            List<Write<?>> updates = new ArrayList<>(each(LARGE + 1, i -> Write.update(SHEETS, key(i), lengthened())));
            fill(store, 1, 1);
            var before = store.table(SHEETS).getAll(each(LARGE + 1, SizesContract::key));
            var failed = assertThrows(IllegalArgumentException.class, () -> store.transact(updates));
            assertSays(failed, Limits.MOST_TRANSACTED_BYTES, Limits.MOST_TRANSACTED_BYTES + 1);
            assertEquals(before, store.table(SHEETS).getAll(each(LARGE + 1, SizesContract::key)));
            fill(store, 0, 1);
            store.transact(updates);
            assertEquals("xy", store.table(SHEETS).get(key(0)).orElseThrow().more());
        }
    }

    private static Update lengthened() {
        return set("more", "xy");
    }

    @Test
    default void whatIsDeletedCheckedOrReplacedDoesNotCount() throws Exception {
        try (var store = open(Clock.systemUTC(), SHEETS)) {
            fill(store, 100_000, 0);
            store.transact(each(LARGE + 1, i -> Write.check(SHEETS, key(i), exists("text"))));
            store.transact(each(LARGE + 1, i -> Write.update(SHEETS, key(i), set("text", ""))));
            fill(store, 100_000, 0);
            store.transact(each(LARGE + 1, i -> Write.put(SHEETS, sheet(i, 100))));
            fill(store, 100_000, 0);
            store.transact(each(LARGE + 1, i -> Write.delete(SHEETS, key(i))));
            assertEquals(Map.of(), store.table(SHEETS).getAll(each(LARGE + 1, SizesContract::key)));
        }
    }

    @Test
    default void theTokenDoesNotCount() throws Exception {
        try (var store = open(Clock.systemUTC(), SHEETS)) {
            for (int beyond : new int[] {1, 0}) {
                List<Write<?>> puts =
                        new ArrayList<>(each(LARGE + 1, i -> Write.put(SHEETS, sheet(i, size(i, beyond)))));
                if (beyond == 1) {
                    var failed = assertThrows(IllegalArgumentException.class, () -> store.transact("token", puts));
                    assertSays(failed, Limits.MOST_TRANSACTED_BYTES, Limits.MOST_TRANSACTED_BYTES + 1);
                } else {
                    store.transact("token", puts);
                }
            }
        }
    }

    @Test
    default void aSnapshotHasAtMost4MiB() throws Exception {
        try (var store = open(Clock.systemUTC(), SHEETS)) {
            var gets = each(LARGE + 1, i -> Get.of(SHEETS, key(i)));
            fill(store, 1, 0);
            var failed = assertThrows(IllegalArgumentException.class, () -> store.transactGet(gets));
            assertSays(failed, Limits.MOST_TRANSACTED_BYTES);
            fill(store, 0, snapshotOverhead());
            var snapshot = store.transactGet(gets);
            gets.forEach(get -> assertTrue(snapshot.get(get).isPresent()));
        }
    }
}
