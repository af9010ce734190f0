package io.anyport.jdbc;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.engine.ItemKey;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Puts into new indexes what the table has already, in batches, each of which notes with itself how far it has come. Whoever
 * writes meanwhile knows the indexes, so a batch only has to keep the writers from its own rows while it looks at them. Not
 * thread-safe.
 */
final class IndexFilling {

    private static final String INDEX_COLUMNS = "hash, sort_key, index_hash, index_sort";

    private final String table;
    private final Dialect dialect;
    private final Documents documents;
    private long skipped;

    IndexFilling(String table, Dialect dialect, Documents documents) {
        this.table = table;
        this.dialect = dialect;
        this.documents = documents;
    }

    /** How many rows could not be put into an index. */
    long skipped() {
        return skipped;
    }

    /** Makes a batch, and answers whether there may be more to do. */
    boolean next(Session session) throws SQLException {
        var layout = Layouts.lock(session, table);
        if (layout == null || layout.isComplete()) {
            return false;
        }
        String from = layout.indexes().stream()
                .map(StoredIndex::filled)
                .filter(Objects::nonNull)
                .findFirst()
                .orElseThrow();
        var together = layout.indexes().stream()
                .filter(index -> from.equals(index.filled()))
                .toList();
        String last = fill(session, together, from);
        Layouts.update(
                session,
                layout.withIndexes(layout.indexes().stream()
                        .map(index -> together.contains(index) ? index.filledTo(last) : index)
                        .toList()));
        return true;
    }

    /** Answers the place of the last row of the batch, or null if there are no more behind it. */
    private @Nullable String fill(Session session, List<StoredIndex> indexes, String from) throws SQLException {
        String last = null;
        int rows = 0;
        try (var query = session.prepare("SELECT hash, sort_key, version, expiry, document FROM "
                + Names.table(table) + (from.isEmpty() ? "" : " WHERE hash >= ? AND (hash > ? OR sort_key > ?)")
                + " ORDER BY hash, sort_key LIMIT " + Batch.MOST + " FOR UPDATE")) {
            if (!from.isEmpty()) {
                ChunkQuery.bindPlace(query, 1, from);
            }
            try (var results = query.executeQuery()) {
                while (results.next()) {
                    rows++;
                    byte[] hash = results.getBytes(1);
                    byte[] sort = results.getBytes(2);
                    last = ChunkQuery.place(hash, sort);
                    put(session, indexes, new Place(hash, sort, hash), Row.of(results, 3));
                }
            }
        }
        return rows < Batch.MOST ? null : last;
    }

    private void put(Session session, List<StoredIndex> indexes, Place place, Row row) throws SQLException {
        if (row.document().isEmpty()) {
            return; // a placeholder
        }
        var document = documents.document(row);
        for (var index : indexes) {
            var key = key(index, document);
            if (key != null) {
                put(session, index, place, key);
            }
        }
    }

    /** As on DynamoDB, a record that cannot be in an index that comes later is not in it. */
    private @Nullable ItemKey key(StoredIndex index, Map<?, ?> document) {
        try {
            return index.key().of(document);
        } catch (InvalidInput unfit) {
            skipped++;
            return null;
        }
    }

    private void put(Session session, StoredIndex index, Place place, ItemKey key) throws SQLException {
        String name = Names.quoted(index.table(table));
        try (PreparedStatement write = session.prepare(dialect.replaceRow(name, INDEX_COLUMNS, "?, ?, ?, ?"))) {
            place.bind(write, 1);
            write.setBytes(3, Hashing.place(key.partition()));
            write.setBytes(4, key.sort());
            write.executeUpdate();
        }
    }
}
