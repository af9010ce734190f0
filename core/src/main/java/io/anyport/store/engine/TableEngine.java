package io.anyport.store.engine;

import io.anyport.store.Consistency;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What an engine has to do for one table. Thread-safe. See {@link Engine} for what holds for all methods.
 *
 * @param <T> the record
 */
public interface TableEngine<T> {

    /**
     * Reads a record.
     *
     * @param key its key
     * @param consistency how fresh it has to be
     * @return the record, or null if there is none
     */
    @Nullable
    T get(Lookup key, Consistency consistency);

    /**
     * Reads records with one request, consistently.
     *
     * @param keys 1 to 100 different keys
     * @param found where those that there are go, by the bytes of their keys
     * @return the keys that the engine has not looked at, to be asked for again; empty if it has looked at all
     */
    List<Lookup> getAll(List<Lookup> keys, Map<ItemKey, T> found);

    /**
     * Makes a change with {@link Change.Action#PUT}.
     *
     * @param change the change
     * @return the version that was written: 1 for a record that was absent to an insert, otherwise one more than before
     * @throws io.anyport.store.StoreException.ConditionFailed if its guard does not allow it
     */
    long put(Change<T> change);

    /**
     * Makes a change with {@link Change.Action#UPDATE}.
     *
     * @param change the change
     * @return the record as it is stored now
     * @throws io.anyport.store.StoreException.ConditionFailed if its guard does not allow it
     */
    T update(Change<T> change);

    /**
     * Makes a change with {@link Change.Action#DELETE}.
     *
     * @param change the change
     * @return whether there was a record
     * @throws io.anyport.store.StoreException.ConditionFailed if its guard does not allow it
     */
    boolean delete(Change<T> change);

    /**
     * Makes changes without guards, with one request if it can.
     *
     * @param changes 1 to 25 changes of different records, with {@link Change.Action#PUT} or {@link Change.Action#DELETE}
     * @return those that were not made, to be asked for again; empty if all were
     */
    List<Change<T>> writeAll(List<Change<T>> changes);

    /**
     * Reads a page.
     *
     * @param scan what to read
     * @return the page
     */
    Found<T> query(Scan scan);

    /**
     * The records of a page.
     *
     * @param items the records in order
     * @param next the place of the last one that was looked at, if there may be more behind it
     * @param <T> the record
     */
    record Found<T>(List<T> items, Scan.@Nullable Position next) {}

    /**
     * Removes some records that have expired, unless that happens by itself.
     *
     * @return how many were removed; zero if none is left
     */
    int removeExpired();

    /**
     * Reads some of all records, in an order of the engine's own that stays the same, to copy them.
     *
     * @param after what the chunk before said, or null for the beginning
     * @return the records, and where to go on
     */
    Chunk<T> chunk(@Nullable String after);

    /**
     * Some of all records.
     *
     * @param items the records
     * @param next where to go on, as visible ASCII characters; null behind the last record
     * @param <T> the record
     */
    record Chunk<T>(List<T> items, @Nullable String next) {}
}
