package io.anyport.junit;

import static io.anyport.junit.Books.BOOKS;
import static io.anyport.junit.Books.RATED;
import static io.anyport.junit.Books.assertAuthored;
import static io.anyport.junit.Books.assertFinds;
import static io.anyport.junit.Books.book;
import static io.anyport.junit.Books.filled;
import static io.anyport.junit.Books.rated;
import static io.anyport.junit.Books.upgraded;
import static io.anyport.store.Range.partition;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anyport.junit.Books.Book;
import io.anyport.junit.Books.Rated;
import io.anyport.store.Key;
import io.anyport.store.Store;
import io.anyport.store.TableSpec;
import java.time.Clock;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Tables that are made by one version of an application, and brought by the next one to what it needs. */
interface TableLayoutsContract extends StoreSource {

    /** The table with another index under a name that is taken. */
    TableSpec<Book> REDEFINED = TableSpec.of("books", Book.class)
            .key("shelf", "id")
            .index("by-author", "author", "shelf")
            .version("version");

    @Test
    default void aNewIndexHasWhatWasThereBefore() throws Exception {
        try (var first = open(Clock.systemUTC(), BOOKS)) {
            var before = filled(first, 300);
            try (var second = upgraded(this, first, RATED)) {
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
    default void anotherKeyIsRefused() throws Exception {
        var others = List.<TableSpec<?>>of(
                TableSpec.of("books", Book.class).key("shelf", "author"),
                TableSpec.of("books", Book.class).key("author", "id"),
                TableSpec.of("books", Book.class).key("shelf"),
                TableSpec.of("books", Book.class).key("shelf", "version"));
        try (var first = open(Clock.systemUTC(), BOOKS)) {
            var book = first.table(BOOKS).insert(book(1, "ann"));
            upgraded(this, first, BOOKS).close();
            for (var other : others) {
                var refused = assertThrows(
                        IllegalStateException.class,
                        () -> upgraded(this, first, other).close());
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
                try (var again = upgraded(this, first, tables)) {
                    assertEquals(
                            before, again.table(BOOKS).stream(partition("a")).toList());
                }
            }
            try (var second = upgraded(this, first, RATED)) {
                assertAuthored(second, "bob", "id-101", "id-103", "id-105", "id-107", "id-109");
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
            return Optional.of(upgraded(this, second, REDEFINED));
        }
        var refused = assertThrows(
                IllegalStateException.class,
                () -> upgraded(this, second, REDEFINED).close());
        for (String part : List.of("index by-author", "table books", "'shelf'", "'id'", "new name")) {
            assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.toString());
        }
        return Optional.empty();
    }

    @Test
    default void anIndexThatIsNotThereIsNotAsked() throws Exception {
        try (var first = open(Clock.systemUTC(), BOOKS)) {
            var again = openAgain(first, Clock.systemUTC());
            assumeTrue(again.isPresent(), Books.ONE_VERSION);
            try (var second = again.get()) {
                var rated = second.table(RATED);
                rated.insert(rated(1, "ann"));
                var refused = assertThrows(
                        IllegalStateException.class,
                        () -> rated.query(partition("ann").on("by-author")));
                assertTrue(String.valueOf(refused.getMessage()).contains("createTables"), refused.toString());
                upgraded(this, first, RATED).close();
                assertAuthored(second, "ann", "id-1");
            }
        }
    }
}
