package io.anyport.junit;

import static io.anyport.junit.StoreSource.eventually;
import static io.anyport.store.Range.partition;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import io.anyport.store.Range;
import io.anyport.store.Store;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.time.Clock;
import java.util.List;
import java.util.Objects;
import java.util.function.Function;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/** Two versions of an application, the second of which has a component and two indexes more. */
final class Books {

    /** Why an engine whose data belongs to one store skips a test. */
    static final String ONE_VERSION = "the engine's data belongs to one store, and with it to one version";

    private Books() {}

    /** The record of the first version. */
    record Book(String shelf, String id, String author, long version) {}

    /** The record of the second version, which has a component more. */
    record Rated(
            String shelf,
            String id,
            String author,
            @Nullable String grade,
            long version) {
        Rated {
            grade = Objects.requireNonNullElse(grade, "none");
        }
    }

    /** The table of the first version. */
    static final TableSpec<Book> BOOKS =
            TableSpec.of("books", Book.class).key("shelf", "id").version("version");

    /** The table of the second version. */
    static final TableSpec<Rated> RATED = TableSpec.of("books", Rated.class)
            .key("shelf", "id")
            .index("by-author", "author", "id")
            .index("by-grade", "grade")
            .version("version");

    static Book book(int id, String author) {
        return new Book("a", "id-" + id, author, 0);
    }

    static Rated rated(int id, String author) {
        return new Rated("a", "id-" + id, author, "good", 0);
    }

    /** Another store on the same data, in which another version of the application has made its tables. */
    static Store upgraded(StoreSource source, Store store, TableSpec<?>... tables) throws Exception {
        var other = source.upgrade(store, Clock.systemUTC(), tables);
        assumeTrue(other.isPresent(), ONE_VERSION);
        return other.get();
    }

    static <R> void assertFinds(Table<R> table, Range range, Function<R, String> what, List<String> expected) {
        assertEquals(
                expected,
                eventually(expected, () -> table.stream(range).map(what).toList()));
    }

    static void assertAuthored(Store store, String author, String... ids) {
        assertFinds(store.table(RATED), partition(author).on("by-author"), Rated::id, List.of(ids));
    }

    static List<Book> filled(Store store, int records) {
        var books = store.table(BOOKS);
        books.writeAll(IntStream.range(0, records)
                .mapToObj(i -> Write.put(BOOKS, book(100 + i, i % 2 == 0 ? "ann" : "bob")))
                .toList());
        return books.stream(partition("a")).toList();
    }
}
