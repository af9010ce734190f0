package io.anyport.junit;

import static io.anyport.store.Range.partition;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.Range;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.Test;

/** What a query finds, and in which order. */
interface QueriesContract extends StoreSource {

    /** Ordered by a number. */
    record Score(String game, BigDecimal points) {}

    /** Its table. */
    TableSpec<Score> SCORES = TableSpec.of("scores", Score.class).key("game", "points");

    /** Ordered by bytes. */
    @SuppressWarnings("ArrayRecordComponent") // only the bytes themselves are compared here
    record Blob(String box, byte[] mark) {}

    /** Its table. */
    TableSpec<Blob> BLOBS = TableSpec.of("blobs", Blob.class).key("box", "mark");

    /** Ordered by time. */
    record Entry(String log, Instant at) {}

    /** Its table. */
    TableSpec<Entry> ENTRIES = TableSpec.of("entries", Entry.class).key("log", "at");

    private static void insert(Table<Note> notes, String... ids) {
        for (String id : ids) {
            notes.insert(Note.of("a", id));
        }
        notes.insert(Note.of("b", "other"));
    }

    private static List<String> ids(Table<Note> notes, Range range) {
        return notes.query(range).items().stream().map(Note::id).toList();
    }

    @Test
    default void aPartitionIsReadInOrder() throws Exception {
        with(Note.NOTES, notes -> {
            insert(notes, "c", "a", "d", "b");
            assertEquals(List.of("a", "b", "c", "d"), ids(notes, partition("a")));
            assertEquals(List.of("d", "c", "b", "a"), ids(notes, partition("a").backwards()));
            assertEquals(List.of(), ids(notes, partition("none")));
        });
    }

    @Test
    default void sortKeysAreComparedWithBounds() throws Exception {
        with(Note.NOTES, notes -> {
            insert(notes, "a", "b", "ba", "bb", "c");
            assertEquals(List.of("b"), ids(notes, partition("a").is("b")));
            assertEquals(List.of(), ids(notes, partition("a").is("bc")));
            assertEquals(List.of("a"), ids(notes, partition("a").below("b")));
            assertEquals(List.of("a", "b"), ids(notes, partition("a").upTo("b")));
            assertEquals(List.of("ba", "bb", "c"), ids(notes, partition("a").above("b")));
            assertEquals(
                    List.of("b", "ba", "bb", "c"), ids(notes, partition("a").from("b")));
            assertEquals(List.of("b", "ba", "bb"), ids(notes, partition("a").between("b", "bb")));
            assertEquals(List.of("b", "ba", "bb"), ids(notes, partition("a").startingWith("b")));
            assertEquals(
                    List.of("bb", "ba", "b"),
                    ids(notes, partition("a").startingWith("b").backwards()));
            assertEquals(List.of("b", "a"), ids(notes, partition("a").upTo("b").backwards()));
            assertEquals(List.of("a"), ids(notes, partition("a").below("b").backwards()));
            assertEquals(
                    List.of("c", "bb", "ba"),
                    ids(notes, partition("a").above("b").backwards()));
        });
    }

    @Test
    default void textIsOrderedByItsUtf8Bytes() throws Exception {
        // A supplementary character is behind all others, though its surrogates are not.
        var inOrder = List.of(
                "\u0000",
                "0",
                "A",
                "Z",
                "a",
                "aa",
                "z",
                "\u007f",
                "\u0080",
                "ä",
                "\u07ff",
                "\u0800",
                "\ue000",
                "\uffff",
                "\ud800\udc00",
                "\udbff\udfff");
        with(Note.NOTES, notes -> {
            insert(notes, shuffled(inOrder).toArray(String[]::new));
            assertEquals(inOrder, ids(notes, partition("a")));
            assertEquals(
                    List.of("\ud800\udc00", "\udbff\udfff"),
                    ids(notes, partition("a").above("\uffff")));
        });
    }

