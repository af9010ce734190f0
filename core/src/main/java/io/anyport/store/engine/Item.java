package io.anyport.store.engine;

import io.anyport.mapping.Document;
import io.anyport.mapping.Draft;
import io.anyport.mapping.Reading;
import io.anyport.store.IndexSpec;
import io.anyport.store.Key;
import io.anyport.store.TableSpec;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A record that has been checked against the limits and taken apart for an engine. Immutable, as far as it is left alone. */
public final class Item {

    /** The expiry of an item that never expires. */
    public static final long NEVER = Long.MAX_VALUE;

    private static final int VERSION_BYTES = ItemWriter.bytesOf(Long.MAX_VALUE);

    /** What an attribute for DynamoDB's Time to Live takes: its name, and the epoch second. */
    private static final int EXPIRY_BYTES = "anyport_expiry".length() + 7;

    private final Lookup lookup;
    private final List<@Nullable ItemKey> indexKeys;
    private final Map<String, @Nullable Object> document;
    private final int size;
    private final long version;
    private final long expiry;

    private Item(
            Lookup lookup,
            List<@Nullable ItemKey> indexKeys,
            Map<String, @Nullable Object> document,
            int size,
            long version,
            long expiry) {
        this.lookup = lookup;
        this.indexKeys = indexKeys;
        this.document = document;
        this.size = size;
        this.version = version;
        this.expiry = expiry;
    }

    /**
     * Takes a record apart.
     *
     * @param spec the table
     * @param record the record
     * @param <T> the record
     * @return the item
     * @throws io.anyport.mapping.InvalidInput if it is beyond a limit
     */
    public static <T> Item of(TableSpec<T> spec, T record) {
        var writer = new ItemWriter(spec.mapper().size());
        spec.mapper().write(record, writer);
        var document = writer.document();
        var values = spec.mapper().values(record);
        int counted = 0;
        if (spec.version().isPresent()) {
            int version = spec.version().getAsInt();
            document.remove(spec.mapper().component(version).name());
            counted = ItemWriter.bytesOf(versionOf(spec, values));
        }
        return of(spec, values, document, writer.size() - counted);
    }

    /**
     * Takes a record apart that was read from a document, which stays as it is.
     *
     * @param document in neutral form, without the version; it may hold more than the record knows, and lack some
     * @throws io.anyport.mapping.InvalidInput if it is beyond a limit
     */
    static <T> Item of(TableSpec<T> spec, T record, Map<String, @Nullable Object> document) {
        var writer = new ItemWriter(document.size() + 1);
        writer.beginObject();
        document.forEach((name, value) -> writer.member(name, value));
        spec.version()
                .ifPresent(version ->
                        writer.member(spec.mapper().component(version).name(), 0L));
        int counted = spec.version().isPresent() ? ItemWriter.bytesOf(0) : 0;
        return of(spec, spec.mapper().values(record), document, writer.size() - counted);
    }

    /** @param bytes without the number that is the version, for which there is always the same room, however it grows */
    private static Item of(
            TableSpec<?> spec, @Nullable Object[] values, Map<String, @Nullable Object> document, int bytes) {
        long expiry = spec.expiry().isPresent() ? seconds(values[spec.expiry().getAsInt()]) : NEVER;
        int size = bytes + (spec.version().isPresent() ? VERSION_BYTES : 0) + (expiry == NEVER ? 0 : EXPIRY_BYTES);
        ItemWriter.check(size);
        var key = ItemKey.of(spec, values); // refuses what cannot be one
        return new Item(
                new Lookup(keyOf(spec, values), key),
                indexKeys(spec, values, document),
                document,
                size,
                spec.version().isPresent() ? versionOf(spec, values) : 0,
                expiry);
    }

    /** By what is stored: a default that the record's constructor puts in the place of an absent component is in no index. */
    private static List<@Nullable ItemKey> indexKeys(
            TableSpec<?> spec, @Nullable Object[] values, Map<String, @Nullable Object> document) {
        if (spec.indexes().isEmpty()) {
            return List.of();
        }
        var keys = new ArrayList<@Nullable ItemKey>(spec.indexes().size());
        for (var index : spec.indexes()) {
            keys.add(isIn(index, document) ? ItemKey.of(index, values) : null);
        }
        return Collections.unmodifiableList(keys);
    }

    private static boolean isIn(IndexSpec index, Map<String, @Nullable Object> document) {
        var sort = index.sort();
        return document.get(index.partition().component()) != null
                && (sort.isEmpty() || document.get(sort.get().component()) != null);
    }

    /** The version that a record holds. */
    static <T> long versionOf(TableSpec<T> spec, T record) {
        return versionOf(spec, spec.mapper().values(record));
    }

