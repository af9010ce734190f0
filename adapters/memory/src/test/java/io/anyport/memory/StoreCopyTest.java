package io.anyport.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.store.Key;
import io.anyport.store.RetryPolicy;
import io.anyport.store.Store;
import io.anyport.store.StoreCopy;
import io.anyport.store.StoreException;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.lang.reflect.Proxy;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class StoreCopyTest {

    record Note(String book, int page, String text, Optional<Instant> expires, long version) {}

    private static final TableSpec<Note> NOTES = TableSpec.of("notes", Note.class)
            .key("book", "page")
            .index("by-text", "text")
            .version("version")
            .expiry("expires");

    private static final int MANY = 2_345;

    private static Note note(int page) {
        return new Note("book " + page % 7, page, "text " + page % 3, Optional.empty(), 0);
    }

    private static MemoryStore filled() {
        var store = new MemoryStore();
        var writes = new ArrayList<Write<Note>>();
        for (int i = 0; i < MANY; i++) {
            writes.add(Write.put(NOTES, note(i)));
        }
        store.table(NOTES).writeAll(writes);
        store.table(NOTES).put(note(3)); // of version 2
        return store;
    }

    @Test
    void allRecordsAreCopiedWithTheirVersions() {
        var source = filled();
        var target = new MemoryStore();
        var copied = StoreCopy.between(source, target).copy(NOTES);
        assertEquals(MANY, copied.records());
        assertEquals(
                source.table(NOTES).get(Key.of("book 3", 3)),
                target.table(NOTES).get(Key.of("book 3", 3)));
        assertEquals(
                2, target.table(NOTES).get(Key.of("book 3", 3)).orElseThrow().version());
        assertEquals(copied, StoreCopy.between(source, target).copy(NOTES), "again");
        assertEquals(
                0,
                StoreCopy.between(new MemoryStore(), new MemoryStore())
                        .copy(NOTES)
                        .records());
    }

    @Test
    void anyDifferenceIsFound() {
        var source = filled();
        var target = new MemoryStore();
        var copy = StoreCopy.between(source, target);
        var contents = copy.copy(NOTES);
        target.table(NOTES).put(note(4)); // the same text, another version
        var differs = assertThrows(IllegalStateException.class, () -> copy.compare(NOTES));
        assertTrue(differs.toString().contains("and they differ"), differs.toString());
        assertNotEquals(contents, StoreCopy.between(target, target).compare(NOTES));
        target.table(NOTES).delete(Key.of("book 4", 4));
        var fewer = assertThrows(IllegalStateException.class, () -> copy.compare(NOTES));
        assertTrue(fewer.toString().contains("the target has 2344"), fewer.toString());
    }

    @Test
    void aCopyThatWasInterruptedGoesOnWhereItStopped(@TempDir Path directory) throws Exception {
        var source = filled();
        var failing = new MemoryStore(MemoryOptions.standard()
                .retry(RetryPolicy.never())
                .faults(Faults.seeded(3).throttling(0.01)));
        var copy = StoreCopy.between(source, failing).checkpoint(directory.resolve("copy.properties"));
        int interruptions = 0;
        while (true) {
            try {
                assertEquals(MANY, copy.copy(NOTES).records());
                break;
            } catch (StoreException.Throttled interrupted) {
                interruptions++;
            }
        }
        assertTrue(interruptions > 1, "it was never interrupted");
        assertTrue(Files.readString(directory.resolve("copy.properties")).contains("notes=end"));
        try (var files = Files.list(directory)) {
            assertEquals(1, files.count(), "something was left behind");
        }
    }

    @Test
    void whatHasExpiredIsNotCopied() {
        var clock = Clock.fixed(Instant.EPOCH.plusSeconds(100), ZoneOffset.UTC);
        var source = new MemoryStore(MemoryOptions.standard().clock(clock));
        var target = new MemoryStore(MemoryOptions.standard().clock(clock));
        source.table(NOTES).put(new Note("a", 1, "gone", Optional.of(Instant.EPOCH.plusSeconds(100)), 0));
        var there = source.table(NOTES).put(new Note("a", 2, "there", Optional.of(Instant.EPOCH.plusSeconds(101)), 0));
        assertEquals(1, StoreCopy.between(source, target).copy(NOTES).records());
        assertEquals(Optional.of(there), target.table(NOTES).get(Key.of("a", 2)));
    }

    @Test
    void aStoreThatIsNoEnginesIsRefused() {
        var wrapper = (Store) Proxy.newProxyInstance(
                Store.class.getClassLoader(), new Class<?>[] {Store.class}, (proxy, method, args) -> null);
        assertThrows(IllegalArgumentException.class, () -> StoreCopy.between(wrapper, new MemoryStore()));
    }
}
