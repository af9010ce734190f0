package io.anyport.junit;

import static io.anyport.junit.StoreSource.eventually;
import static io.anyport.store.Range.partition;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.Store;
import io.anyport.store.StoreException;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Update;
import io.anyport.store.Write;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.function.Function;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Versions of an application that follow each other, and for a while run beside each other, on the same tables. */
interface TableLayoutsContract extends StoreSource {

    /** The record of the first version. */
    record Book(String shelf, String id, String author, long version) {}

    /** The record of the second version, which has a component more. */
    record Rated(
            String shelf,
            String id,
            String author,
            @Nullable String grade,
            long version) {
        public Rated {
            grade = Objects.requireNonNullElse(grade, "none");
        }
    }

    /** The table of the first version. */
    TableSpec<Book> BOOKS = TableSpec.of("books", Book.class).key("shelf", "id").version("version");

    /** The table of the second version. */
    TableSpec<Rated> RATED = TableSpec.of("books", Rated.class)
            .key("shelf", "id")
            .index("by-author", "author", "id")
            .index("by-grade", "grade")
            .version("version");

    /** The table with another index under a name that is taken. */
    TableSpec<Book> REDEFINED = TableSpec.of("books", Book.class)
            .key("shelf", "id")
            .index("by-author", "author", "shelf")
            .version("version");

    private static Book book(int id, String author) {
        return new Book("a", "id-" + id, author, 0);
    }

    private static Rated rated(int id, String author) {
        return new Rated("a", "id-" + id, author, "good", 0);
    }

    private Store upgraded(Store store, TableSpec<?>... tables) throws Exception {
        var other = upgrade(store, Clock.systemUTC(), tables);
        assumeTrue(other.isPresent(), "the engine's data belongs to one store, and with it to one version");
        return other.get();
    }

    private static <R> void assertFinds(Table<R> table, Range range, Function<R, String> what, List<String> expected) {
        assertEquals(
                expected,
                eventually(expected, () -> table.stream(range).map(what).toList()));
    }

    private static void assertAuthored(Store store, String author, String... ids) {
        assertFinds(store.table(RATED), partition(author).on("by-author"), Rated::id, List.of(ids));
    }

    private static List<Book> filled(Store store, int records) {
        var books = store.table(BOOKS);
        books.writeAll(IntStream.range(0, records)
                .mapToObj(i -> Write.put(BOOKS, book(100 + i, i % 2 == 0 ? "ann" : "bob")))
                .toList());
        return books.stream(partition("a")).toList();
    }

    @Test
    default void aNewIndexHasWhatWasThereBefore() throws Exception {
        try (var first = open(Clock.systemUTC(), BOOKS)) {
            var before = filled(first, 300);
            try (var second = upgraded(first, RATED)) {
                var expected = before.stream()
                        .filter(book -> book.author().equals("ann"))
                        .map(Book::id)
                        .toList();
                assertEquals(150, expected.size());
                assertFinds(second.table(RATED), partition("ann").on("by-author"), Rated::id, expected);
                assertEquals(before, first.table(BOOKS).stream(partition("a")).toList());
            }
        }
    }

    @Test
    default void anIndexHasWhatAnEarlierVersionWrites() throws Exception {
        try (var first = open(Clock.systemUTC(), BOOKS)) {
            var books = first.table(BOOKS);
            for (int i = 1; i <= 6; i++) {
                books.insert(book(i, "ann"));
            }
            try (var second = upgraded(first, RATED)) {
                books.insert(book(7, "ann"));
                books.put(book(1, "bob"));
                books.update(Key.of("a", "id-2"), Update.set("author", "bob"));
                books.delete(Key.of("a", "id-3"));
                first.transact(
                        Write.delete(BOOKS, Key.of("a", "id-4")),
                        Write.put(BOOKS, book(8, "ann")),
                        Write.update(BOOKS, Key.of("a", "id-5"), Update.set("author", "bob")));
                books.writeAll(List.of(Write.put(BOOKS, book(9, "ann")), Write.delete(BOOKS, Key.of("a", "id-6"))));
                assertAuthored(second, "ann", "id-7", "id-8", "id-9");
                assertAuthored(second, "bob", "id-1", "id-2", "id-5");
                second.table(RATED).insert(rated(3, "ann"));
                assertAuthored(second, "ann", "id-3", "id-7", "id-8", "id-9");
            }
        }
    }

