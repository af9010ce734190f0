package io.anyport.jdbc;

import io.anyport.store.Limits;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads some of all rows of a table, in batches. Once. */
final class ChunkQuery {

    private static final int MOST_ROWS = 1_000;

    private final Statements statements;
    private final long now;
    private final List<Row> rows = new ArrayList<>();
    private @Nullable String last;
    private long bytes;

    ChunkQuery(Statements statements, @Nullable String after, long now) {
        this.statements = statements;
        this.last = after;
        this.now = now;
    }

    /** @param next the place of the last row, if there are more behind it */
    record Found(List<Row> rows, @Nullable String next) {}

    Found run(Session session) throws SQLException {
        boolean more = true;
        while (more) {
            int asked = Batch.size(rows.size(), bytes, MOST_ROWS);
            try (var query = session.prepare(last == null ? statements.firstChunk : statements.nextChunk)) {
                bind(query, asked);
                try (var results = query.executeQuery()) {
                    int before = rows.size();
                    if (isFull(results)) {
                        return new Found(rows, last);
                    }
                    more = rows.size() - before == asked;
                }
            }
        }
        return new Found(rows, null);
    }

    private void bind(PreparedStatement query, int most) throws SQLException {
        query.setLong(1, now);
        int i = 2;
        if (last != null) {
            bindPlace(query, i, last);
            i += 3;
        }
        query.setInt(i, most);
    }

    /** Binds the three parameters behind which the rows after a place are. */
    static void bindPlace(PreparedStatement query, int first, String text) throws SQLException {
        byte[] place = Base64.getUrlDecoder().decode(text);
        byte[] hash = Arrays.copyOfRange(place, 1, 1 + place[0]);
        query.setBytes(first, hash);
        query.setBytes(first + 1, hash);
        query.setBytes(first + 2, Arrays.copyOfRange(place, 1 + place[0], place.length));
    }

    /** Reads a batch, or as much of it as there is room for, and says whether there is more behind that. */
    private boolean isFull(ResultSet results) throws SQLException {
        while (results.next()) {
            if (rows.size() == MOST_ROWS || bytes > Limits.MOST_PAGE_BYTES) {
                return true;
            }
            last = place(results.getBytes(1), results.getBytes(2));
            bytes += results.getInt(6);
            rows.add(Row.of(results, 3));
        }
        return false;
    }

    /** The length of the hash, the hash, and the sort key. */
    static String place(byte[] hash, byte[] sort) {
        byte[] place = new byte[1 + hash.length + sort.length];
        place[0] = (byte) hash.length;
        System.arraycopy(hash, 0, place, 1, hash.length);
        System.arraycopy(sort, 0, place, 1 + hash.length, sort.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place);
    }
}
