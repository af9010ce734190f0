package io.anyport.jdbc;

import io.anyport.store.Limits;
import io.anyport.store.engine.ItemKey;
import io.anyport.store.engine.Scan;
import io.anyport.store.engine.Scan.Position;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one page. */
final class PageQuery {

    private final Statements statements;
    private final Scan scan;
    private final long now;

    PageQuery(Statements statements, Scan scan, long now) {
        this.statements = statements;
        this.scan = scan;
        this.now = now;
    }

    /** @param next the place of the last row, if there are more behind it */
    record Found(List<Row> rows, @Nullable Position next) {}

    Found run(Session session) throws SQLException {
        try (var query = session.prepare(statements.queries.of(scan))) {
            bind(query);
            try (var results = query.executeQuery()) {
                return read(results, scan.range().limit());
            }
        }
    }

    private void bind(PreparedStatement query) throws SQLException {
        int i = 0;
        query.setBytes(++i, Hashing.place(scan.partition()));
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
                byte[] hash = Hashing.place(after.key().partition());
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
            bytes += results.getInt(7);
            rows.add(Row.of(results, 4));
        }
        return new Found(rows, null);
    }
}
