package io.anyport.junit;

import static io.anyport.junit.Account.ACCOUNTS;
import static io.anyport.junit.Account.KEY;
import static io.anyport.junit.StoreSource.eventually;
import static io.anyport.store.Condition.absent;
import static io.anyport.store.Condition.atLeast;
import static io.anyport.store.Condition.exists;
import static io.anyport.store.Condition.is;
import static io.anyport.store.Range.partition;
import static io.anyport.store.Update.add;
import static io.anyport.store.Update.remove;
import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.Key;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Update;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Changes to single components. */
interface UpdatesContract extends StoreSource {

    /** A record that is particular. */
    record Strict(String id, String name, int count) {
        /** Takes no record without a name. */
        public Strict {
            Objects.requireNonNull(name, "name");
        }
    }

    /** Its table. */
    TableSpec<Strict> STRICT = TableSpec.of("strict", Strict.class).key("id");

    private static void assertStored(Account expected, Table<Account> accounts) {
        assertEquals(Optional.of(expected), accounts.get(KEY));
    }

    @Test
    default void componentsAreSetAddedToAndRemoved() throws Exception {
        with(ACCOUNTS, accounts -> {
            var first = accounts.insert(Account.empty().owned("ann", 7));
            var second = accounts.update(KEY, set("owner", "bob"));
            assertEquals(first.owned("bob", 7).version(2), second);
            assertStored(second, accounts);
            assertEquals(5, accounts.update(KEY, add("medium", 5)).medium());
            assertEquals(3, accounts.update(KEY, add("medium", -2)).medium());
            assertEquals(Optional.of(8), accounts.update(KEY, add("rank", 1)).rank());
            assertEquals(Optional.empty(), accounts.update(KEY, remove("rank")).rank());
            var last = accounts.update(KEY, remove("owner"));
            assertEquals(first.owned(null, null).version(7), withMedium(last, 0));
            assertStored(last, accounts);
        });
    }

    private static Account withMedium(Account a, int medium) {
        return new Account(
                a.bank(),
                a.id(),
                a.owner(),
                a.rank(),
                a.tiny(),
                a.small(),
                medium,
                a.large(),
                a.fine(),
                a.exact(),
                a.boxed(),
                a.tags(),
                a.until(),
                a.version());
    }

    @Test
    default void severalComponentsAreChangedAtOnce() throws Exception {
        with(ACCOUNTS, accounts -> {
            accounts.insert(Account.empty().owned("ann", 7));
            var changed = accounts.update(
                    KEY,
                    set("owner", "bob")
                            .and(remove("rank"))
                            .and(add("medium", 1))
                            .and(add("large", -1))
                            .and(set("tags", List.of("x", "")))
                            .and(set("boxed", 9)));
            assertEquals("bob", changed.owner());
            assertEquals(Optional.empty(), changed.rank());
            assertEquals(1, changed.medium());
            assertEquals(-1, changed.large());
            assertEquals(List.of("x", ""), changed.tags());
            assertEquals(9, changed.boxed());
            assertEquals(2, changed.version());
            assertStored(changed, accounts);
        });
    }

    @Test
    default void anUpdateNeedsARecord() throws Exception {
        with(ACCOUNTS, accounts -> {
            for (var update : List.of(set("owner", "ann"), add("medium", 1), remove("owner"))) {
                var failed = assertThrows(ConditionFailed.class, () -> accounts.update(KEY, update));
                assertEquals(Optional.empty(), failed.current(Account.class));
                assertEquals(Optional.of("accounts"), failed.table());
                assertEquals(Optional.of(KEY), failed.key());
            }
            assertEquals(Optional.empty(), accounts.get(KEY));
        });
    }

    @Test
    default void anUpdateMayInsertARecordOfEmptyValues() throws Exception {
        with(ACCOUNTS, accounts -> {
            var inserted =
                    accounts.update(KEY, add("medium", 3).and(remove("owner")).orInsert());
            assertEquals(withMedium(Account.empty(), 3).version(1), inserted);
            assertStored(inserted, accounts);
            var updated = accounts.update(KEY, add("medium", 3).orInsert());
            assertEquals(withMedium(inserted, 6).version(2), updated);
            assertStored(updated, accounts);
        });
    }

    @Test
    default void insertingLeavesAloneWhatIsThere() throws Exception {
        with(ACCOUNTS, accounts -> {
            var first = accounts.insert(withMedium(Account.empty().owned("ann", 7), 5));
            var second = accounts.update(KEY, set("boxed", 1).orInsert());
            assertEquals("ann", second.owner());
            assertEquals(first.rank(), second.rank());
            assertEquals(5, second.medium());
        });
    }

    @Test
    default void anIncompleteRecordIsNotInserted() throws Exception {
        with(STRICT, table -> {
            var incomplete = add("count", 1).orInsert();
            assertThrows(IllegalArgumentException.class, () -> table.update(Key.of("a"), incomplete));
            assertEquals(Optional.empty(), table.get(Key.of("a")));
            var complete = incomplete.and(set("name", "n"));
            assertEquals(new Strict("a", "n", 1), table.update(Key.of("a"), complete));
            assertEquals(Optional.of(new Strict("a", "n", 1)), table.get(Key.of("a")));
        });
    }

    @Test
    default void anUpdateTakesACondition() throws Exception {
        with(ACCOUNTS, accounts -> {
            var first = accounts.insert(Account.empty().owned("ann", 7));
            for (var failing : List.of(is("owner", "bob"), absent("rank"), is("version", 2), atLeast("rank", 8))) {
                var failed = assertThrows(ConditionFailed.class, () -> accounts.update(KEY, add("medium", 1), failing));
                assertEquals(Optional.of(first), failed.current(Account.class), failing.toString());
            }
            assertStored(first, accounts);
            assertEquals(
                    1,
                    accounts.update(KEY, add("medium", 1), is("owner", "ann").and(is("version", 1)))
                            .medium());
        });
    }

