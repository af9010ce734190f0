package io.anyport.junit;

import static io.anyport.junit.Account.ACCOUNTS;
import static io.anyport.junit.Account.KEY;
import static io.anyport.junit.Note.NOTES;
import static io.anyport.junit.RecordsContract.SETTINGS;
import static io.anyport.store.Condition.absent;
import static io.anyport.store.Condition.exists;
import static io.anyport.store.Condition.is;
import static io.anyport.store.Update.add;
import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.junit.RecordsContract.Setting;
import io.anyport.mapping.InvalidInput;
import io.anyport.store.Key;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.Update;
import io.anyport.store.Write;
import java.time.Clock;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What transactions refuse, and what has expired for them. */
interface TransactionLimitsContract extends StoreSource {

    @Test
    default void aTransactionHasAtMost4MiB() throws Exception {
        var things = LimitsContract.THINGS;
        try (var store = open(Clock.systemUTC(), things)) {
            int most = 409_600 - 9; // "id" and "value" are 7 bytes, the id is 2
            for (int beyond : new int[] {1, 0}) {
                var writes = new ArrayList<Write<?>>();
                for (int i = 0; i < 10; i++) {
                    writes.add(Write.put(things, new LimitsContract.Thing("a" + i, "x".repeat(most))));
                }
                var last = "x".repeat((4 << 20) - 10 * 409_600 - 9 + beyond);
                writes.add(Write.put(things, new LimitsContract.Thing("bb", last)));
                if (beyond == 1) {
                    assertThrows(IllegalArgumentException.class, () -> store.transact(writes));
                } else {
                    store.transact(writes);
                    assertEquals(
                            Optional.of(new LimitsContract.Thing("bb", last)),
                            store.table(things).get(Key.of("bb")));
                }
            }
        }
    }

    @Test
    default void expiredRecordsAreAbsentToATransaction() throws Exception {
        var clock = new MovableClock();
        try (var store = open(clock, ACCOUNTS, NOTES)) {
            var accounts = store.table(ACCOUNTS);
            var until = clock.instant().plusSeconds(10);
            var expiring = accounts.insert(Account.empty().owned("ann", 1).until(until));
            clock.move(Duration.ofSeconds(10));
            var note = Write.put(NOTES, Note.of("a", "1"));
            for (var failing : List.<Write<Account>>of(
                    Write.check(ACCOUNTS, KEY, exists("id")),
                    Write.update(ACCOUNTS, KEY, add("medium", 1)),
                    Write.replace(ACCOUNTS, expiring),
                    Write.delete(ACCOUNTS, expiring),
                    Write.put(ACCOUNTS, expiring, is("owner", "ann")))) {
                var failed = assertThrows(ConditionFailed.class, () -> store.transact(note, failing));
                assertEquals(Optional.empty(), failed.current(Account.class));
            }
            assertEquals(Optional.empty(), store.table(NOTES).get(Key.of("a", "1")));
            store.transact(note, Write.check(ACCOUNTS, KEY, absent("id")));
            store.transact(note, Write.insert(ACCOUNTS, Account.empty()));
            assertEquals(Optional.of(Account.empty().version(1)), accounts.get(KEY));
            accounts.update(KEY, set("until", clock.instant()).and(set("boxed", 5)));
            store.transact(Write.update(ACCOUNTS, KEY, add("medium", 1).orInsert()));
            var fresh = accounts.get(KEY).orElseThrow();
            assertEquals(null, fresh.boxed());
            assertEquals(1, fresh.medium());
            assertEquals(1, fresh.version());
        }
    }

    @Test
    default void whatIsBeyondALimitFailsTheWhole() throws Exception {
        try (var store = open(Clock.systemUTC(), NOTES, ACCOUNTS, SETTINGS)) {
            var accounts = store.table(ACCOUNTS);
            accounts.insert(Account.empty());
            var account = accounts.update(KEY, set("tiny", 127));
            var stored = store.table(NOTES).insert(Note.of("a", "9"));
            var tooLarge = set("text", "x".repeat(409_590)); // not by itself
            var note = Write.put(NOTES, Note.of("a", "1"));
            var first =
                    Write.update(ACCOUNTS, Key.of("b", "0"), set("owner", "ann").orInsert());
            for (var beyond : List.<Update>of(
                    add("tiny", 1), add("boxed", 1).and(add("tiny", 1)), set("owner", ""), set("tiny", 128))) {
                assertThrows(
                        InvalidInput.class, () -> store.transact(note, first, Write.update(ACCOUNTS, KEY, beyond)));
            }
            assertThrows(
                    InvalidInput.class,
                    () -> store.transact(note, first, Write.update(NOTES, Key.of("a", "9"), tooLarge)));
            assertEquals(Optional.of(stored), store.table(NOTES).get(Key.of("a", "9")));
            assertThrows(InvalidInput.class, () -> store.transact(note, Write.put(NOTES, Note.of("a", ""))));
            assertEquals(Optional.of(account), accounts.get(KEY));
            assertEquals(Optional.empty(), accounts.get(Key.of("b", "0")));
            assertEquals(Optional.empty(), store.table(NOTES).get(Key.of("a", "1")));
            var versionless = Write.replace(SETTINGS, new Setting("s", "1"));
            assertThrows(IllegalStateException.class, () -> store.transact(note, versionless));
        }
    }
}
