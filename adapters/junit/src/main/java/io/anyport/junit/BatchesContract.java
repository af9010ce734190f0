package io.anyport.junit;

import static io.anyport.junit.StoreSource.eventually;
import static io.anyport.store.Condition.absent;
import static io.anyport.store.Range.partition;
import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.Key;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.math.BigDecimal;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Random;
import java.util.Set;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** Reads and writes of many records. */
interface BatchesContract extends StoreSource {

    private static List<Key> keys(int from, int to) {
        return IntStream.range(from, to).mapToObj(i -> Key.of("a", "" + i)).toList();
    }

    private static List<Write<Note>> puts(int from, int to) {
        return IntStream.range(from, to)
                .mapToObj(i -> Write.put(Note.NOTES, Note.of("a", "" + i)))
                .toList();
    }

    private static List<Write<Note>> deletes(int from, int to) {
        return keys(from, to).stream().map(key -> Write.delete(Note.NOTES, key)).toList();
    }

    private static long count(Table<Note> notes) {
        return notes.stream(partition("a")).count();
    }

    @Test
    default void anyNumberOfRecordsIsRead() throws Exception {
        with(Note.NOTES, notes -> {
            notes.writeAll(puts(0, 250));
            for (int many : new int[] {0, 1, 100, 101, 250}) {
                var keys = new ArrayList<>(keys(0, many));
                Collections.shuffle(keys, new Random(many));
                var found = notes.getAll(keys);
                assertEquals(keys, List.copyOf(found.keySet()), "in the order in which they were asked for");
                found.forEach((key, note) -> assertEquals(key, Key.of(note.book(), note.id())));
            }
            assertEquals(
                    notes.get(Key.of("a", "7")),
                    Optional.ofNullable(notes.getAll(keys(7, 8)).get(Key.of("a", "7"))));
        });
    }

    @Test
    default void absentRecordsAreLeftOut() throws Exception {
        with(Note.NOTES, notes -> {
            notes.writeAll(puts(0, 10));
            assertEquals(Set.copyOf(keys(0, 10)), notes.getAll(keys(0, 120)).keySet());
            assertEquals(Map.of(), notes.getAll(keys(10, 120)));
        });
    }

    @Test
    default void aKeyThatComesTwiceIsReadOnce() throws Exception {
        with(Note.NOTES, notes -> {
            notes.writeAll(puts(0, 3));
            var twice = new ArrayList<>(keys(0, 3));
            twice.addAll(keys(0, 3));
            assertEquals(keys(0, 3), List.copyOf(notes.getAll(twice).keySet()));
            assertThrows(IllegalArgumentException.class, () -> notes.getAll(List.of(Key.of("a", "1"), Key.of("a"))));
        });
        with(QueriesContract.SCORES, scores -> {
            scores.insert(new QueriesContract.Score("a", BigDecimal.ONE));
            var found = scores.getAll(List.of(Key.of("a", 1L), Key.of("a", 1.0), Key.of("a", 1)));
            assertEquals(Set.of(Key.of("a", 1L)), found.keySet());
        });
    }

    @Test
    default void expiredRecordsAreLeftOut() throws Exception {
        var clock = new MovableClock();
        try (var store = open(clock, Account.ACCOUNTS)) {
            var accounts = store.table(Account.ACCOUNTS);
            accounts.insert(Account.empty().until(clock.instant().plusSeconds(10)));
            assertEquals(1, accounts.getAll(List.of(Account.KEY)).size());
            clock.move(Duration.ofSeconds(10));
            assertEquals(Map.of(), accounts.getAll(List.of(Account.KEY)));
        }
    }

    @Test
    default void anyNumberOfRecordsIsWritten() throws Exception {
        for (int many : new int[] {0, 1, 25, 26, 60}) {
            with(Note.NOTES, notes -> {
                notes.writeAll(puts(0, many));
                assertEquals(many, count(notes));
                notes.writeAll(deletes(0, many));
                assertEquals(0, count(notes));
            });
        }
    }

