package io.anyport.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;

class TableSpecTest {

    @SuppressWarnings("ArrayRecordComponent") // never compared
    record Thing(
            String id,
            int number,
            Integer boxed,
            Optional<String> optional,
            List<String> list,
            boolean flag,
            long version,
            Instant at,
            Optional<Instant> until,
            byte[] bytes,
            LocalDate day) {}

    record Other(Thing thing) {}

    private static final TableSpec<Thing> THINGS = TableSpec.of("things", Thing.class);

    private static void assertNames(String part, Executable mistake) {
        String said = String.valueOf(
                assertThrows(IllegalArgumentException.class, mistake).getMessage());
        assertTrue(said.contains(part), said);
    }

    @Test
    void aNameHasThreeTo255PlainCharacters() {
        for (String name : List.of("abc", "A-Z_a.0", "x".repeat(255))) {
            assertEquals(name, TableSpec.of(name, Thing.class).name());
        }
        for (String name : List.of("", "ab", "x".repeat(256), "a b", "a\"b", "a/b", "äöü", "abc\n")) {
            assertThrows(IllegalArgumentException.class, () -> TableSpec.of(name, Thing.class), name);
            assertThrows(IllegalArgumentException.class, () -> THINGS.index(name, "id"), name);
        }
    }

    @Test
    void aMistakeNamesTheComponent() {
        assertNames("'none'", () -> THINGS.key("none"));
        assertNames("'none'", () -> THINGS.key("id", "none"));
        assertNames("'id'", () -> THINGS.key("id", "id"));
        assertNames("'flag'", () -> THINGS.key("flag"));
        assertNames("'list'", () -> THINGS.key("id", "list"));
        assertNames("'optional'", () -> THINGS.key("optional"));
        assertNames("'thing'", () -> TableSpec.of("others", Other.class).key("thing"));
        assertNames("'number'", () -> THINGS.version("number"));
        assertNames("'id'", () -> THINGS.expiry("id"));
        assertNames("'version'", () -> THINGS.version("version").key("version"));
        assertNames("'list'", () -> THINGS.index("by-list", "list"));
    }

    @Test
    void aVersionCannotBeAKeyInWhateverOrderTheyAreNamed() {
        assertNames("'version'", () -> THINGS.key("id", "version").version("version"));
        assertNames("'version'", () -> THINGS.index("by-version", "version").version("version"));
    }

    @Test
    void keysAreTextNumbersOrBytes() {
        assertEquals("things(id TEXT)[]", THINGS.key("id").toString());
        assertEquals(
                "things(at INSTANT, boxed NUMBER)[]", THINGS.key("at", "boxed").toString());
        assertEquals(
                "things(bytes BINARY, day TEXT)[by-it(optional TEXT, until INSTANT)]",
                THINGS.key("bytes", "day").index("by-it", "optional", "until").toString());
    }

    @Test
    void indexesAreLimitedAndHaveNamesOfTheirOwn() {
        assertNames("by-id", () -> THINGS.index("by-id", "id").index("by-id", "number"));
        var many = THINGS;
        for (int i = 0; i < 20; i++) {
            many = many.index("index-" + i, "id");
        }
        var full = many;
        assertNames("20", () -> full.index("one-more", "id"));
    }

    @Test
    void aSpecificationIsAValue() {
        THINGS.key("id").index("by-number", "number").version("version").expiry("until");
        assertThrows(IllegalArgumentException.class, THINGS::partition);
        assertTrue(THINGS.indexes().isEmpty());
        assertTrue(THINGS.version().isEmpty());
        assertTrue(THINGS.expiry().isEmpty());
        assertEquals(6, THINGS.version("version").version().getAsInt());
    }

    @Test
    void aRangeTakesOneCondition() {
        var range = Range.partition("a").from("x");
        assertThrows(IllegalStateException.class, () -> range.below("y"));
        assertThrows(IllegalArgumentException.class, () -> range.limit(0));
        assertThrows(IllegalArgumentException.class, () -> range.limit(1_001));
        assertEquals(1_000, range.limit(1_000).limit());
    }

    @Test
    void keysAreValues() {
        assertEquals(Key.of("a", 1), Key.of("a", 1));
        assertEquals(Key.of(new byte[] {1}), Key.of(new byte[] {1}));
        assertEquals(Key.of(new byte[] {1}).hashCode(), Key.of(new byte[] {1}).hashCode());
        assertEquals("a/1", Key.of("a", 1).toString());
        assertEquals("2 bytes", Key.of(new byte[] {1, 2}).toString());
    }
}
