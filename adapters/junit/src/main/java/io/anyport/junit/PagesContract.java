package io.anyport.junit;

import static io.anyport.store.Range.partition;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Route;
import io.anyport.http.Status;
import io.anyport.mapping.InvalidInput;
import io.anyport.store.Key;
import io.anyport.store.Page;
import io.anyport.store.Range;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** Queries page by page. */
interface PagesContract extends StoreSource {

    private static void fill(Table<Note> notes, int many) {
        for (int i = 0; i < many; i++) {
            notes.insert(Note.of("a", id(i)));
            notes.insert(Note.of("b", id(i)));
        }
    }

    private static String id(int i) {
        return "%04d".formatted(i);
    }

    private static List<String> ids(Page<Note> page) {
        return page.items().stream().map(Note::id).toList();
    }

    @Test
    default void pagesFollowEachOther() throws Exception {
        with(Note.NOTES, notes -> {
            fill(notes, 10);
            for (var range : List.of(partition("a"), partition("a").backwards())) {
                var all = ids(notes.query(range));
                var found = new ArrayList<String>();
                var page = notes.query(range.limit(3));
                for (;
                        page.next().isPresent();
                        page = notes.query(range.limit(3).after(page.next()))) {
                    assertTrue(page.items().size() <= 3);
                    found.addAll(ids(page));
                }
                found.addAll(ids(page));
                assertEquals(all, found);
            }
        });
    }

    @Test
    default void pagesStayInTheInterval() throws Exception {
        with(Note.NOTES, notes -> {
            fill(notes, 20);
            for (var range : List.of(
                    partition("a").between(id(3), id(9)),
                    partition("a").between(id(3), id(9)).backwards(),
                    partition("a").above(id(3)),
                    partition("a").below(id(9)).backwards(),
                    partition("a").startingWith("001"))) {
                assertEquals(
                        ids(notes.query(range)),
                        notes.stream(range.limit(2)).map(Note::id).toList());
            }
        });
    }

    @Test
    default void aStreamPagesByItself() throws Exception {
        with(Note.NOTES, notes -> {
            fill(notes, 25);
            assertEquals(25, notes.stream(partition("a").limit(4)).count());
            assertEquals(25, notes.stream(partition("a").limit(5)).count());
            assertEquals(
                    id(6),
                    notes.stream(partition("a").limit(4))
                            .skip(6)
                            .findFirst()
                            .orElseThrow()
                            .id());
            assertEquals(0, notes.stream(partition("none")).count());
        });
    }

    @Test
    default void aPageIsAHundredRecordsUnlessToldOtherwise() throws Exception {
        with(Note.NOTES, notes -> {
            fill(notes, 105);
            var page = notes.query(partition("a"));
            assertEquals(100, page.items().size());
            assertTrue(page.next().isPresent());
            assertEquals(
                    5, notes.query(partition("a").after(page.next())).items().size());
        });
    }

    @Test
    default void aPageEndsWithTheRecordThatCrossesAMebibyte() throws Exception {
        with(Note.NOTES, notes -> {
            for (int i = 0; i < 5; i++) {
                notes.insert(Note.of("a", id(i)).text("x".repeat(400_000)));
            }
            var page = notes.query(partition("a"));
            assertEquals(List.of(id(0), id(1), id(2)), ids(page));
            assertEquals(List.of(id(3), id(4)), ids(notes.query(partition("a").after(page.next()))));
        });
    }

    @Test
    default void aCursorOutlivesItsRecord() throws Exception {
        with(Note.NOTES, notes -> {
            fill(notes, 6);
            var page = notes.query(partition("a").limit(3));
            notes.delete(Key.of("a", id(2)));
            notes.insert(Note.of("a", id(2) + "x"));
            notes.delete(Key.of("a", id(3)));
            notes.insert(Note.of("a", id(1) + "x"));
            assertEquals(
                    List.of(id(2) + "x", id(4), id(5)),
                    ids(notes.query(partition("a").after(page.next()))));
        });
    }

    @Test
    default void aCursorCanGoThroughAUrl() throws Exception {
        with(Note.NOTES, notes -> {
            fill(notes, 2);
            String cursor = notes.query(partition("a").limit(1)).next().orElseThrow();
            assertTrue(cursor.matches("[A-Za-z0-9_-]+"), cursor);
        });
    }