    @Test
    default void anIndexFollowsTheWritesOfBothVersions() throws Exception {
        try (var first = open(Clock.systemUTC(), BOOKS);
                var second = upgraded(first, RATED)) {
            var rated = second.table(RATED);
            var good = partition("good").on("by-grade");
            rated.insert(rated(1, "ann"));
            rated.insert(rated(2, "ann"));
            assertEquals(2, eventually(2L, () -> rated.stream(good).count()));
            first.table(BOOKS).update(Key.of("a", "id-1"), Update.set("author", "bob")); // which leaves the grade
            first.table(BOOKS).delete(Key.of("a", "id-2"));
            assertFinds(rated, good, Rated::author, List.of("bob"));
            rated.update(Key.of("a", "id-1"), Update.set("grade", "bad"));
            assertFinds(rated, good, Rated::id, List.of());
            assertFinds(rated, partition("bad").on("by-grade"), Rated::id, List.of("id-1"));
        }
    }

    /** What a constructor puts in the place of an absent component is nothing that an engine could know. */
    @Test
    default void anIndexKnowsNoDefaults() throws Exception {
        try (var first = open(Clock.systemUTC(), BOOKS)) {
            first.table(BOOKS).insert(book(1, "ann"));
            first.table(BOOKS).insert(book(2, "ann"));
            try (var second = upgraded(first, RATED)) {
                var rated = second.table(RATED);
                assertEquals(
                        "none", rated.get(Key.of("a", "id-1")).orElseThrow().grade());
                rated.update(Key.of("a", "id-1"), Update.set("author", "bob"));
                first.table(BOOKS).insert(book(3, "ann"));
                rated.insert(new Rated("a", "id-4", "bob", null, 0));
                assertAuthored(second, "bob", "id-1", "id-4");
                assertFinds(rated, partition("none").on("by-grade"), Rated::id, List.of("id-4"));
            }
        }
    }

    @Test
    default void anEarlierVersionKeepsToTheLimitsOfALaterIndex() throws Exception {
        try (var first = open(Clock.systemUTC(), BOOKS)) {
            var unfit = first.table(BOOKS).insert(book(1, "x".repeat(2049)));
            try (var second = upgraded(first, RATED)) {
                assertEquals(Optional.of(unfit), first.table(BOOKS).get(Key.of("a", "id-1")));
                assertThrows(RuntimeException.class, () -> first.table(BOOKS).insert(book(2, "x".repeat(2049))));
                assertTrue(first.table(BOOKS).get(Key.of("a", "id-2")).isEmpty());
                first.table(BOOKS).insert(book(3, "x".repeat(2048)));
                assertAuthored(second, "x".repeat(2048), "id-3");
            }
        }
    }

