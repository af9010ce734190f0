package io.anyport.jdbc;

import io.anyport.store.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalInt;

/**
 * What a table and its indexes are in the database, whatever the processes think that use it. Immutable.
 *
 * @param table the name of the table
 * @param generation counts the changes of the layout. It is in the name of a column that every write and every query has in
 *     it, so that the database itself refuses those of a process that does not know the layout as it is
 * @param settled whether all of it is as it says; if not, somebody is at it or was interrupted
 * @param key the key
 * @param expiry the component that is the expiry, or empty
 * @param version the component that is the version, or empty
 * @param indexes all indexes that every write maintains
 * @param obsolete the names of tables of former indexes that are to be dropped
 */
record TableLayout(
        String table,
        int generation,
        boolean settled,
        KeyDefinition key,
        String expiry,
        String version,
        List<StoredIndex> indexes,
        List<String> obsolete) {

    /** The form of {@link #text}; another one is of a later version of the library. */
    static final int FORMAT = 1;

    /** The layout of a table that is not there yet. */
    static TableLayout first(TableSpec<?> spec) {
        var indexes = spec.indexes().stream()
                .map(index -> new StoredIndex(index.name(), KeyDefinition.of(spec, index), 1, null))
                .toList();
        return new TableLayout(
                spec.name(),
                1,
                false,
                KeyDefinition.of(spec),
                component(spec, spec.expiry()),
                component(spec, spec.version()),
                indexes,
                List.of());
    }

    private static String component(TableSpec<?> spec, OptionalInt place) {
        return place.isPresent() ? spec.mapper().component(place.getAsInt()).name() : "";
    }

    /** The layout of a table that a library without layouts has made: its indexes are made anew, whatever they hold. */
    static TableLayout adopted(TableSpec<?> spec, int generation) {
        var first = first(spec);
        var indexes = first.indexes.stream()
                .map(index -> new StoredIndex(index.name(), index.key(), generation, ""))
                .toList();
        var obsolete = first.indexes.stream()
                .map(index -> spec.name() + "/" + index.name())
                .toList();
        return new TableLayout(
                spec.name(), generation, false, first.key, first.expiry, first.version, indexes, obsolete);
    }

    /** The column that has the generation in its name. */
    String fence() {
        return "size_" + generation;
    }

    /**
     * The layout that also has what a specification has. Nothing is lost of what another version of the application
     * uses, unless it is an index of the same name and another key.
     *
     * @return this very layout if it has all of that
     * @throws IllegalStateException if the key is another one
     */
    TableLayout toward(TableSpec<?> spec) {
        checkKey(spec);
        int next = generation + 1;
        var kept = new ArrayList<StoredIndex>();
        var dropped = new ArrayList<>(obsolete);
        for (var index : indexes) {
            var wanted = spec.index(index.name());
            if (wanted.isEmpty() || KeyDefinition.of(spec, wanted.get()).equals(index.key())) {
                kept.add(index);
            } else {
                dropped.add(index.table(table));
            }
        }
        for (var index : spec.indexes()) {
            if (kept.stream().noneMatch(there -> there.name().equals(index.name()))) {
                kept.add(new StoredIndex(index.name(), KeyDefinition.of(spec, index), next, ""));
            }
        }
        String newExpiry = spec.expiry().isPresent() ? component(spec, spec.expiry()) : expiry;
        String newVersion = spec.version().isPresent() ? component(spec, spec.version()) : version;
        return kept.equals(indexes) && newExpiry.equals(expiry) && newVersion.equals(version)
                ? this
                : new TableLayout(
                        table, next, false, key, newExpiry, newVersion, List.copyOf(kept), List.copyOf(dropped));
    }

    /** The layout without the indexes that a specification does not have; this very layout if there are none. */
    TableLayout without(TableSpec<?> spec) {
        checkKey(spec);
        var kept = indexes.stream()
                .filter(index -> spec.index(index.name()).isPresent())
                .toList();
        var dropped = new ArrayList<>(obsolete);
        indexes.stream().filter(index -> !kept.contains(index)).forEach(index -> dropped.add(index.table(table)));
        return kept.size() == indexes.size()
                ? this
                : new TableLayout(table, generation + 1, false, key, expiry, version, kept, List.copyOf(dropped));
    }

    /** Refuses a specification with another key: where its rows are depends on it. */
    void checkKey(TableSpec<?> spec) {
        var wanted = KeyDefinition.of(spec);
        if (!key.equals(wanted)) {
            throw otherKey(table, key.differenceFrom(wanted));
        }
    }

    static IllegalStateException otherKey(String table, String difference) {
        return new IllegalStateException("table " + table + " is in the database with another key: its " + difference
                + ". The key of a table never changes; copy the records into a table of another name with StoreCopy");
    }

    Optional<StoredIndex> index(String name) {
        return indexes.stream().filter(index -> index.name().equals(name)).findFirst();
    }

    boolean isComplete() {
        return indexes.stream().allMatch(StoredIndex::isComplete);
    }

    TableLayout withIndexes(List<StoredIndex> newIndexes) {
        return new TableLayout(table, generation, settled, key, expiry, version, newIndexes, obsolete);
    }

    TableLayout settle() {
        return new TableLayout(table, generation, true, key, expiry, version, indexes, List.of());
    }

    static TableLayout parse(String table, int generation, String text) {
        var settled = true;
        var key = "";
        var expiry = "";
        var version = "";
        var indexes = new ArrayList<StoredIndex>();
        var obsolete = new ArrayList<String>();
        for (String line : text.split("\n", -1)) {
            String[] words = line.split(" ", 2);
            switch (words[0]) {
                case "key" -> key = words[1];
                case "expiry" -> expiry = words[1];
                case "version" -> version = words[1];
                case "index" -> indexes.add(StoredIndex.parse(words[1]));
                case "obsolete" -> obsolete.add(words[1]);
                case "unsettled" -> settled = false;
                default -> throw new IllegalStateException("table " + table + ": its layout has a line " + words[0]);
            }
        }
        return new TableLayout(
                table,
                generation,
                settled,
                KeyDefinition.parse(key),
                expiry,
                version,
                List.copyOf(indexes),
                List.copyOf(obsolete));
    }

    /** All but the name and the generation, a line for each part. */
    String text() {
        var lines = new ArrayList<String>();
        lines.add("key " + key);
        if (!expiry.isEmpty()) {
            lines.add("expiry " + expiry);
        }
        if (!version.isEmpty()) {
            lines.add("version " + version);
        }
        indexes.forEach(index -> lines.add("index " + index));
        obsolete.forEach(former -> lines.add("obsolete " + former));
        if (!settled) {
            lines.add("unsettled");
        }
        return String.join("\n", lines);
    }
}
