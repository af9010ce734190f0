package io.anyport.jdbc;

import io.anyport.store.Limits;
import io.anyport.store.engine.Item;
import io.anyport.store.engine.ItemKey;
import io.anyport.store.engine.Scan;
import io.anyport.store.engine.Scan.Position;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads the rows of one page, in batches. Once. */
final class PageQuery {

    private final Statements statements;
    private final Scan scan;
    private final long now;
    private final List<Row> rows = new ArrayList<>();
    private @Nullable Position last;
    private long bytes;

    PageQuery(Statements statements, Scan scan, long now) {
        this.statements = statements;
        this.scan = scan;
        this.now = now;
        this.last = scan.after();
    }

    /** @param next the place of the last row, if there are more behind it */
    record Found(List<Row> rows, @Nullable Position next) {}

    Found run(Session session) throws SQLException {
        boolean more = true;
        while (more) {
            int asked = Batch.size(rows.size(), bytes, scan.range().limit());
            try (var query = session.prepare(statements.queries.of(scan, last))) {
                bind(query, asked);
                try (var results = query.executeQuery()) {
                    int before = rows.size();
                    if (isFull(results, before + asked)) {
                        return new Found(rows, last);
                    }
                    more = rows.size() - before == asked;
                }
            }
        }
        return new Found(rows, null);
    }

    private void bind(PreparedStatement query, int most) throws SQLException {
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
        var after = last;
        if (after != null) {
            query.setBytes(++i, after.sort());
            if (isOfIndex()) {
                byte[] hash = Hashing.place(after.key().partition());
                query.setBytes(++i, after.sort());
                query.setBytes(++i, hash);
                query.setBytes(++i, hash);
                query.setBytes(++i, after.key().sort());
            }
        }
        if (statements.expires) {
            query.setLong(++i, now);
        }
        query.setInt(++i, most);
    }

    /**
     * Reads a batch, or as much of it as the page has room for, and says whether there is more behind a full page.
     *
     * @param most how many rows there are with the whole batch: something may come after the last one
     */
    private boolean isFull(ResultSet results, int most) throws SQLException {
        while (results.next()) {
            if (rows.size() == scan.range().limit() || bytes > Limits.MOST_PAGE_BYTES) {
                return true;
            }
            bytes += results.getInt(2);
            long version = statements.versioned ? results.getLong(isOfIndex() ? 6 : 4) : 0;
            rows.add(new Row(version, Item.NEVER, results.getString(1))); // nobody asks when it expires
            if (rows.size() == most || rows.size() == scan.range().limit() || bytes > Limits.MOST_PAGE_BYTES) {
                last = position(results);
            }
        }
        return false;
    }

    private Position position(ResultSet results) throws SQLException {
        byte[] sort = results.getBytes(3);
        return new Position(
                sort,
                isOfIndex()
                        ? ItemKey.of(results.getBytes(4), results.getBytes(5))
                        : ItemKey.of(scan.partition(), sort));
    }

    private boolean isOfIndex() {
        return scan.indexNumber() >= 0;
    }
}