    @Test
    default void anotherKeyIsRefused() throws Exception {
        var others = List.<TableSpec<?>>of(
                TableSpec.of("books", Book.class).key("shelf", "author"),
                TableSpec.of("books", Book.class).key("author", "id"),
                TableSpec.of("books", Book.class).key("shelf"),
                TableSpec.of("books", Book.class).key("shelf", "version"));
        try (var first = open(Clock.systemUTC(), BOOKS)) {
            var book = first.table(BOOKS).insert(book(1, "ann"));
            upgraded(first, BOOKS).close();
            for (var other : others) {
                var refused = assertThrows(
                        IllegalStateException.class,
                        () -> upgraded(first, other).close());
                for (String part : List.of("table books", "key", "'", "(text)", "StoreCopy")) {
                    assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.toString());
                }
            }
            assertEquals(Optional.of(book), first.table(BOOKS).get(Key.of("a", "id-1")));
        }
    }

    @Test
    default void twoKeysOfOneTableAreRefusedInOneStore() throws Exception {
        try (var store = open(Clock.systemUTC(), BOOKS)) {
            store.table(BOOKS).insert(book(1, "ann"));
            var refused = assertThrows(
                    IllegalArgumentException.class,
                    () -> store.table(TableSpec.of("books", Book.class).key("shelf", "version")));
            assertTrue(String.valueOf(refused.getMessage()).contains("table books"), refused.toString());
        }
    }

    @Test
    default void toMakeTablesAgainChangesNothing() throws Exception {
        try (var first = open(Clock.systemUTC(), BOOKS)) {
            var before = filled(first, 10);
            for (var tables : List.of(RATED, RATED, BOOKS, RATED)) {
                try (var again = upgraded(first, tables)) {
                    assertEquals(
                            before, again.table(BOOKS).stream(partition("a")).toList());
                }
            }
            try (var second = upgraded(first, RATED)) {
                assertAuthored(second, "bob", "id-101", "id-103", "id-105", "id-107", "id-109");
            }
        }
    }

    @Test
    default void anIndexThatALaterVersionDoesNotHaveStays() throws Exception {
        try (var second = open(Clock.systemUTC(), RATED)) {
            second.table(RATED).insert(rated(1, "ann"));
            try (var third = upgraded(second, BOOKS)) {
                third.table(BOOKS).insert(book(2, "ann"));
                third.table(BOOKS).put(book(1, "bob"));
                assertAuthored(second, "ann", "id-2");
                assertAuthored(second, "bob", "id-1");
            }
        }
    }

    @Test
    default void anIndexWithAnotherKeyIsMadeAnewOrRefused() throws Exception {
        try (var second = open(Clock.systemUTC(), RATED)) {
            second.table(RATED).insert(new Rated("z", "id-1", "ann", "good", 0));
            second.table(RATED).insert(new Rated("b", "id-2", "ann", "good", 0));
            var third = redefined(second);
            if (third.isEmpty()) {
                assertAuthored(second, "ann", "id-1", "id-2");
                return;
            }
            try (var open = third.get()) {
                open.table(REDEFINED).insert(new Book("m", "id-3", "ann", 0));
                var range = partition("ann").on("by-author");
                assertFinds(open.table(REDEFINED), range, Book::shelf, List.of("b", "m", "z"));
                assertFinds(open.table(REDEFINED), range.from("m"), Book::shelf, List.of("m", "z"));
                var refused = assertThrows(
                        IllegalStateException.class, () -> second.table(RATED).query(range));
                assertTrue(String.valueOf(refused.getMessage()).contains("index by-author"), refused.toString());
                second.table(RATED).insert(new Rated("c", "id-4", "ann", "good", 0));
                assertFinds(open.table(REDEFINED), range, Book::shelf, List.of("b", "c", "m", "z"));
            }
        }
    }

    private Optional<Store> redefined(Store second) throws Exception {
        if (changesIndexes()) {
            return Optional.of(upgraded(second, REDEFINED));
        }
        var refused = assertThrows(
                IllegalStateException.class, () -> upgraded(second, REDEFINED).close());
        for (String part : List.of("index by-author", "table books", "'shelf'", "'id'", "new name")) {
            assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.toString());
        }
        return Optional.empty();
    }

    @Test
    default void anIndexThatIsNotThereIsNotAsked() throws Exception {
        try (var first = open(Clock.systemUTC(), BOOKS)) {
            var again = openAgain(first, Clock.systemUTC());
            assumeTrue(again.isPresent(), "the engine's data belongs to one store, and with it to one version");
            try (var second = again.get()) {
                var rated = second.table(RATED);
                rated.insert(rated(1, "ann"));
                var refused = assertThrows(
                        IllegalStateException.class,
                        () -> rated.query(partition("ann").on("by-author")));
                assertTrue(String.valueOf(refused.getMessage()).contains("createTables"), refused.toString());
                upgraded(first, RATED).close();
                assertAuthored(second, "ann", "id-1");
            }
        }
    }

    /** Engines may answer that they do not know while an index is made; this put may be made twice. */
    private static void putInTheEnd(Table<Book> books, Book book) {
        for (int tries = 1; ; tries++) {
            try {
                books.put(book);
                return;
            } catch (StoreException.Unknown | StoreException.Unavailable failed) {
                if (tries == 100) {
                    throw failed;
                }
            }
        }
    }

    /** Four processes start at once, while one of the version before writes. */
    @Test
    default void manyMakeTheSameTablesAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(5);
        try (var first = open(Clock.systemUTC(), BOOKS)) {
            upgraded(first, BOOKS).close();
            filled(first, 200);
            var writing = threads.submit(() -> {
                for (int i = 0; i < 100; i++) {
                    putInTheEnd(first.table(BOOKS), book(i < 50 ? 1000 + i : 100 + i, "eve"));
                }
                return true;
            });
            var upgrades = new ArrayList<Future<Store>>();
            for (int i = 0; i < 4; i++) {
                Callable<Store> upgrade = () -> upgraded(first, RATED);
                upgrades.add(threads.submit(upgrade));
            }
            writing.get();
            var expected = Stream.concat(
                            IntStream.range(1000, 1050).boxed(),
                            IntStream.range(150, 200).boxed())
                    .map(id -> "id-" + id)
                    .sorted()
                    .toList();
            for (var each : upgrades) {
                try (var second = each.get()) {
                    assertFinds(second.table(RATED), partition("eve").on("by-author"), Rated::id, expected);
                    var others = second.table(RATED).stream(partition("ann").on("by-author"));
                    assertEquals(75, others.count());
                }
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
