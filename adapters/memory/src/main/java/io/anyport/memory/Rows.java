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

    private final Ordered table = new Ordered();
    private final List<Index> indexes = new ArrayList<>();
    private final Late late;

    Rows(TableSpec<?> spec, boolean lateIndexes) {
        late = new Late(lateIndexes);
        for (int i = 0; i < spec.indexes().size(); i++) {
            indexes.add(new Index(i, lateIndexes));
        }
    }

    @Nullable
    Row get(ItemKey key) {
        return table.get(key, key);
    }

    /** What an eventual read sees. */
    @Nullable
    Row getLate(ItemKey key) {
        return late.isLate(key) ? late.remove(key) : get(key);
    }

    /** @param before what is there now */
    void put(@Nullable Row before, Row row) {
        late.add(row.item().key(), before);
        table.put(row.item().key(), row);
        indexes.forEach(index -> index.add(before, row));
    }

    void remove(Row row) {
        var key = row.item().key();
        late.add(key, row);
        table.remove(key, key);
        indexes.forEach(index -> index.add(row, null));
    }

    /** All rows, partition after partition. */
    List<Row> all(Predicate<Row> which) {
        return table.all(which);
    }

    /** Answers how many were removed. */
    int removeAll(Predicate<Row> which) {
        var some = table.all(which);
        some.forEach(this::remove);
        return some.size();
    }

    void settle() {
        indexes.forEach(Index::settle);
        late.clear();
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