    @Test
    default void aConditionOfAnInsertingUpdateIsOneOfNothing() throws Exception {
        with(ACCOUNTS, accounts -> {
            var update = add("medium", 1).orInsert();
            assertThrows(ConditionFailed.class, () -> accounts.update(KEY, update, exists("id")));
            assertEquals(Optional.empty(), accounts.get(KEY));
            assertEquals(1, accounts.update(KEY, update, absent("id")).medium());
            assertThrows(ConditionFailed.class, () -> accounts.update(KEY, update, absent("id")));
            assertThrows(
                    ConditionFailed.class, () -> accounts.update(Key.of("b", "2"), add("medium", 1), absent("id")));
        });
    }

    @Test
    default void indexesFollowUpdates() throws Exception {
        with(ACCOUNTS, accounts -> {
            accounts.insert(Account.empty());
            assertIndexed(accounts, "ann");
            accounts.update(KEY, set("owner", "ann"));
            assertIndexed(accounts, "ann");
            var appeared = accounts.update(KEY, set("rank", 1));
            assertIndexed(accounts, "ann", appeared);
            var moved = accounts.update(KEY, set("owner", "bob").and(add("rank", 1)));
            assertIndexed(accounts, "ann");
            assertIndexed(accounts, "bob", moved);
            var same = accounts.update(KEY, add("medium", 1));
            assertIndexed(accounts, "bob", same);
            accounts.update(KEY, remove("owner"));
            assertIndexed(accounts, "bob");
            var other = accounts.update(
                    Key.of("b", "2"), set("owner", "bob").and(add("rank", 5)).orInsert());
            assertIndexed(accounts, "bob", other);
        });
    }

    private static void assertIndexed(Table<Account> accounts, String owner, Account... expected) {
        var range = partition(owner).on("by-owner");
        assertEquals(
                List.of(expected),
                eventually(List.of(expected), () -> accounts.query(range).items()));
    }

    @Test
    default void anExpiredRecordIsNotUpdated() throws Exception {
        var clock = new MovableClock();
        try (var store = open(clock, ACCOUNTS)) {
            var accounts = store.table(ACCOUNTS);
            var until = clock.instant().plusSeconds(10);
            accounts.put(withMedium(Account.empty().owned("ann", 7).until(until), 5));
            accounts.update(KEY, add("large", 1));
            clock.move(Duration.ofSeconds(10));
            var failed = assertThrows(ConditionFailed.class, () -> accounts.update(KEY, add("medium", 1)));
            assertEquals(Optional.empty(), failed.current(Account.class));
            var fresh = accounts.update(KEY, add("medium", 1).orInsert(), absent("owner"));
            assertEquals(withMedium(Account.empty(), 1).version(1), fresh);
            assertStored(fresh, accounts);
            assertIndexed(accounts, "ann");
        }
    }

    @Test
    default void anUpdateMovesTheExpiry() throws Exception {
        var clock = new MovableClock();
        try (var store = open(clock, ACCOUNTS)) {
            var accounts = store.table(ACCOUNTS);
            accounts.insert(Account.empty().until(clock.instant().plusSeconds(10)));
            var later = clock.instant().plusMillis(20_001);
            assertEquals(later, accounts.update(KEY, set("until", later)).until());
            clock.move(Duration.ofSeconds(20));
            assertTrue(accounts.get(KEY).isPresent());
            assertEquals(null, accounts.update(KEY, remove("until")).until());
            clock.move(Duration.ofDays(1));
            assertTrue(accounts.get(KEY).isPresent());
            accounts.update(KEY, set("until", clock.instant().plusSeconds(1)));
            clock.move(Duration.ofSeconds(1));
            assertEquals(Optional.empty(), accounts.get(KEY));
        }
    }

    @Test
    default void anUpdateMustFitTheTable() throws Exception {
        with(ACCOUNTS, accounts -> {
            var first = accounts.insert(Account.empty());
            for (var mistaken : List.of(
                    set("none", 1),
                    add("none", 1),
                    remove("none"),
                    set("id", "2"),
                    remove("bank"),
                    set("version", 9),
                    add("version", 1),
                    set("owner", 1),
                    set("medium", "1"),
                    set("tags", "x"),
                    set("until", "2026-01-01"),
                    set("medium", 1.5),
                    add("medium", 0.5),
                    add("owner", 1),
                    add("tags", 1),
                    remove("medium"),
                    set("medium", 1).and(add("medium", 1)))) {
                assertThrows(IllegalArgumentException.class, () -> accounts.update(KEY, mistaken), mistaken::toString);
            }
            assertThrows(IllegalArgumentException.class, () -> accounts.update(Key.of("b"), set("owner", "x")));
            assertStored(first, accounts);
        });
    }

    @Test
    default void valuesBeyondALimitAreRefused() throws Exception {
        with(ACCOUNTS, accounts -> {
            var first = accounts.insert(Account.empty().owned("x".repeat(1_000), 1));
            for (var beyond : List.<Update>of(
                    set("owner", ""),
                    set("owner", "x".repeat(2_049)),
                    set("owner", "\ud83d"),
                    set("tags", List.of("x", "\ude00")),
                    set("tags", List.of("x".repeat(409_600))),
                    set("tags", List.of("x".repeat(409_000))), // not too large by itself
                    set("fine", Double.NaN),
                    add("fine", Double.POSITIVE_INFINITY))) {
                assertThrows(InvalidInput.class, () -> accounts.update(KEY, beyond));
            }
            assertStored(first, accounts);
        });
    }
}
