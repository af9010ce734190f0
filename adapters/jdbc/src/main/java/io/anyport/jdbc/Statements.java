package io.anyport.jdbc;

import io.anyport.store.TableSpec;
import java.util.ArrayList;
import java.util.List;

/** The text of a table's statements, each made once. Only names of the specification stand in it, never a value. */
final class Statements {

    private static final String WHERE_KEY = " WHERE hash = ? AND sort_key = ?";
    private static final String INDEX_COLUMNS = "hash, sort_key, index_hash, index_sort";
    private static final String COLUMNS = "hash, sort_key, partition_key, version, expiry, size, document";

    final String get;
    final String lock;
    final String snapshot;
    final String insert;
    final String insertOverExpired;
    final String put;
    final boolean putInserts;
    final String restore;
    final String overwrite;
    final String replace;
    final String delete;
    final String deleteLive;
    final String deleteExpired;
    final String deleteVersion;
    final String someExpired;
    final String firstChunk;
    final String nextChunk;
    final List<String> putIndexRow = new ArrayList<>();
    final List<String> deleteIndexRow = new ArrayList<>();
    final Queries queries;
    final boolean expires;
    final boolean versioned;

    private final String getAll;

    Statements(TableSpec<?> spec, Dialect dialect) {
        String table = Names.table(spec.name());
        expires = spec.expiry().isPresent();
        String found = "SELECT document, version FROM " + table + WHERE_KEY;
        get = expires ? found + " AND expiry > ?" : found;
        lock = dialect.lock("version, expiry, document", table, WHERE_KEY);
        snapshot = ", version, expiry, document, size FROM " + table + WHERE_KEY
                + " AND expiry > ?"; // behind the number of the read
        getAll = "SELECT hash, sort_key, version, expiry, document FROM " + table
                + " WHERE expiry > ? AND (hash, sort_key) IN (";
        insert = dialect.insert(table, COLUMNS, "?, ?, ?, ?, ?, ?, ?");
        restore = dialect.replaceRow(table, COLUMNS, "?, ?, ?, ?, ?, ?, ?");
        versioned = spec.version().isPresent();
        put = dialect.put(table, versioned);
        putInserts = dialect.putInserts();
        String set = ", expiry = ?, size = ?, document = ?";
        insertOverExpired = "UPDATE " + table + " SET version = 1" + set + WHERE_KEY + " AND expiry <= ?";
        overwrite = "UPDATE " + table + " SET version = ?" + set + WHERE_KEY;
        replace =
                "UPDATE " + table + " SET version = version + 1" + set + WHERE_KEY + " AND version = ? AND expiry > ?";
        delete = "DELETE FROM " + table + WHERE_KEY;
        deleteLive = delete + " AND expiry > ?";
        deleteExpired = delete + " AND expiry <= ?";
        deleteVersion = delete + " AND version = ? AND expiry > ?";
        someExpired =
                "SELECT hash, sort_key, partition_key FROM " + table + " WHERE expiry <= ? ORDER BY expiry LIMIT ?";
        String chunk = "SELECT hash, sort_key, version, expiry, document, size FROM " + table + " WHERE expiry > ?";
        String order = " ORDER BY hash, sort_key LIMIT ?";
        firstChunk = chunk + order;
        nextChunk = chunk + " AND hash >= ? AND (hash > ? OR sort_key > ?)" + order;
        for (var index : spec.indexes()) {
            String name = Names.index(spec.name(), index.name());
            putIndexRow.add(dialect.replaceRow(name, INDEX_COLUMNS, "?, ?, ?, ?"));
            deleteIndexRow.add("DELETE FROM " + name + WHERE_KEY);
        }
        queries = new Queries(spec);
    }

    /** Reads many rows by their keys. */
    String getAll(int rows) {
        return getAll + "(?, ?), ".repeat(rows - 1) + "(?, ?))";
    }
}
