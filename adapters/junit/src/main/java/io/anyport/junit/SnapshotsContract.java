package io.anyport.junit;

import static io.anyport.junit.Account.ACCOUNTS;
import static io.anyport.junit.Account.KEY;
import static io.anyport.junit.ConcurrencyContract.ROUNDS;
import static io.anyport.junit.ConcurrencyContract.persistently;
import static io.anyport.junit.ConcurrencyContract.together;
import static io.anyport.junit.Note.NOTES;
import static io.anyport.store.Update.add;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.Write;
import java.time.Clock;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reads of several records at one moment. */
interface SnapshotsContract extends StoreSource {

    private static List<Get<Note>> gets(int many) {
        return IntStream.range(0, many)
                .mapToObj(i -> Get.of(NOTES, Key.of("book " + i % 7, "" + i)))
                .toList();
    }

    @Test
    default void recordsOfSeveralTablesAreReadTogether() throws Exception {
        var clock = new MovableClock();
        try (var store = open(clock, NOTES, ACCOUNTS)) {
            var note = store.table(NOTES).insert(Note.of("a", "1"));
            var until = clock.instant().plusSeconds(10);
            var account = store.table(ACCOUNTS).insert(Account.empty().until(until));
            var getNote = Get.of(NOTES, Key.of("a", "1"));
            var getAccount = Get.of(ACCOUNTS, KEY);
            var getNothing = Get.of(NOTES, Key.of("a", "2"));
            var snapshot = store.transactGet(getNothing, getAccount, getNote);
            assertEquals(Optional.of(note), snapshot.get(getNote));
            assertEquals(Optional.of(account), snapshot.get(getAccount));
            assertEquals(Optional.empty(), snapshot.get(getNothing));
            assertEquals(Optional.of(note), snapshot.get(Get.of(NOTES, Key.of("a", "1"))));
            assertThrows(IllegalArgumentException.class, () -> snapshot.get(Get.of(NOTES, Key.of("a", "3"))));
            store.table(NOTES).delete(Key.of("a", "1"));
            clock.move(Duration.ofSeconds(10));
            assertEquals(Optional.of(note), snapshot.get(getNote), "it was there at that moment");
            var later = store.transactGet(getNote, getAccount);
            assertEquals(Optional.empty(), later.get(getAccount), "it has expired");
            assertEquals(Optional.empty(), later.get(getNote));
        }
    }

    @Test
    default void aSnapshotHas1To100Records() throws Exception {
        try (var store = open(Clock.systemUTC(), NOTES)) {
            store.table(NOTES)
                    .writeAll(IntStream.range(0, 101)
                            .mapToObj(i -> Write.put(NOTES, Note.of("book " + i % 7, "" + i)))
                            .toList());
            for (int many : new int[] {1, 2, 100}) {
                var snapshot = store.transactGet(gets(many));
                for (var get : gets(many)) {
                    assertEquals(
                            get.key().sort(), snapshot.get(get).map(Note::id).map(Object.class::cast));
                }
            }
            assertThrows(IllegalArgumentException.class, () -> store.transactGet(gets(101)));
            assertThrows(IllegalArgumentException.class, () -> store.transactGet(List.of()));
        }
    }

    @Test
    default void readsAreOfDifferentRecords() throws Exception {
        try (var store = open(Clock.systemUTC(), NOTES, ACCOUNTS, QueriesContract.SCORES)) {
            var get = Get.of(NOTES, Key.of("a", "1"));
            assertThrows(IllegalArgumentException.class, () -> store.transactGet(get, get));
            var scores = QueriesContract.SCORES;
            assertThrows(
                    IllegalArgumentException.class,
                    () -> store.transactGet(Get.of(scores, Key.of("a", 1)), Get.of(scores, Key.of("a", 1.0))));
            assertThrows(IllegalArgumentException.class, () -> store.transactGet(Get.of(NOTES, Key.of("a"))));
            assertThrows(InvalidInput.class, () -> store.transactGet(Get.of(NOTES, Key.of("a", ""))));
            var same = Get.of(ACCOUNTS, Key.of("a", "1"));
            assertEquals(Optional.empty(), store.transactGet(get, same).get(same));
        }
    }

    @Test
    default void aSnapshotIsNeverTorn() throws Exception {
        try (var store = open(Clock.systemUTC(), NOTES, ACCOUNTS)) {
            var left = Get.of(ACCOUNTS, Key.of("left", "1"));
            var right = Get.of(ACCOUNTS, Key.of("right", "1"));
            together(() -> {
                for (int i = 0; i < ROUNDS; i++) {
                    persistently(() -> {
                        store.transact(
                                Write.update(
                                        ACCOUNTS, left.key(), add("large", 1).orInsert()),
                                Write.update(
                                        ACCOUNTS, right.key(), add("large", -1).orInsert()));
                        return true;
                    });
                    var both = persistently(() -> store.transactGet(right, left));
                    long balance = both.get(left).orElseThrow().large()
                            + both.get(right).orElseThrow().large();
                    assertEquals(0, balance, "of two records that change together");
                }
                return true;
            });
            assertEquals(
                    (long) ConcurrencyContract.THREADS * ROUNDS,
                    store.table(ACCOUNTS).get(left.key()).orElseThrow().large());
        }
    }
}
