package io.anyport.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.store.Key;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.TableSpec;
import java.time.Clock;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reading, writing and deleting by key. */
interface RecordsContract extends StoreSource {

    /** A record without a sort key or a version. */
    record Setting(String name, String value) {}

    /** Its table. */
    TableSpec<Setting> SETTINGS = TableSpec.of("settings", Setting.class).key("name");

    @Test
    default void whatWasWrittenIsRead() throws Exception {
        with(Note.NOTES, notes -> {
            assertEquals(Optional.empty(), notes.get(Key.of("a", "1")));
            var stored = notes.insert(Note.of("a", "1"));
            assertEquals(Optional.of(stored), notes.get(Key.of("a", "1")));
            assertEquals(Optional.empty(), notes.get(Key.of("a", "2")));
            assertEquals(Optional.empty(), notes.get(Key.of("b", "1")));
        });
    }

    @Test
    default void aTableNeedsNoSortKeyAndNoVersion() throws Exception {
        with(SETTINGS, settings -> {
            assertEquals(new Setting("a", "1"), settings.insert(new Setting("a", "1")));
            assertEquals(new Setting("a", "2"), settings.put(new Setting("a", "2")));
            assertEquals(Optional.of(new Setting("a", "2")), settings.get(Key.of("a")));
            assertTrue(settings.delete(Key.of("a")));
            assertEquals(Optional.empty(), settings.get(Key.of("a")));
        });
    }

    @Test
    default void anInsertFailsWhereThereIsARecord() throws Exception {
        with(Note.NOTES, notes -> {
            var first = notes.insert(Note.of("a", "1"));
            var second = Note.of("a", "1").text("second");
            var failed = assertThrows(ConditionFailed.class, () -> notes.insert(second));
            assertEquals(Optional.of(first), failed.current(Note.class));
            assertEquals(Optional.of("notes"), failed.table());
            assertEquals(Optional.of(Key.of("a", "1")), failed.key());
            assertEquals(Optional.of(first), notes.get(Key.of("a", "1")));
        });
    }

    @Test
    default void aFailureSaysNothingOfTheRecordButItsKey() throws Exception {
        with(Note.NOTES, notes -> {
            var secret = Note.of("a", "1").text("secret");
            notes.insert(secret);
            Throwable failed = assertThrows(ConditionFailed.class, () -> notes.insert(secret));
            for (; failed != null; failed = failed.getCause()) {
                assertFalse(failed.toString().contains("secret"), failed.toString());
            }
        });
    }

    @Test
    default void aPutReplacesAllOfTheRecord() throws Exception {
        with(SETTINGS, settings -> {
            settings.put(new Setting("a", "1"));
            settings.put(new Setting("a", "2"));
            assertEquals("2", settings.get(Key.of("a")).orElseThrow().value());
        });
    }

    @Test
    default void aDeleteSaysWhetherThereWasARecord() throws Exception {
        with(Note.NOTES, notes -> {
            assertFalse(notes.delete(Key.of("a", "1")));
            notes.insert(Note.of("a", "1"));
            notes.insert(Note.of("a", "2"));
            assertTrue(notes.delete(Key.of("a", "1")));
            assertFalse(notes.delete(Key.of("a", "1")));
            assertEquals(Optional.empty(), notes.get(Key.of("a", "1")));
            assertTrue(notes.get(Key.of("a", "2")).isPresent());
        });
    }

    @Test
    default void tablesAreApart() throws Exception {
        var other = TableSpec.of("other.notes", Note.class).key("book", "id").version("version");
        try (var store = open(Clock.systemUTC(), Note.NOTES, other)) {
            store.table(Note.NOTES).insert(Note.of("a", "1"));
            assertEquals(Optional.empty(), store.table(other).get(Key.of("a", "1")));
            store.table(other).insert(Note.of("a", "1"));
            assertTrue(store.table(Note.NOTES).delete(Key.of("a", "1")));
            assertTrue(store.table(other).get(Key.of("a", "1")).isPresent());
        }
    }

    @Test
    default void aKeyMustFitTheTable() throws Exception {
        with(Note.NOTES, notes -> {
            assertThrows(IllegalArgumentException.class, () -> notes.get(Key.of("a")));
            assertThrows(IllegalArgumentException.class, () -> notes.get(Key.of(1, "1")));
            assertThrows(IllegalArgumentException.class, () -> notes.delete(Key.of("a", 1)));
        });
        with(SETTINGS, settings -> assertThrows(IllegalArgumentException.class, () -> settings.get(Key.of("a", "1"))));
    }

    @Test
    default void aTableNeedsAKey() throws Exception {
        try (var store = open(Clock.systemUTC(), SETTINGS)) {
            var keyless = TableSpec.of("keyless", Setting.class);
            assertThrows(IllegalArgumentException.class, () -> store.table(keyless));
        }
    }

    @Test
    default void aClosedStoreIsNotUsedAnyMore() throws Exception {
        var store = open(Clock.systemUTC(), SETTINGS);
        var settings = store.table(SETTINGS);
        store.close();
        store.close();
        assertThrows(IllegalStateException.class, () -> settings.get(Key.of("a")));
    }
}
