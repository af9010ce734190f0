package io.anyport.junit;

import static io.anyport.junit.Account.ACCOUNTS;
import static io.anyport.junit.Account.KEY;
import static io.anyport.junit.Note.NOTES;
import static io.anyport.junit.RecordsContract.SETTINGS;
import static io.anyport.junit.StoreSource.eventually;
import static io.anyport.store.Condition.absent;
import static io.anyport.store.Condition.exists;
import static io.anyport.store.Condition.is;
import static io.anyport.store.Range.partition;
import static io.anyport.store.Update.add;
import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.junit.RecordsContract.Setting;
import io.anyport.mapping.InvalidInput;
import io.anyport.store.Key;
import io.anyport.store.Store;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.Write;
import java.math.BigDecimal;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** All writes or none. */
interface TransactionsContract extends StoreSource {

    /** A test on a store. */
    interface StoreTest {
        /** Runs the test; the store has the tables {@code NOTES}, {@code ACCOUNTS} and {@code SETTINGS}. */
        void on(Store store) throws Exception;
    }

    /** Runs a test on a store with three tables. */
    private void withStore(StoreTest test) throws Exception {
        try (var store = open(Clock.systemUTC(), NOTES, ACCOUNTS, SETTINGS)) {
            test.on(store);
        }
    }

