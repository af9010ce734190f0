package io.anyport.jdbc;

import io.anyport.store.TableSpec;
import io.anyport.store.engine.Scan;
import io.anyport.store.engine.Scan.Position;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** The text of the queries on a table and its indexes, each made once. Thread-safe. */
final class Queries {

    private final List<String> from = new ArrayList<>();
    private final Map<String, String> queries = new ConcurrentHashMap<>();
    private final String end;

    /** Databases look at each column and condition with each execution, so there are none that nobody needs. */
    Queries(TableSpec<?> spec, TableLayout layout) {
        String table = Names.table(spec.name());
        String what = "SELECT b.document, b." + layout.fence() + ", ";
        String version = spec.version().isPresent() ? ", b.version FROM " : " FROM ";
        end = spec.expiry().isPresent() ? " AND b.expiry > ? ORDER BY " : " ORDER BY ";
        for (var index : spec.indexes()) {
            from.add(layout.index(index.name())
                    .map(stored -> what + "i.index_sort, b.partition_key, b.sort_key" + version
                            + Names.quoted(stored.table(spec.name())) + " i JOIN " + table
                            + " b ON b.hash = i.hash AND b.sort_key = i.sort_key WHERE i.index_hash = ?")
                    .orElse("")); // nobody gets to ask it
        }
        from.add(what + "b.sort_key" + version + table + " b WHERE b.hash = ?");
    }

    /**
     * The query of a scan; its parameters are bound in the order of {@link PageQuery}, which also knows its columns: document,
     * size, sort key in what is scanned, the key in the table if that is an index, version if there are versions.
     */
    String of(Scan scan, @Nullable Position after) {
        String shape = shape(scan, after != null);
        return queries.computeIfAbsent(
                scan.indexNumber() + shape,
                none -> scan.indexNumber() < 0 ? ofTable(scan, after != null) : ofIndex(scan, after != null));
    }

    private static String shape(Scan scan, boolean goesOn) {
        return (scan.range().isBackwards() ? "b" : "f") + (goesOn ? "a" : "-") + shape(scan.low()) + shape(scan.high());
    }

    private static String shape(Scan.@Nullable Bound bound) {
        return bound == null ? "-" : bound.inclusive() ? "i" : "x";
    }

    private String ofTable(Scan scan, boolean goesOn) {
        boolean backwards = scan.range().isBackwards();
        String after = goesOn ? " AND b.sort_key " + (backwards ? "<" : ">") + " ?" : "";
        String direction = backwards ? " DESC" : "";
        return from.get(from.size() - 1) + bounds(scan, "b.sort_key") + after + end + "b.hash" + direction
                + ", b.sort_key" + direction + " LIMIT ?";
    }

    private String ofIndex(Scan scan, boolean goesOn) {
        boolean backwards = scan.range().isBackwards();
        String after = "";
        if (goesOn) {
            // The first part alone could use the index; the second one is exact.
            String sign = backwards ? "<" : ">";
            after = " AND i.index_sort " + sign + "= ? AND (i.index_sort " + sign + " ? OR i.hash " + sign
                    + " ? OR (i.hash = ? AND i.sort_key " + sign + " ?))";
        }
        String direction = backwards ? " DESC" : "";
        return from.get(scan.indexNumber()) + bounds(scan, "i.index_sort") + after + end + "i.index_hash" + direction
                + ", i.index_sort" + direction + ", i.hash" + direction + ", i.sort_key" + direction + " LIMIT ?";
    }

    private static String bounds(Scan scan, String column) {
        var low = scan.low();
        var high = scan.high();
        return (low == null ? "" : " AND " + column + (low.inclusive() ? " >= ?" : " > ?"))
                + (high == null ? "" : " AND " + column + (high.inclusive() ? " <= ?" : " < ?"));
    }
}
