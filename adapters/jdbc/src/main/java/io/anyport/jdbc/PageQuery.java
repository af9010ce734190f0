package io.anyport.jdbc;

import io.anyport.store.Limits;
import io.anyport.store.engine.ItemKey;
import io.anyport.store.engine.Scan;
import io.anyport.store.engine.Scan.Position;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one page. */
final class PageQuery {

    private PageQuery() {}

    /**
     * A row as it stands in the database.
     *
     * @param version its version
     * @param document its document as JSON
     */
    record Row(long version, String document) {}

    /** @param next the place of the last row, if there are more behind it */
    record Found(List<Row> rows, @Nullable Position next) {}

    static Found run(Connection connection, Statements statements, Scan scan, long now) throws SQLException {
        try (var query = connection.prepareStatement(statements.query(scan))) {
            bind(query, scan, now);
            try (var results = query.executeQuery()) {
                return read(results, scan.range().limit());
            }
        }
    }

    private static void bind(PreparedStatement query, Scan scan, long now) throws SQLException {
        int i = 0;
        query.setBytes(++i, Hashing.hash(scan.partition()));
        var low = scan.low();
        if (low != null) {
            query.setBytes(++i, low.sort());
        }
        var high = scan.high();
        if (high != null) {
            query.setBytes(++i, high.sort());
        }
        var after = scan.after();
        if (after != null) {
            query.setBytes(++i, after.sort());
            if (scan.indexNumber() >= 0) {
                byte[] hash = Hashing.hash(after.key().partition());
                query.setBytes(++i, after.sort());
                query.setBytes(++i, hash);
                query.setBytes(++i, hash);
                query.setBytes(++i, after.key().sort());
            }
        }
        query.setLong(++i, now);
        query.setInt(++i, scan.range().limit() + 1);
    }

    private static Found read(ResultSet results, int limit) throws SQLException {
        var rows = new ArrayList<Row>();
        Position last = null;
        long bytes = 0;
        while (results.next()) {
            if (rows.size() == limit || bytes > Limits.MOST_PAGE_BYTES) {
                return new Found(rows, last);
            }
            last = new Position(results.getBytes(1), ItemKey.of(results.getBytes(2), results.getBytes(3)));
            bytes += results.getInt(5);
            rows.add(new Row(results.getLong(4), results.getString(6)));
        }
        return new Found(rows, null);
    }
}