    private static long versionOf(TableSpec<?> spec, @Nullable Object[] values) {
        return values[spec.version().getAsInt()] instanceof Long version ? version : 0;
    }

    /**
     * When an item expires whose expiry component has a value.
     *
     * @param neutral the value in neutral form, as in {@link #document()}
     * @return the epoch second, rounded up
     */
    public static long expirySecond(String neutral) {
        return seconds(Instant.parse(neutral));
    }

    /** Rounded up, so that nothing is gone before its time. */
    private static long seconds(@Nullable Object expiry) {
        Object present = expiry instanceof Optional<?> optional ? optional.orElse(null) : expiry;
        return present instanceof Instant instant ? instant.getEpochSecond() + (instant.getNano() > 0 ? 1 : 0) : NEVER;
    }

    /**
     * A record with another version.
     *
     * @param spec the table
     * @param record the record
     * @param version the version; ignored if the table has none
     * @param <T> the record
     * @return the same record, or a copy
     */
    public static <T> T withVersion(TableSpec<T> spec, T record, long version) {
        return spec.version().isPresent()
                ? spec.mapper().with(record, spec.version().getAsInt(), version)
                : record;
    }

    /**
     * Begins to put a stored record together again, with the version that stands beside its document.
     *
     * @param spec the table
     * @param version the version that it is stored with; ignored if the table has none
     * @param <T> the record
     * @return what takes the rest from the document
     */
    public static <T> Draft<T> draft(TableSpec<T> spec, long version) {
        var draft = spec.mapper().draft();
        return spec.version().isPresent()
                ? draft.close(spec.version().getAsInt()).set(spec.version().getAsInt(), version)
                : draft;
    }

    /**
     * Puts a stored record together again.
     *
     * @param spec the table
     * @param document what {@link #document()} was
     * @param version the version that it is stored with; ignored if the table has none
     * @param <T> the record
     * @return the record
     * @throws IllegalStateException if it does not fit the record any more
     */
    public static <T> T record(TableSpec<T> spec, Map<String, ?> document, long version) {
        var reading = Reading.lenient();
        return record(
                spec,
                draft(spec, version).read(Document.reader(document), reading).finish(reading),
                reading);
    }

    /**
     * Checks a stored record that was read.
     *
     * @param spec the table
     * @param read what was read
     * @param reading how it was read
     * @param <T> the record
     * @return the record
     * @throws IllegalStateException if the reading has faults
     */
    public static <T> T record(TableSpec<T> spec, @Nullable T read, Reading reading) {
        if (read == null || reading.hasFaults()) {
            throw new IllegalStateException("table " + spec.name() + ": a stored item is no "
                    + spec.mapper().type().getSimpleName() + " any more: " + reading.faults());
        }
        return read;
    }

    /**
     * The key of a record as its caller sees it.
     *
     * @param spec the table
     * @param record the record
     * @param <T> the record
     * @return the key
     */
    public static <T> Key keyOf(TableSpec<T> spec, T record) {
        return keyOf(spec, spec.mapper().values(record));
    }

    private static Key keyOf(TableSpec<?> spec, @Nullable Object[] values) {
        Object partition = present(values[spec.partition().index()]);
        var sort = spec.sort();
        return sort.isPresent() ? Key.of(partition, present(values[sort.get().index()])) : Key.of(partition);
    }

    /**
     * Refuses an operation that needs versions.
     *
     * @param spec the table
     * @throws IllegalStateException if the table has no version component
     */
    public static void requireVersion(TableSpec<?> spec) {
        if (spec.version().isEmpty()) {
            throw new IllegalStateException("table " + spec.name() + " has no version component");
        }
    }

    private static Object present(@Nullable Object value) {
        return Objects.requireNonNull(value, "key component");
    }

    /** {@return its key in the table} */
    public ItemKey key() {
        return lookup.itemKey();
    }

    /** {@return its key in the table, also as its caller sees it} */
    Lookup lookup() {
        return lookup;
    }

    /** {@return its key in each index of the table, in their order; null where it is not in the index} */
    public List<@Nullable ItemKey> indexKeys() {
        return indexKeys;
    }

    /** {@return its document, without the version: neutral, normalised, and shared with nothing} */
    public Map<String, @Nullable Object> document() {
        return document;
    }

    /** {@return its size in bytes, as DynamoDB counts them} */
    public int size() {
        return size;
    }

    /** {@return the version that the record holds, or 0 if the table has none} */
    public long version() {
        return version;
    }

    /** {@return the epoch second from which on it is gone, or {@link #NEVER}} */
    public long expiry() {
        return expiry;
    }
}
