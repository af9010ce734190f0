package io.anyport.jdbc;

import io.anyport.store.TableSpec;
import io.anyport.store.engine.Scan;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/** The text of a table's statements, each made once. Only names of the specification stand in it, never a value. */
final class Statements {

    private static final String WHERE_KEY = " WHERE hash = ? AND sort_key = ?";

    final String get;
    final String lock;
    final String insert;
    final String insertOverExpired;
    final String put;
    final String replace;
    final String delete;
    final String deleteExpired;
    final String deleteVersion;
    final List<String> putIndexRow = new ArrayList<>();
    final List<String> deleteIndexRow = new ArrayList<>();

    private final List<String> from = new ArrayList<>();
    private final Map<String, String> queries = new ConcurrentHashMap<>();

    Statements(TableSpec<?> spec, Dialect dialect) {
        String table = Names.table(spec.name());
        get = "SELECT version, document FROM " + table + WHERE_KEY + " AND expiry > ?";
        lock = "SELECT version, document, expiry FROM " + table + WHERE_KEY + " FOR UPDATE";
        insert = dialect.insert(
                table,
                "hash, sort_key, partition_key, version, expiry, size, document",
                "?, ?, ?, 1, ?, ?, ?",
                "hash, sort_key");
        String set = ", expiry = ?, size = ?, document = ?";
        insertOverExpired = "UPDATE " + table + " SET version = 1" + set + WHERE_KEY + " AND expiry <= ?";
        put = dialect.updateRow(table, "version = version + 1" + set, WHERE_KEY);
        replace =
                "UPDATE " + table + " SET version = version + 1" + set + WHERE_KEY + " AND version = ? AND expiry > ?";
        delete = "DELETE FROM " + table + WHERE_KEY + " AND expiry > ?";
        deleteExpired = "DELETE FROM " + table + WHERE_KEY + " AND expiry <= ?";
        deleteVersion = "DELETE FROM " + table + WHERE_KEY + " AND version = ? AND expiry > ?";
        for (var index : spec.indexes()) {
            String name = Names.index(spec.name(), index.name());
            putIndexRow.add(dialect.putIndexRow(name));
            deleteIndexRow.add("DELETE FROM " + name + WHERE_KEY);
            from.add("SELECT i.index_sort, b.partition_key, b.sort_key, b.version, b.size, b.document FROM " + name
                    + " i JOIN " + table + " b ON b.hash = i.hash AND b.sort_key = i.sort_key WHERE i.index_hash = ?");
        }
        from.add("SELECT b.sort_key, b.partition_key, b.sort_key, b.version, b.size, b.document FROM " + table
                + " b WHERE b.hash = ?");
    }

    /** The query of a scan; its parameters are bound in the order of {@link PageQuery}. */
    String query(Scan scan) {
        String shape = shape(scan);
        return queries.computeIfAbsent(
                scan.indexNumber() + shape, none -> scan.indexNumber() < 0 ? ofTable(scan) : ofIndex(scan));
    }

    private static String shape(Scan scan) {
        return (scan.range().isBackwards() ? "b" : "f")
                + (scan.after() == null ? "-" : "a")
                + shape(scan.low())
                + shape(scan.high());
    }

    private static String shape(Scan.Bound bound) {
        return bound == null ? "-" : bound.inclusive() ? "i" : "x";
    }

    private String ofTable(Scan scan) {
        boolean backwards = scan.range().isBackwards();
        String after = scan.after() == null ? "" : " AND b.sort_key " + (backwards ? "<" : ">") + " ?";
        String direction = backwards ? " DESC" : "";
        return from.get(from.size() - 1) + bounds(scan, "b.sort_key") + after + " AND b.expiry > ? ORDER BY b.hash"
                + direction + ", b.sort_key" + direction + " LIMIT ?";
    }

    private String ofIndex(Scan scan) {
        boolean backwards = scan.range().isBackwards();
        String after = "";
        if (scan.after() != null) {
            // The first part alone could use the index; the second one is exact.
            String sign = backwards ? "<" : ">";
            after = " AND i.index_sort " + sign + "= ? AND (i.index_sort " + sign + " ? OR i.hash " + sign
                    + " ? OR (i.hash = ? AND i.sort_key " + sign + " ?))";
        }
        String direction = backwards ? " DESC" : "";
        return from.get(scan.indexNumber()) + bounds(scan, "i.index_sort") + after
                + " AND b.expiry > ? ORDER BY i.index_hash" + direction + ", i.index_sort" + direction + ", i.hash"
                + direction + ", i.sort_key" + direction + " LIMIT ?";
    }

    private static String bounds(Scan scan, String column) {
        var low = scan.low();
        var high = scan.high();
        return (low == null ? "" : " AND " + column + (low.inclusive() ? " >= ?" : " > ?"))
                + (high == null ? "" : " AND " + column + (high.inclusive() ? " <= ?" : " < ?"));
    }
}
