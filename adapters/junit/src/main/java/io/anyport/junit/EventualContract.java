package io.anyport.junit;

import static io.anyport.junit.StoreSource.eventually;
import static io.anyport.store.Range.partition;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.store.Consistency;
import io.anyport.store.Key;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Reads that may be late see a write in the end. */
interface EventualContract extends StoreSource {

    @Test
    default void anEventualReadSeesAWriteInTheEnd() throws Exception {
        with(Note.NOTES, notes -> {
            var key = Key.of("a", "1");
            var first = Optional.of(notes.insert(Note.of("a", "1")));
            assertEquals(first, eventually(first, () -> notes.get(key, Consistency.EVENTUAL)));
            var second = Optional.of(notes.replace(first.get().text("second")));
            assertEquals(second, eventually(second, () -> notes.get(key, Consistency.EVENTUAL)));
            assertEquals(second, notes.get(key, Consistency.STRONG));
            notes.delete(key);
            assertEquals(Optional.empty(), eventually(Optional.empty(), () -> notes.get(key, Consistency.EVENTUAL)));
        });
    }

    @Test
    default void anEventualQuerySeesAWriteInTheEnd() throws Exception {
        with(Note.NOTES, notes -> {
            var expected = List.of(notes.insert(Note.of("a", "1")), notes.insert(Note.of("a", "2")));
            var range = partition("a").eventual();
            assertEquals(expected, eventually(expected, () -> notes.query(range).items()));
            assertEquals(
                    expected,
                    eventually(expected, () -> notes.stream(range.limit(1)).toList()));
            notes.delete(Key.of("a", "1"));
            var rest = expected.subList(1, 2);
            assertEquals(rest, eventually(rest, () -> notes.query(range).items()));
            assertEquals(rest, notes.query(partition("a")).items());
        });
    }
}
