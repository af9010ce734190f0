package io.anyport.memory;

import static io.anyport.store.Range.partition;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.store.Consistency;
import io.anyport.store.Key;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** What the memory engine does where engines differ; the rest is the contract's. */
class MemoryStoreTest {

    record Note(String book, String id, String mood) {}

    private static final TableSpec<Note> NOTES =
            TableSpec.of("notes", Note.class).key("book", "id").index("by-mood", "mood", "id");

    private static List<Note> cheerful(Table<Note> notes) {
        return notes.query(partition("cheerful").on("by-mood")).items();
    }

    @Test
    void anIndexIsLateOnce() {
        var notes = new MemoryStore().table(NOTES);
        var note = notes.insert(new Note("blue", "1", "cheerful"));
        assertEquals(List.of(), cheerful(notes));
        assertEquals(List.of(note), cheerful(notes));
        notes.put(new Note("blue", "1", "glum"));
        assertEquals(List.of(note), cheerful(notes));
        assertEquals(List.of(), cheerful(notes));
    }

    @Test
    void settlingLetsIndexesCatchUp() {
        var store = new MemoryStore();
        var notes = store.table(NOTES);
        var note = notes.insert(new Note("blue", "1", "cheerful"));
        store.settle();
        assertEquals(List.of(note), cheerful(notes));
    }

    @Test
    void anIndexIsNeverMoreThanAHundredWritesLate() {
        var notes = new MemoryStore().table(NOTES);
        for (int i = 0; i < 150; i++) {
            notes.insert(new Note("blue", "" + i, "cheerful"));
        }
        assertEquals(50, cheerful(notes).size());
    }

    @Test
    void promptIndexesAreNeverLate() {
        var notes = new MemoryStore(MemoryOptions.standard().promptIndexes()).table(NOTES);
        var note = notes.insert(new Note("blue", "1", "cheerful"));
        assertEquals(List.of(note), cheerful(notes));
    }

    @Test
    void aTableIsSharedByNameAndCannotChangeItsKeys() {
        var store = new MemoryStore();
        store.table(NOTES).insert(new Note("blue", "1", "glum"));
        assertEquals(
                "glum",
                store.table(NOTES).get(Key.of("blue", "1")).orElseThrow().mood());
        var other = TableSpec.of("notes", Note.class).key("book");
        assertThrows(IllegalArgumentException.class, () -> store.table(other));
    }

    @Test
    void aClosedStoreSaysSo() {
        var store = new MemoryStore();
        var notes = store.table(NOTES);
        store.close();
        store.close();
        assertThrows(IllegalStateException.class, () -> notes.get(Key.of("blue", "1")));
    }

    @Test
    void anEventualReadIsLateOnce() {
        var notes = new MemoryStore().table(NOTES);
        var key = Key.of("blue", "1");
        var first = notes.insert(new Note("blue", "1", "cheerful"));
        assertEquals(Optional.empty(), notes.get(key, Consistency.EVENTUAL));
        assertEquals(Optional.of(first), notes.get(key, Consistency.EVENTUAL));
        notes.delete(key);
        assertEquals(Optional.empty(), notes.get(key));
        assertEquals(Optional.of(first), notes.get(key, Consistency.EVENTUAL));
        assertEquals(Optional.empty(), notes.get(key, Consistency.EVENTUAL));
    }

    @Test
    void promptAndSettledStoresAreNotLateToEventualReads() {
        var key = Key.of("blue", "1");
        var prompt = new MemoryStore(MemoryOptions.standard().promptIndexes()).table(NOTES);
        var note = prompt.insert(new Note("blue", "1", "cheerful"));
        assertEquals(Optional.of(note), prompt.get(key, Consistency.EVENTUAL));
        var settled = new MemoryStore();
        settled.table(NOTES).insert(note);
        settled.settle();
        assertEquals(Optional.of(note), settled.table(NOTES).get(key, Consistency.EVENTUAL));
    }

    @Test
    void storesAreApartAndAsManyAsTestsNeed() {
        for (int i = 0; i < 10_000; i++) {
            var notes = new MemoryStore().table(NOTES);
            assertEquals(Optional.empty(), notes.get(Key.of("blue", "1")));
            notes.insert(new Note("blue", "1", "cheerful"));
        }
    }
}
