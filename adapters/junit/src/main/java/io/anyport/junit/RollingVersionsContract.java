package io.anyport.junit;

import static io.anyport.junit.Books.BOOKS;
import static io.anyport.junit.Books.RATED;
import static io.anyport.junit.Books.assertAuthored;
import static io.anyport.junit.Books.assertFinds;
import static io.anyport.junit.Books.book;
import static io.anyport.junit.Books.filled;
import static io.anyport.junit.Books.rated;
import static io.anyport.junit.Books.upgraded;
import static io.anyport.junit.StoreSource.eventually;
import static io.anyport.store.Range.partition;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anyport.junit.Books.Book;
import io.anyport.junit.Books.Rated;
import io.anyport.store.Key;
import io.anyport.store.Store;
import io.anyport.store.StoreException;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Update;
import io.anyport.store.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Versions of an application that run beside each other for a while, and write to the same tables. */
interface RollingVersionsContract extends StoreSource {

    @Test
    default void anIndexHasWhatAnEarlierVersionWrites() throws Exception {
        try (var first = open(Clock.systemUTC(), BOOKS)) {
            var books = first.table(BOOKS);
            for (int i = 1; i <= 6; i++) {
                books.insert(book(i, "ann"));
            }
            try (var second = upgraded(this, first, RATED)) {
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
                var second = upgraded(this, first, RATED)) {
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
            try (var second = upgraded(this, first, RATED)) {
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
            try (var second = upgraded(this, first, RATED)) {
                assertEquals(Optional.of(unfit), first.table(BOOKS).get(Key.of("a", "id-1")));
                assertThrows(RuntimeException.class, () -> first.table(BOOKS).insert(book(2, "x".repeat(2049))));
                assertTrue(first.table(BOOKS).get(Key.of("a", "id-2")).isEmpty());
                first.table(BOOKS).insert(book(3, "x".repeat(2048)));
                assertAuthored(second, "x".repeat(2048), "id-3");
            }
        }
    }

    @Test
    default void anIndexThatALaterVersionDoesNotHaveStays() throws Exception {
        try (var second = open(Clock.systemUTC(), RATED)) {
            second.table(RATED).insert(rated(1, "ann"));
            try (var third = upgraded(this, second, BOOKS)) {
                third.table(BOOKS).insert(book(2, "ann"));
                third.table(BOOKS).put(book(1, "bob"));
                assertAuthored(second, "ann", "id-2");
                assertAuthored(second, "bob", "id-1");
            }
        }
    }

    /** A record that may be given back. */
    record Loan(String shelf, String id, @Nullable Instant until) {}

    @Test
    default void anExpiryHoldsForWhatIsWrittenByWhoKnowsIt() throws Exception {
        var before = TableSpec.of("loans", Loan.class).key("shelf", "id");
        var clock = new MovableClock();
        try (var first = open(clock, before)) {
            var soon = clock.instant().plusSeconds(10);
            first.table(before).insert(new Loan("a", "1", soon));
            var upgraded = upgrade(first, clock, before.expiry("until"));
            assumeTrue(upgraded.isPresent(), Books.ONE_VERSION);
            try (var second = upgraded.get()) {
                var loans = second.table(before.expiry("until"));
                loans.insert(new Loan("a", "2", soon));
                clock.move(Duration.ofSeconds(10));
                assertTrue(loans.get(Key.of("a", "2")).isEmpty());
                assertTrue(loans.get(Key.of("a", "1")).isPresent());
                loans.put(new Loan("a", "1", soon));
                assertEquals(List.of(), loans.query(partition("a")).items());
            }
        }
    }

    /** Engines may answer that they do not know while an index is made; this put may be made twice. */
    private static void putInTheEnd(Table<Book> books, Book book) {
        long end = System.nanoTime() + Duration.ofSeconds(30).toNanos();
        while (true) {
            try {
                books.put(book);
                return;
            } catch (StoreException.Unknown | StoreException.Unavailable failed) {
                if (System.nanoTime() - end > 0) {
                    throw failed;
                }
                Thread.onSpinWait();
            }
        }
    }

    /** Four processes start at once, while one of the version before writes. */
    @Test
    default void manyMakeTheSameTablesAtOnce() throws Exception {
        var threads = Executors.newFixedThreadPool(5);
        try (var first = open(Clock.systemUTC(), BOOKS)) {
            upgraded(this, first, BOOKS).close();
            filled(first, 200);
            var writing = threads.submit(() -> {
                for (int i = 0; i < 100; i++) {
                    putInTheEnd(first.table(BOOKS), book(i < 50 ? 1000 + i : 100 + i, "eve"));
                }
                return true;
            });
            var upgrades = new ArrayList<Future<Store>>();
            for (int i = 0; i < 4; i++) {
                Callable<Store> upgrade = () -> upgraded(this, first, RATED);
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
