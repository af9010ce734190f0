package io.anyport.memory;

import io.anyport.store.Limits;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.ItemKey;
import io.anyport.store.engine.Scan;
import io.anyport.store.engine.Scan.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** The rows of a table and of its indexes. Not thread-safe. */
final class Rows {

    private final String layout;
    private final Ordered table = new Ordered();
    private final List<Index> indexes = new ArrayList<>();

    Rows(TableSpec<?> spec, boolean lateIndexes) {
        layout = spec.toString();
        for (int i = 0; i < spec.indexes().size(); i++) {
            indexes.add(new Index(i, lateIndexes));
        }
    }

    void checkSame(TableSpec<?> spec) {
        if (!layout.equals(spec.toString())) {
            throw new IllegalArgumentException("table " + spec.name() + " is in use with another key or other indexes: "
                    + layout + ", not " + spec);
        }
    }

    @Nullable
    Row get(ItemKey key) {
        return table.get(key, key);
    }

    /** @param before what is there now */
    void put(@Nullable Row before, Row row) {
        table.put(row.item().key(), row);
        indexes.forEach(index -> index.add(before, row));
    }

    void remove(Row row) {
        var key = row.item().key();
        table.remove(key, key);
        indexes.forEach(index -> index.add(row, null));
    }

    void settle() {
        indexes.forEach(Index::settle);
    }

    /** The rows of one page. */
    Found scan(Scan scan, Predicate<Row> live) {
        if (scan.indexNumber() < 0) {
            return scan(table, scan, live);
        }
        var index = indexes.get(scan.indexNumber());
        var found = scan(index.rows(), scan, live);
        index.settle(); // it is late once
        return found;
    }

    private static Found scan(Ordered ordered, Scan scan, Predicate<Row> live) {
        var rows = new ArrayList<Row>();
        Position last = null;
        long bytes = 0;
        for (var entry : ordered.from(scan).entrySet()) {
            if (!scan.contains(entry.getKey().sort())) {
                break;
            }
            if (!live.test(entry.getValue())) {
                continue;
            }
            if (rows.size() == scan.range().limit() || bytes > Limits.MOST_PAGE_BYTES) {
                return new Found(rows, last);
            }
            rows.add(entry.getValue());
            last = entry.getKey();
            bytes += entry.getValue().item().size();
        }
        return new Found(rows, null);
    }

    /** @param next the place of the last row, if there are more behind it */
    record Found(List<Row> rows, @Nullable Position next) {}
}
