package io.anyport.memory;

import io.anyport.store.engine.ItemKey;
import io.anyport.store.engine.Scan;
import io.anyport.store.engine.Scan.Position;
import java.util.Arrays;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.NavigableMap;
import java.util.TreeMap;
import java.util.function.Predicate;
import org.jspecify.annotations.Nullable;

/** Rows by partition, and ordered in each: those of a table, or of one of its indexes. Not thread-safe. */
final class Ordered {

    private static final byte[] NONE = {};
    private static final ItemKey LEAST = ItemKey.of(NONE, NONE);
    private static final Comparator<Position> ORDER = (a, b) -> {
        int bySort = Arrays.compareUnsigned(a.sort(), b.sort());
        return bySort != 0 ? bySort : a.key().compareTo(b.key());
    };

    private final Map<ItemKey, NavigableMap<Position, Row>> partitions = new HashMap<>();

    /** The row at a key of this order, which belongs to a key of the table. */
    @Nullable
    Row get(ItemKey at, ItemKey key) {
        var partition = partitions.get(partitionOf(at.partition()));
        return partition == null ? null : partition.get(new Position(at.sort(), key));
    }

    void put(ItemKey at, Row row) {
        partitions
                .computeIfAbsent(partitionOf(at.partition()), none -> new TreeMap<>(ORDER))
                .put(new Position(at.sort(), row.item().key()), row);
    }

    void remove(ItemKey at, ItemKey key) {
        var partition = partitions.get(partitionOf(at.partition()));
        if (partition != null) {
            partition.remove(new Position(at.sort(), key));
            if (partition.isEmpty()) {
                partitions.remove(partitionOf(at.partition()));
            }
        }
    }

    /** Partition after partition, by their bytes. */
    List<Row> all(Predicate<Row> which) {
        return partitions.entrySet().stream()
                .sorted(Map.Entry.comparingByKey())
                .flatMap(partition -> partition.getValue().values().stream())
                .filter(which)
                .toList();
    }

    /** The rows from where a scan begins, in its direction; the scan's other end is for the caller to see. */
    NavigableMap<Position, Row> from(Scan scan) {
        var partition = partitions.get(partitionOf(scan.partition()));
        if (partition == null) {
            return new TreeMap<>(ORDER);
        }
        return scan.range().isBackwards() ? backwards(partition, scan) : forwards(partition, scan);
    }

    private static NavigableMap<Position, Row> forwards(NavigableMap<Position, Row> rows, Scan scan) {
        if (scan.after() != null) {
            return rows.tailMap(scan.after(), false);
        }
        var low = scan.low();
        return low == null ? rows : rows.tailMap(low.inclusive() ? at(low.sort()) : behind(low.sort()), true);
    }

    private static NavigableMap<Position, Row> backwards(NavigableMap<Position, Row> rows, Scan scan) {
        if (scan.after() != null) {
            return rows.headMap(scan.after(), false).descendingMap();
        }
        var high = scan.high();
        return (high == null ? rows : rows.headMap(high.inclusive() ? behind(high.sort()) : at(high.sort()), false))
                .descendingMap();
    }

    /** Before all rows with this sort key. */
    private static Position at(byte[] sort) {
        return new Position(sort, LEAST);
    }

    /** Behind all rows with this sort key: the next bytes in order are the same with a zero behind them. */
    private static Position behind(byte[] sort) {
        return at(Arrays.copyOf(sort, sort.length + 1));
    }

    private static ItemKey partitionOf(byte[] bytes) {
        return ItemKey.of(bytes, NONE);
    }
}
