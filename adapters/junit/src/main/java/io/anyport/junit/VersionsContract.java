package io.anyport.junit;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.store.Key;
import io.anyport.store.StoreException.ConditionFailed;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Writes that are guarded by the version that was read. */
interface VersionsContract extends StoreSource {

    @Test
    default void versionsCountWrites() throws Exception {
        with(Note.NOTES, notes -> {
            var first = notes.insert(Note.of("a", "1").version(77));
            assertEquals(1, first.version());
            var second = notes.replace(first.text("second"));
            assertEquals(2, second.version());
            var third = notes.put(Note.of("a", "1").version(77));
            assertEquals(3, third.version());
            assertEquals(Optional.of(third), notes.get(Key.of("a", "1")));
            assertEquals(1, notes.put(Note.of("a", "2")).version());
        });
    }

    @Test
    default void aReplaceFailsIfItReadAnOlderVersion() throws Exception {
        with(Note.NOTES, notes -> {
            var first = notes.insert(Note.of("a", "1"));
            var second = notes.replace(first.text("second"));
            var failed = assertThrows(ConditionFailed.class, () -> notes.replace(first.text("third")));
            assertEquals(Optional.of(second), failed.current(Note.class));
            assertEquals(Optional.of(second), notes.get(Key.of("a", "1")));
        });
    }

    @Test
    default void aReplaceFailsWhereThereIsNothing() throws Exception {
        with(Note.NOTES, notes -> {
            var failed = assertThrows(
                    ConditionFailed.class, () -> notes.replace(Note.of("a", "1").version(0)));
            assertEquals(Optional.empty(), failed.current(Note.class));
            assertEquals(Optional.empty(), notes.get(Key.of("a", "1")));
        });
    }

    @Test
    default void aGuardedDeleteFailsIfItReadAnOlderVersion() throws Exception {
        with(Note.NOTES, notes -> {
            var first = notes.insert(Note.of("a", "1"));
            var second = notes.replace(first);
            var failed = assertThrows(ConditionFailed.class, () -> notes.delete(first));
            assertEquals(Optional.of(second), failed.current(Note.class));
            notes.delete(second);
            assertEquals(Optional.empty(), notes.get(Key.of("a", "1")));
            assertThrows(ConditionFailed.class, () -> notes.delete(second));
        });
    }

    @Test
    default void versionsBeginAnewAfterADelete() throws Exception {
        with(Note.NOTES, notes -> {
            notes.replace(notes.insert(Note.of("a", "1")));
            notes.delete(Key.of("a", "1"));
            assertEquals(1, notes.insert(Note.of("a", "1")).version());
        });
    }

    @Test
    default void guardedWritesNeedAVersion() throws Exception {
        with(RecordsContract.SETTINGS, settings -> {
            var setting = settings.put(new RecordsContract.Setting("a", "1"));
            assertThrows(IllegalStateException.class, () -> settings.replace(setting));
            assertThrows(IllegalStateException.class, () -> settings.delete(setting));
        });
    }
}
