package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.TableSpec;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Opening a database, and making what belongs into it. */
class JdbcStoreTest {

    @TempDir
    Path directory;

    private String url(String name) {
        return "jdbc:h2:" + directory.resolve(name);
    }

    private static void assertOneLine(String part, Throwable failure) {
        String said = String.valueOf(failure.getMessage());
        assertEquals(1, said.lines().count(), said);
        assertTrue(said.contains(part), said);
        assertFalse(said.contains("secret"), said);
    }

    @Test
    void whatWasWrittenIsThereWhenItIsOpenedAgain() {
        try (var store = JdbcStore.open(url("again"))) {
            store.createTables(Note.TABLE);
            store.table(Note.TABLE).insert(Note.of("1"));
        }
        try (var store = JdbcStore.open(url("again"))) {
            store.createTables(Note.TABLE);
            assertTrue(store.table(Note.TABLE).get(Key.of("a", "1")).isPresent());
        }
    }

    @Test
    void anIndexThatIsNewToATableIsFilled() {
        var before = TableSpec.of("notes", Note.class).key("book", "id").version("version");
        Note first;
        try (var store = JdbcStore.open(url("index"))) {
            store.createTables(before);
            first = store.table(before).insert(Note.of("1"));
        }
        try (var store = JdbcStore.open(url("index"))) {
            store.createTables(Note.TABLE);
            var notes = store.table(Note.TABLE);
            var range = Range.partition(Note.TEXT).on("by-text");
            assertEquals(Optional.of(first), notes.query(range).items().stream().findFirst());
            notes.insert(Note.of("2"));
            store.createTables(Note.TABLE);
            assertEquals(2, notes.query(range).items().size());
        }
    }

    @Test
    void versionsAreCountedForThoseWhoDoNotKnowThem() {
        var unversioned = TableSpec.of("notes", Note.class).key("book", "id");
        var versioned = unversioned.version("version");
        try (var store = JdbcStore.open(url("versions"))) {
            store.createTables(unversioned);
            assertEquals(0, store.table(unversioned).put(Note.of("1")).version());
            assertEquals(2, store.table(versioned).put(Note.of("1")).version());
            store.table(unversioned).put(Note.of("1"));
            assertEquals(4, store.table(versioned).put(Note.of("1")).version());
        }
    }

    private record Timed(String book, Instant at) {}

    private record Texted(String book, String at) {}

    /** A key has always nine digits of a second, and a text what it has. */
    @Test
    void anInstantAndATextAreTwoKeys() {
        var timed = TableSpec.of("notes", Timed.class).key("book", "at");
        var texted = TableSpec.of("notes", Texted.class).key("book", "at");
        try (var store = JdbcStore.open(url("instants"))) {
            store.createTables(timed);
            store.table(timed).put(new Timed("a", Instant.EPOCH));
            assertThrows(IllegalArgumentException.class, () -> store.table(texted));
        }
    }

    @Test
    void aTableIsNotMadeByItself() {
        try (var store = JdbcStore.open(url("none"))) {
            var notes = store.table(Note.TABLE);
            var failed = assertThrows(IllegalStateException.class, () -> notes.insert(Note.of("1")));
            assertOneLine("createTables", failed);
            assertThrows(IllegalStateException.class, () -> notes.get(Key.of("a", "1")));
        }
    }

    @Test
    void tablesOfSimilarNamesAreApart() {
        String longName = "n".repeat(254);
        try (var store = JdbcStore.open(url("names"))) {
            for (String name :
                    new String[] {"notes", "Notes", "no.tes", "no-tes", "select", longName + "1", longName + "2"}) {
                var spec = TableSpec.of(name, Note.class).key("book", "id").index("by.text", "text");
                store.createTables(spec);
                assertEquals(Optional.empty(), store.table(spec).get(Key.of("a", "1")), name);
                store.table(spec).insert(Note.of("1"));
                var range = Range.partition(Note.TEXT).on("by.text");
                assertEquals(1, store.table(spec).query(range).items().size(), name);
            }
        }
    }

    @Test
    void anUnknownDatabaseIsACallersMistake() {
        for (String url : new String[] {"", "h2:mem", "jdbc:oracle:thin:secret", "http://x"}) {
            assertThrows(IllegalArgumentException.class, () -> JdbcStore.open(url), url);
        }
        assertOneLine(
                "jdbc:h2:",
                assertThrows(IllegalArgumentException.class, () -> JdbcStore.open("jdbc:mysql:x;p=secret")));
    }

    @Test
    void whyADatabaseCannotBeOpenedIsSaidInALine() throws Exception {
        var file = Files.writeString(directory.resolve("file"), "no folder");
        assertOneLine("cannot open", assertThrows(Unavailable.class, () -> JdbcStore.open("jdbc:h2:" + file + "/x")));
        assertOneLine("cannot open", assertThrows(Unavailable.class, () -> JdbcStore.open("jdbc:h2:relative")));
        Files.writeString(directory.resolve("broken.mv.db"), "no database");
        assertOneLine("broken", assertThrows(Unavailable.class, () -> JdbcStore.open(url("broken"))));
        var nobody = "jdbc:postgresql://127.0.0.1:1/x?user=ann&password=secret&connectTimeout=1";
        assertOneLine("127.0.0.1", assertThrows(Unavailable.class, () -> JdbcStore.open(nobody)));
    }

    @Test
    void aPasswordIsNeeded() {
        var options = JdbcOptions.standard().user("ann", "secret");
        try (var store = JdbcStore.open(url("locked"), options)) {
            store.createTables(Note.TABLE);
        }
        var wrong = JdbcOptions.standard().user("ann", "guess");
        assertOneLine("cannot open", assertThrows(Unavailable.class, () -> JdbcStore.open(url("locked"), wrong)));
        JdbcStore.open(url("locked"), options).close();
    }

    @Test
    void aDatabaseInMemoryEndsWithItsStore() {
        String url = "jdbc:h2:mem:ends-with-its-store";
        for (int i = 0; i < 2; i++) {
            try (var store = JdbcStore.open(url)) {
                store.createTables(Note.TABLE);
                assertEquals(1, store.table(Note.TABLE).insert(Note.of("1")).version());
            }
        }
    }

    @Test
    void aVersionOfH2ThatLosesWritesIsWarnedOf() {
        assertTrue(Opening.doubt("2.5.252 (2026-06-21)").orElseThrow().contains("use H2 2.4.240"));
        assertTrue(Opening.doubt("2.4.240 (2025-09-22)").isEmpty());
    }

    @Test
    void noPasswordIsInAFailure() {
        var relative = assertThrows(Unavailable.class, () -> JdbcStore.open("jdbc:h2:todo;USER=sa;PASSWORD=hunter2"));
        assertTrue(relative.toString().contains("a relative path begins with ./"), relative.toString());
        var setting = assertThrows(
                Unavailable.class, () -> JdbcStore.open("jdbc:h2:mem:x;NONSENSE=1;USER=sa;PASSWORD=hunter2"));
        var before = assertThrows(
                IllegalArgumentException.class, () -> JdbcStore.open("jdbc:postgresql://bob:hunter2@localhost/x"));
        var port = assertThrows(
                IllegalArgumentException.class,
                () -> JdbcStore.open("jdbc:postgresql://localhost:none/x?password=hunter2"));
        for (Throwable failure : List.of(relative, setting, before, port)) {
            for (Throwable cause = failure; cause != null; cause = cause.getCause()) {
                assertFalse(cause.toString().contains("hunter2"), cause.toString());
            }
        }
    }
}
