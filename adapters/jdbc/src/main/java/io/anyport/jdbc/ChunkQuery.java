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

/** Reads some of all rows of a table. */
final class ChunkQuery {

    private static final int MOST_ROWS = 1_000;

    private final Statements statements;
    private final @Nullable String after;
    private final long now;

    ChunkQuery(Statements statements, @Nullable String after, long now) {
        this.statements = statements;
        this.after = after;
        this.now = now;
    }

    /** @param next the place of the last row, if there are more behind it */
    record Found(List<Row> rows, @Nullable String next) {}

    Found run(Session session) throws SQLException {
        try (var query = session.prepare(after == null ? statements.firstChunk : statements.nextChunk)) {
            bind(query);
            try (var results = query.executeQuery()) {
                return read(results);
            }
        }
    }

    private void bind(PreparedStatement query) throws SQLException {
        query.setLong(1, now);
        int i = 2;
        if (after != null) {
            byte[] place = Base64.getUrlDecoder().decode(after);
            byte[] hash = Arrays.copyOfRange(place, 1, 1 + place[0]);
            query.setBytes(i++, hash);
            query.setBytes(i++, hash);
            query.setBytes(i++, Arrays.copyOfRange(place, 1 + place[0], place.length));
        }
        query.setInt(i, MOST_ROWS + 1);
    }

    private static Found read(ResultSet results) throws SQLException {
        var rows = new ArrayList<Row>();
        String last = null;
        long bytes = 0;
        while (results.next()) {
            if (rows.size() == MOST_ROWS || bytes > Limits.MOST_PAGE_BYTES) {
                return new Found(rows, last);
            }
            last = place(results.getBytes(1), results.getBytes(2));
            bytes += results.getInt(6);
            rows.add(Row.of(results, 3));
        }
        return new Found(rows, null);
    }

    /** The length of the hash, the hash, and the sort key. */
    private static String place(byte[] hash, byte[] sort) {
        byte[] place = new byte[1 + hash.length + sort.length];
        place[0] = (byte) hash.length;
        System.arraycopy(hash, 0, place, 1, hash.length);
        System.arraycopy(sort, 0, place, 1 + hash.length, sort.length);
        return Base64.getUrlEncoder().withoutPadding().encodeToString(place);
    }
}