    /** Nobody has to do anything for it. */
    @Test
    default void aCursorOfAClientThatIsNoneIsABadRequest() throws Exception {
        with(Note.NOTES, notes -> {
            fill(notes, 2);
            String cursor = notes.query(partition("a").limit(1)).next().orElseThrow();
            var app = App.of("pages", Route.get("/{list}/{cursor}").to(request -> {
                var range = partition(request.parameter("list")).after(request.parameter("cursor"));
                return Response.ok()
                        .text(String.valueOf(notes.query(range).items().size()));
            }));
            assertEquals("1", app.handle(Request.get("/a/" + cursor)).text());
            for (String other : List.of("/b/" + cursor, "/a/" + cursor + "A", "/a/x", "/a/%20")) {
                assertEquals(Status.BAD_REQUEST, app.handle(Request.get(other)).status(), other);
            }
        });
    }

    @Test
    default void aCursorIsBoundToItsQuery() throws Exception {
        with(Note.NOTES, notes -> {
            fill(notes, 9);
            String cursor = notes.query(partition("a").limit(3)).next().orElseThrow();
            assertEquals(
                    6,
                    notes.query(partition("a").limit(7).after(cursor)).items().size());
            for (var other : List.of(
                    partition("b"),
                    partition("a").backwards(),
                    partition("a").from(id(0)),
                    partition("a").above(id(0)),
                    partition("a").startingWith("0"))) {
                assertThrows(InvalidInput.class, () -> notes.query(other.after(cursor)));
            }
            Range here = partition("a");
            for (int i = 0; i < cursor.length(); i++) {
                char other = cursor.charAt(i) == 'A' ? 'B' : 'A';
                String forged = cursor.substring(0, i) + other + cursor.substring(i + 1);
                assertThrows(InvalidInput.class, () -> notes.query(here.after(forged)), forged);
            }
            for (String nonsense : List.of("", "A", "AAAA", "!", "ä", cursor + "A", cursor.substring(2))) {
                assertThrows(InvalidInput.class, () -> notes.query(here.after(nonsense)), nonsense);
            }
        });
    }

    @Test
    default void aPageCannotBeChanged() throws Exception {
        with(Note.NOTES, notes -> {
            fill(notes, 1);
            var items = notes.query(partition("a")).items();
            assertFalse(items.isEmpty());
            assertThrows(UnsupportedOperationException.class, () -> items.remove(0));
        });
    }

    @Test
    default void aCursorIsBoundToItsTableAndToTheKindOfItsCondition() throws Exception {
        var others = TableSpec.of("other-notes", Note.class).key("book", "id").version("version");
        try (var store = open(Clock.systemUTC(), Note.NOTES, others)) {
            var notes = store.table(Note.NOTES);
            fill(notes, 4);
            String whole = notes.query(partition("a").limit(2)).next().orElseThrow();
            assertThrows(
                    InvalidInput.class,
                    () -> store.table(others).query(partition("a").after(whole)));
            String from =
                    notes.query(partition("a").from(id(0)).limit(2)).next().orElseThrow();
            assertThrows(
                    InvalidInput.class,
                    () -> notes.query(partition("a").above(id(0)).after(from)));
            assertThrows(InvalidInput.class, () -> notes.query(partition("a").after(from)));
        }
    }

    @Test
    default void noBitOfACursorIsWithoutMeaning() throws Exception {
        with(Note.NOTES, notes -> {
            for (String sort :
                    List.of("1", "12", "123")) { // whose cursors end in 0, 2 and 4 bits that stand for nothing
                notes.insert(Note.of(sort, sort));
                notes.insert(Note.of(sort, sort + "x"));
                String cursor = notes.query(partition(sort).limit(1)).next().orElseThrow();
                int last = cursor.length() - 1;
                for (char c : "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_=".toCharArray()) {
                    if (c != cursor.charAt(last)) {
                        String forged = cursor.substring(0, last) + c;
                        assertThrows(
                                InvalidInput.class,
                                () -> notes.query(partition(sort).after(forged)));
                    }
                }
                assertThrows(
                        InvalidInput.class, () -> notes.query(partition(sort).after(cursor + "=")));
            }
        });
    }
}