    @Test
    default void numbersAreOrderedByValue() throws Exception {
        var inOrder = new ArrayList<BigDecimal>();
        for (String number : List.of(
                "-9.99E125",
                "-1E+100",
                "-1000",
                "-999.5",
                "-100",
                "-99",
                "-10.01",
                "-10",
                "-9",
                "-1.1",
                "-1",
                "-0.5",
                "-0.25",
                "-1E-130",
                "0",
                "1E-130",
                "0.001",
                "0.25",
                "0.5",
                "1",
                "1.1",
                "9",
                "10",
                "10.01",
                "99",
                "99.5",
                "100",
                "101",
                "1000",
                "1234567890123456789012345678901234567.8",
                "1234567890123456789012345678901234567.9",
                "1E+100",
                "9.99E125")) {
            inOrder.add(new BigDecimal(number));
        }
        with(SCORES, scores -> {
            shuffled(inOrder).forEach(points -> scores.insert(new Score("a", points)));
            var found = scores.stream(partition("a")).map(Score::points).toList();
            assertEquals(inOrder.size(), found.size());
            for (int i = 0; i < inOrder.size(); i++) {
                assertEquals(0, inOrder.get(i).compareTo(found.get(i)), inOrder.get(i) + " is not " + found.get(i));
            }
            assertEquals(
                    2, scores.query(partition("a").between(-1, -0.5)).items().size());
            assertEquals(
                    1,
                    scores.query(partition("a").is(new BigDecimal("10.00")))
                            .items()
                            .size());
        });
    }

    @Test
    default void numbersHaveOneKeyPerValue() throws Exception {
        with(SCORES, scores -> {
            scores.insert(new Score("a", new BigDecimal("100")));
            scores.put(new Score("a", new BigDecimal("1E2")));
            scores.put(new Score("a", new BigDecimal("100.00")));
            assertEquals(1, scores.query(partition("a")).items().size());
        });
    }

    @Test
    default void bytesAreOrderedUnsigned() throws Exception {
        byte[][] inOrder = {{0}, {0, 0}, {1}, {0x7f}, {(byte) 0x80}, {(byte) 0xff}, {(byte) 0xff, 0}};
        with(BLOBS, blobs -> {
            for (int i = inOrder.length - 1; i >= 0; i--) {
                blobs.insert(new Blob("a", inOrder[i]));
            }
            var found = blobs.query(partition("a")).items();
            assertEquals(inOrder.length, found.size());
            for (int i = 0; i < inOrder.length; i++) {
                assertArrayEquals(inOrder[i], found.get(i).mark());
            }
            assertEquals(
                    2,
                    blobs.query(partition("a").startingWith(new byte[] {(byte) 0xff}))
                            .items()
                            .size());
            assertEquals(
                    2,
                    blobs.query(partition("a").startingWith(new byte[] {0}))
                            .items()
                            .size());
        });
    }

    @Test
    default void instantsAreOrderedByTime() throws Exception {
        var inOrder = List.of(
                Instant.parse("0000-01-01T00:00:00Z"),
                Instant.parse("2026-01-01T00:00:00Z"),
                Instant.parse("2026-01-01T00:00:00.000000001Z"),
                Instant.parse("2026-01-01T00:00:00.500Z"),
                Instant.parse("2026-01-01T00:00:01Z"),
                Instant.parse("9999-12-31T23:59:59.999999999Z"));
        with(ENTRIES, entries -> {
            shuffled(inOrder).forEach(at -> entries.insert(new Entry("a", at)));
            assertEquals(
                    inOrder,
                    entries.query(partition("a")).items().stream()
                            .map(Entry::at)
                            .toList());
            assertEquals(
                    1, entries.query(partition("a").is(inOrder.get(1))).items().size());
            assertEquals(
                    4,
                    entries.query(partition("a").startingWith("2026-")).items().size());
            var late = new Entry("a", Instant.parse("+10000-01-01T00:00:00Z"));
            assertThrows(InvalidInput.class, () -> entries.insert(late));
        });
    }

    @Test
    default void aRangeMustFitTheTable() throws Exception {
        with(Note.NOTES, notes -> {
            assertThrows(IllegalArgumentException.class, () -> notes.query(partition(1)));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> notes.query(partition("a").is(1)));
            assertThrows(
                    IllegalArgumentException.class,
                    () -> notes.query(partition("a").on("none")));
            assertThrows(InvalidInput.class, () -> notes.query(partition("a").startingWith("")));
            assertThrows(InvalidInput.class, () -> notes.query(partition("a").between("b", "a")));
        });
        with(
                SCORES,
                scores -> assertThrows(
                        IllegalArgumentException.class,
                        () -> scores.query(partition("a").startingWith("1"))));
        with(RecordsContract.SETTINGS, settings -> {
            settings.put(new RecordsContract.Setting("a", "1"));
            assertEquals(1, settings.query(partition("a")).items().size());
            assertThrows(
                    IllegalArgumentException.class,
                    () -> settings.query(partition("a").is("1")));
        });
    }

    private static <E> List<E> shuffled(List<E> inOrder) {
        var shuffled = new ArrayList<>(inOrder);
        Collections.shuffle(shuffled, new Random(1));
        return shuffled;
    }
}
