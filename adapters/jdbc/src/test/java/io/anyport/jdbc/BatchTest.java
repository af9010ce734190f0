package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.store.Limits;
import io.anyport.store.Range;
import io.anyport.store.Table;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;

/** A page is read in batches, and nobody sees where one ends. */
class BatchTest {

    private static final int ROWS = 150;

    @Test
    void aBatchIsNoLargerThanThePageNeeds() {
        assertEquals(11, Batch.size(0, 0, 10));
        assertEquals(Batch.FIRST, Batch.size(0, 0, 1_000));
        assertEquals(Batch.MOST, Batch.size(32, 3_200, 1_000));
        assertEquals(2, Batch.size(9, 900, 10));
        assertEquals(1, Batch.size(3, 3 * 390_000, 1_000));
        assertTrue(Batch.size(32, Limits.MOST_PAGE_BYTES / 2, 1_000) <= 33);
    }

    @Test
    void batchesFollowOneAnother() {
        try (var store = JdbcStore.open("jdbc:h2:mem:batches-follow")) {
            store.createTables(Note.TABLE);
            var notes = store.table(Note.TABLE);
            var ids = IntStream.range(0, ROWS).mapToObj("%03d"::formatted).toList();
            ids.forEach(id -> notes.insert(Note.of(id)));
            var backwards = new ArrayList<>(ids);
            Collections.reverse(backwards);
            for (int limit : List.of(31, 63, 64, 65, 149, 150, 1_000)) {
                assertEquals(ids, ids(notes, Range.partition("a").limit(limit)), "limit " + limit);
                assertEquals(ids, ids(notes, Range.partition("a").from("000").limit(limit)), "limit " + limit);
                assertEquals(
                        backwards, ids(notes, Range.partition("a").backwards().limit(limit)), "limit " + limit);
                assertEquals(
                        ids, ids(notes, Range.partition(Note.TEXT).on("by-text").limit(limit)), "limit " + limit);
            }
        }
    }

    private static List<String> ids(Table<Note> notes, Range range) {
        var ids = new ArrayList<String>();
        var page = notes.query(range);
        page.items().forEach(note -> ids.add(note.id()));
        while (page.next().isPresent()) {
            assertEquals(range.limit(), page.items().size());
            page = notes.query(range.after(page.next().get()));
            page.items().forEach(note -> ids.add(note.id()));
        }
        return ids;
    }
}