    @Test
    default void aTableWithoutVersionsIsWrittenTheSame() throws Exception {
        var settings = RecordsContract.SETTINGS;
        with(settings, table -> {
            var writes = new ArrayList<Write<RecordsContract.Setting>>();
            for (int i = 0; i < 60; i++) {
                writes.add(Write.put(settings, new RecordsContract.Setting("s" + i, "1")));
            }
            table.writeAll(writes);
            var keys = IntStream.range(0, 60).mapToObj(i -> Key.of("s" + i)).toList();
            assertEquals(60, table.getAll(keys).size());
            writes.replaceAll(write ->
                    Write.delete(settings, Key.of(write.record().orElseThrow().name())));
            writes.set(7, Write.put(settings, new RecordsContract.Setting("s7", "2")));
            table.writeAll(writes);
            assertEquals(Map.of(Key.of("s7"), new RecordsContract.Setting("s7", "2")), table.getAll(keys));
        });
    }

    @Test
    default void putsAndDeletesAreMixed() throws Exception {
        with(Note.NOTES, notes -> {
            notes.writeAll(puts(0, 30));
            var mixed = new ArrayList<Write<Note>>();
            mixed.addAll(deletes(0, 20));
            mixed.addAll(puts(20, 40));
            mixed.addAll(deletes(100, 110)); // of nothing
            Collections.shuffle(mixed, new Random(1));
            notes.writeAll(mixed);
            var left = notes.getAll(keys(0, 110));
            assertEquals(Set.copyOf(keys(20, 40)), left.keySet());
            left.forEach((key, note) -> assertEquals(
                    Integer.parseInt(note.id()) < 30 ? 2 : 1, note.version(), "the version of " + note.id()));
        });
    }

    @Test
    default void indexesFollowBatches() throws Exception {
        TableSpec<IndexesContract.Task> tasks = IndexesContract.TASKS;
        with(tasks, table -> {
            table.writeAll(IntStream.range(0, 30)
                    .mapToObj(i -> Write.put(tasks, new IndexesContract.Task("l", i, "ann", Optional.of(i), 0)))
                    .toList());
            var ann = partition("ann").on("by-owner");
            assertEquals(30L, eventually(30L, () -> table.stream(ann).count()));
            table.writeAll(IntStream.range(0, 30)
                    .mapToObj(i -> i % 2 == 0
                            ? Write.delete(tasks, Key.of("l", i))
                            : Write.put(tasks, new IndexesContract.Task("l", i, "bob", Optional.of(i), 0)))
                    .toList());
            assertEquals(0L, eventually(0L, () -> table.stream(ann).count()));
            var bob = partition("bob").on("by-owner");
            assertEquals(15L, eventually(15L, () -> table.stream(bob).count()));
        });
    }

    @Test
    default void whatCannotBeInABatchIsRefused() throws Exception {
        with(Note.NOTES, notes -> {
            var note = notes.insert(Note.of("x", "1"));
            var other =
                    TableSpec.of("other.notes", Note.class).key("book", "id").version("version");
            for (var refused : List.<Write<Note>>of(
                    Write.put(Note.NOTES, note, absent("id")),
                    Write.insert(Note.NOTES, note),
                    Write.replace(Note.NOTES, note),
                    Write.update(Note.NOTES, Key.of("x", "1"), set("text", "t")),
                    Write.delete(Note.NOTES, Key.of("x", "1"), absent("id")),
                    Write.delete(Note.NOTES, note),
                    Write.check(Note.NOTES, Key.of("x", "1"), absent("id")),
                    Write.put(other, note),
                    Write.put(Note.NOTES, Note.of("a", "1")), // comes twice
                    Write.delete(Note.NOTES, Key.of("a", "1")))) {
                var writes = new ArrayList<>(puts(0, 30));
                writes.add(refused);
                assertThrows(IllegalArgumentException.class, () -> notes.writeAll(writes), refused::toString);
            }
            var beyond = new ArrayList<>(puts(0, 30));
            beyond.add(Write.put(Note.NOTES, Note.of("a", "\ud83d")));
            assertThrows(InvalidInput.class, () -> notes.writeAll(beyond));
            assertEquals(0, count(notes), "nothing was written");
        });
    }
}