    private static List<Write<Note>> inserts(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> Write.insert(NOTES, Note.of("book " + i % 7, "" + i)))
                .toList();
    }

    private static List<Key> keys(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> Key.of("book " + i % 7, "" + i))
                .toList();
    }

    @Test
    default void aTransactionHas1To100Writes() throws Exception {
        for (int many : new int[] {1, 2, 100}) {
            withStore(store -> {
                store.transact(inserts(many));
                assertEquals(many, store.table(NOTES).getAll(keys(many)).size());
                assertThrows(ConditionFailed.class, () -> store.transact(inserts(many)));
            });
        }
        withStore(store -> {
            assertThrows(IllegalArgumentException.class, () -> store.transact(inserts(101)));
            assertThrows(IllegalArgumentException.class, () -> store.transact(List.of()));
            assertEquals(0, store.table(NOTES).getAll(keys(101)).size());
        });
    }

    @Test
    default void allKindsOfWritesGoTogether() throws Exception {
        withStore(store -> {
            var notes = store.table(NOTES);
            var accounts = store.table(ACCOUNTS);
            var settings = store.table(SETTINGS);
            for (String id : List.of("put", "guarded", "replace", "delete", "delete-version", "check")) {
                notes.insert(Note.of("a", id));
            }
            accounts.insert(Account.empty().owned("ann", 1));
            settings.put(new Setting("gone", "1"));
            store.transact(
                    Write.put(NOTES, Note.of("a", "put").text("new").version(9)),
                    Write.put(NOTES, Note.of("a", "guarded").text("new"), is("version", 1)),
                    Write.put(NOTES, Note.of("b", "put")),
                    Write.insert(NOTES, Note.of("a", "insert").version(9)),
                    Write.replace(NOTES, Note.of("a", "replace").text("new").version(1)),
                    Write.update(ACCOUNTS, KEY, add("medium", 1).and(set("rank", 2))),
                    Write.update(ACCOUNTS, Key.of("b", "2"), add("medium", 7).orInsert(), absent("id")),
                    Write.delete(NOTES, Key.of("a", "delete")),
                    Write.delete(NOTES, Key.of("a", "nothing")),
                    Write.delete(SETTINGS, Key.of("gone"), is("value", "1")),
                    Write.delete(NOTES, Note.of("a", "delete-version").version(1)),
                    Write.check(NOTES, Key.of("a", "check"), exists("text")),
                    Write.check(SETTINGS, Key.of("none"), absent("name")),
                    Write.put(SETTINGS, new Setting("some", "2")));
            var expected = List.of(
                    Note.of("a", "check").version(1),
                    Note.of("a", "guarded").text("new").version(2),
                    Note.of("a", "insert").version(1),
                    Note.of("a", "put").text("new").version(2),
                    Note.of("a", "replace").text("new").version(2));
            assertEquals(expected, notes.query(partition("a")).items());
            assertEquals(Optional.of(Note.of("b", "put").version(1)), notes.get(Key.of("b", "put")));
            var updated = accounts.get(KEY).orElseThrow();
            assertEquals(1, updated.medium());
            assertEquals(2, updated.version());
            assertEquals(7, accounts.get(Key.of("b", "2")).orElseThrow().medium());
            var ann = partition("ann").on("by-owner").is(2);
            assertEquals(
                    List.of(updated),
                    eventually(List.of(updated), () -> accounts.query(ann).items()));
            assertEquals(Optional.empty(), settings.get(Key.of("gone")));
            assertEquals(Optional.of(new Setting("some", "2")), settings.get(Key.of("some")));
        });
    }

    /** Writes that fail, each about a record that is there or not. */
    private static List<Write<?>> failing(Note stored) {
        var absent = Note.of("a", "absent");
        var absentKey = Key.of("a", "absent");
        var storedKey = Key.of(stored.book(), stored.id());
        return List.of(
                Write.insert(NOTES, stored),
                Write.put(NOTES, stored, is("text", "other")),
                Write.put(NOTES, absent, exists("id")),
                Write.replace(NOTES, stored.version(7)),
                Write.replace(NOTES, absent.version(1)),
                Write.update(NOTES, absentKey, set("text", "x")),
                Write.update(NOTES, storedKey, set("text", "x"), is("version", 7)),
                Write.delete(NOTES, storedKey, absent("text")),
                Write.delete(NOTES, stored.version(7)),
                Write.check(NOTES, storedKey, is("text", "other")),
                Write.check(NOTES, absentKey, exists("id")));
    }

    @Test
    default void nothingIsWrittenWhenOneFails() throws Exception {
        withStore(store -> {
            var notes = store.table(NOTES);
            var accounts = store.table(ACCOUNTS);
            var stored = notes.insert(Note.of("a", "stored"));
            var account = accounts.insert(Account.empty().owned("ann", 1));
            int place = 0;
            for (var failing : failing(stored)) {
                var writes = new ArrayList<Write<?>>(List.of(
                        Write.update(ACCOUNTS, KEY, set("owner", "bob").and(add("medium", 1))),
                        Write.insert(NOTES, Note.of("a", "new")),
                        Write.put(SETTINGS, new Setting("s", "1"))));
                writes.add(place++ % 4, failing);
                var failed = assertThrows(ConditionFailed.class, () -> store.transact(writes), failing::toString);
                var key = failing.key().orElseGet(() -> keyOf(failing));
                assertEquals(Optional.of("notes"), failed.table());
                assertEquals(Optional.of(key), failed.key());
                assertEquals(notes.get(key), failed.current(Note.class), failing.toString());
            }
            assertEquals(List.of(stored), notes.query(partition("a")).items());
            assertEquals(Optional.of(account), accounts.get(KEY));
            assertEquals(Optional.empty(), store.table(SETTINGS).get(Key.of("s")));
            var ann = partition("ann").on("by-owner");
            assertEquals(
                    List.of(account),
                    eventually(List.of(account), () -> accounts.query(ann).items()));
            assertEquals(
                    0, accounts.query(partition("bob").on("by-owner")).items().size());
        });
    }

    private static Key keyOf(Write<?> write) {
        var note = (Note) write.record().orElseThrow();
        return Key.of(note.book(), note.id());
    }

    @Test
    default void theFailureIsThatOfTheFirstInTheList() throws Exception {
        withStore(store -> {
            var stored = store.table(NOTES).insert(Note.of("a", "stored"));
            store.table(ACCOUNTS).insert(Account.empty());
            var passing = Write.put(SETTINGS, new Setting("s", "1"));
            var taken = Write.insert(NOTES, stored);
            var missing = Write.check(SETTINGS, Key.of("none"), exists("name"));
            var beyond = Write.update(ACCOUNTS, KEY, add("tiny", 128));
            assertFirst(store, stored, passing, taken, missing, beyond);
            assertFirst(store, null, passing, missing, beyond, taken);
            assertThrows(InvalidInput.class, () -> store.transact(passing, beyond, missing, taken));
            assertEquals(Optional.empty(), store.table(SETTINGS).get(Key.of("s")));
        });
    }

    private static void assertFirst(Store store, @Nullable Note current, Write<?>... writes) {
        var failed = assertThrows(ConditionFailed.class, () -> store.transact(writes));
        assertEquals(Optional.of(writes[1].spec().name()), failed.table());
        assertEquals(Optional.ofNullable(current), failed.current(Note.class));
    }

    @Test
    default void aTransactionMayOnlyCheck() throws Exception {
        withStore(store -> {
            store.table(NOTES).insert(Note.of("a", "1"));
            var holds = Write.check(NOTES, Key.of("a", "1"), is("version", 1));
            var nothing = Write.check(NOTES, Key.of("a", "2"), absent("id"));
            store.transact(holds, nothing);
            store.transact(nothing);
            assertEquals(
                    1, store.table(NOTES).get(Key.of("a", "1")).orElseThrow().version());
            assertEquals(Optional.empty(), store.table(NOTES).get(Key.of("a", "2")));
            var fails = Write.check(NOTES, Key.of("a", "1"), is("version", 2));
            assertThrows(ConditionFailed.class, () -> store.transact(nothing, fails));
        });
    }

    @Test
    default void writesAreOfDifferentRecords() throws Exception {
        withStore(store -> {
            var put = Write.put(NOTES, Note.of("a", "1"));
            for (var again : List.of(
                    put,
                    Write.delete(NOTES, Key.of("a", "1")),
                    Write.check(NOTES, Key.of("a", "1"), absent("id")),
                    Write.update(NOTES, Key.of("a", "1"), set("text", "x")))) {
                assertThrows(IllegalArgumentException.class, () -> store.transact(put, again));
            }
            assertEquals(Optional.empty(), store.table(NOTES).get(Key.of("a", "1")));
        });
        try (var store = open(Clock.systemUTC(), QueriesContract.SCORES)) {
            var one = new QueriesContract.Score("a", BigDecimal.ONE);
            var alike = new QueriesContract.Score("a", new BigDecimal("1.0"));
            var spec = QueriesContract.SCORES;
            assertThrows(
                    IllegalArgumentException.class, () -> store.transact(Write.put(spec, one), Write.put(spec, alike)));
        }
    }
}
