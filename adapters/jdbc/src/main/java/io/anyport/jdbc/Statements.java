package io.anyport.jdbc;

import io.anyport.store.IndexSpec;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.Item;
import io.anyport.store.engine.ItemKey;
import java.util.ArrayList;
import java.util.List;
import java.util.stream.IntStream;
import org.jspecify.annotations.Nullable;

/**
 * The text of the statements on a table with a certain layout, each made once. Only names stand in it, never a value. All that
 * write, and all that query, name the column that has the layout's generation in its name.
 */
final class Statements {

    private static final String WHERE_KEY = " WHERE hash = ? AND sort_key = ?";
    private static final String INDEX_COLUMNS = "hash, sort_key, index_hash, index_sort";
    private static final String COLUMNS = "hash, sort_key, partition_key, version, expiry, ";

    final TableLayout layout;
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

    private final TableSpec<?> spec;
    private final int[] own;
    private final boolean ownOnly;

    /** @throws IllegalStateException if the layout has another key */
    Statements(TableSpec<?> spec, TableLayout layout, Dialect dialect) {
        layout.checkKey(spec);
        this.spec = spec;
        this.layout = layout;
        own = layout.indexes().stream().mapToInt(index -> own(spec, index)).toArray();
        ownOnly = own.length == spec.indexes().size()
                && IntStream.range(0, own.length).allMatch(i -> own[i] == i);
        String size = layout.fence();
        String table = Names.table(spec.name());
        expires = spec.expiry().isPresent();
        String found = "SELECT document, version FROM " + table + WHERE_KEY;
        get = expires ? found + " AND expiry > ?" : found;
        lock = dialect.lock("version, expiry, document", table, WHERE_KEY);
        snapshot = ", version, expiry, document, size FROM " + table + WHERE_KEY
                + " AND expiry > ?"; // behind the number of the read
        getAll = "SELECT hash, sort_key, version, expiry, document FROM " + table
                + " WHERE expiry > ? AND (hash, sort_key) IN (";
        String columns = COLUMNS + size + ", document";
        insert = dialect.insert(table, columns, "?, ?, ?, ?, ?, ?, ?");
        restore = dialect.replaceRow(table, columns, "?, ?, ?, ?, ?, ?, ?");
        versioned = spec.version().isPresent();
        put = dialect.put(table, size, versioned);
        putInserts = dialect.putInserts();
        String set = ", expiry = ?, " + size + " = ?, document = ?";
        insertOverExpired = "UPDATE " + table + " SET version = 1" + set + WHERE_KEY + " AND expiry <= ?";
        overwrite = "UPDATE " + table + " SET version = ?" + set + WHERE_KEY;
        replace =
                "UPDATE " + table + " SET version = version + 1" + set + WHERE_KEY + " AND version = ? AND expiry > ?";
        delete = "DELETE FROM " + table + WHERE_KEY + " AND " + size + " IS NOT NULL"; // which it always is
        deleteLive = delete + " AND expiry > ?";
        deleteExpired = delete + " AND expiry <= ?";
        deleteVersion = delete + " AND version = ? AND expiry > ?";
        someExpired =
                "SELECT hash, sort_key, partition_key FROM " + table + " WHERE expiry <= ? ORDER BY expiry LIMIT ?";
        String chunk =
                "SELECT hash, sort_key, version, expiry, document, " + size + " FROM " + table + " WHERE expiry > ?";
        String order = " ORDER BY hash, sort_key LIMIT ?";
        firstChunk = chunk + order;
        nextChunk = chunk + " AND hash >= ? AND (hash > ? OR sort_key > ?)" + order;
        for (var index : layout.indexes()) {
            String name = Names.quoted(index.table(spec.name()));
            putIndexRow.add(dialect.replaceRow(name, INDEX_COLUMNS, "?, ?, ?, ?"));
            deleteIndexRow.add("DELETE FROM " + name + WHERE_KEY);
        }
        queries = new Queries(spec, layout);
    }

    /** The number that an index has in the specification, or -1 if it is unknown there. */
    private static int own(TableSpec<?> spec, StoredIndex stored) {
        for (int i = 0; i < spec.indexes().size(); i++) {
            var index = spec.indexes().get(i);
            if (index.name().equals(stored.name())
                    && KeyDefinition.of(spec, index).equals(stored.key())) {
                return i;
            }
        }
        return -1;
    }

    /**
     * The keys of an item in all indexes of the layout; also in those that only another version of the application knows.
     *
     * @throws io.anyport.mapping.InvalidInput if it cannot be in such an index
     */
    List<@Nullable ItemKey> indexKeys(Item item) {
        if (ownOnly) {
            return item.indexKeys();
        }
        var keys = new ArrayList<@Nullable ItemKey>(own.length);
        for (int i = 0; i < own.length; i++) {
            keys.add(
                    own[i] < 0
                            ? layout.indexes().get(i).key().of(item.document())
                            : item.indexKeys().get(own[i]));
        }
        return keys;
    }

    /**
     * Refuses an index that would answer wrongly.
     *
     * @throws Outdated if the layout does not have it, or has it with another key, or it is not filled yet
     */
    void checkIndex(IndexSpec index) {
        var stored = layout.index(index.name())
                .orElseThrow(() -> new Outdated(
                        about(index) + " is not in the database; JdbcStore.createTables makes and fills it", null));
        var wanted = KeyDefinition.of(spec, index);
        if (!stored.key().equals(wanted)) {
            throw new Outdated(
                    about(index) + " is in the database with another key: its "
                            + stored.key().differenceFrom(wanted)
                            + ". Give an index with a new key a new name, or let JdbcStore.createTables make it anew"
                            + " once nobody uses the other one",
                    null);
        }
        if (!stored.isComplete()) {
            throw new Outdated(new Unavailable(
                    "index " + index.name() + " is being filled; if that was interrupted, JdbcStore.createTables"
                            + " completes it",
                    spec.name(),
                    null,
                    null));
        }
    }

    private String about(IndexSpec index) {
        return "index " + index.name() + " of table " + spec.name();
    }

    /** Reads many rows by their keys. */
    String getAll(int rows) {
        return getAll + "(?, ?), ".repeat(rows - 1) + "(?, ?))";
    }
}
