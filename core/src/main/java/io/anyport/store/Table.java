package io.anyport.store;

import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/**
 * A table of records. Thread-safe. Reads by key and writes are linearizable: whoever reads after a write was answered
 * sees it. An expired record counts as absent in every operation, whether or not the engine has removed it yet.
 *
 * <p>No argument may be null. Every operation may throw a {@link StoreException}; writes throw {@link
 * io.anyport.mapping.InvalidInput} for a record or key beyond the limits that all engines share: an item of at most
 * 409,600 bytes, 31 levels deep, numbers of at most 38 digits between 1E-130 and 9.99E125, keys that are not empty and
 * at most 2,048 (partition) or 1,024 (sort) bytes, text without lone surrogates, maps without an empty key. Numbers come
 * back without trailing zeros: {@code 1.0} as {@code 1}.
 *
 * @param <T> the record
 */
public interface Table<T> {

    /** {@return the specification that the table was made of} */
    TableSpec<T> spec();

    /**
     * Reads a record, consistently.
     *
     * @param key its key
     * @return the record, or empty if there is none
     */
    Optional<T> get(Key key);

    /**
     * Reads a record.
     *
     * @param key its key
     * @param consistency how fresh it has to be
     * @return the record, or empty if there is none
     */
    Optional<T> get(Key key, Consistency consistency);

    /**
     * Reads any number of records, consistently, but not all at the same moment: in batches of 100.
     *
     * @param keys their keys; one that comes twice is read once
     * @return those that there are, by their keys, in the order in which they were asked for
     * @throws StoreException.Throttled if the engine has left out some, again and again
     */
    Map<Key, T> getAll(Collection<Key> keys);

    /**
     * Writes a record whose key is not taken.
     *
     * @param record the record; what its version component holds does not matter
     * @return the record that was given, with version 1 if the table has versions
     * @throws StoreException.ConditionFailed if there is a record with this key; it is the current value
     */
    T insert(T record);

    /**
     * Writes a record, whether or not there is one with its key. All of the older one is replaced.
     *
     * @param record the record; what its version component holds does not matter
     * @return the record that was given, with the next version if the table has versions
     */
    T put(T record);

    /**
     * Writes a record in place of the one it was made from.
     *
     * @param record the record, with the version that it was read with
     * @return the record that was given, with the next version
     * @throws StoreException.ConditionFailed if there is none with this key, or one of another version
     * @throws IllegalStateException if the table has no version component
     */
    T replace(T record);

    /**
     * Writes a record in place of one of which a condition holds, whatever their versions are.
     *
     * @param record the record; what its version component holds does not matter
     * @param condition what has to hold
     * @return the record, with the next version if the table has versions
     * @throws StoreException.ConditionFailed if it does not hold, or there is no record with this key
     * @throws IllegalArgumentException if the condition does not fit the table
     */
    T replace(T record, Condition condition);

    /**
     * Writes a record if a condition holds of the one that is stored with its key.
     *
     * @param record the record; what its version component holds does not matter
     * @param condition what has to hold; where there is no record, all components are missing
     * @return the record that was given, with the next version if the table has versions
     * @throws StoreException.ConditionFailed if it does not hold
     * @throws IllegalArgumentException if the condition does not fit the table
     */
    T put(T record, Condition condition);

    /**
     * Changes components of a record without reading it. Counters that many write at once are kept by {@link Update#add}.
     *
     * @param key its key
     * @param update the changes
     * @return the record as it is stored now, with the next version if the table has versions
     * @throws StoreException.ConditionFailed if there is none with this key and the update does not insert it
     * @throws IllegalArgumentException if the update does not fit the table
     * @throws io.anyport.mapping.InvalidInput if a value is beyond a limit, or a number would be beyond its type
     */
    T update(Key key, Update update);

    /**
     * Changes components of a record if a condition holds of it.
     *
     * @param key its key
     * @param update the changes
     * @param condition what has to hold; where there is no record, all components are missing
     * @return the record as it is stored now, with the next version if the table has versions
     * @throws StoreException.ConditionFailed if it does not hold, or there is no record and the update does not insert it
     * @throws IllegalArgumentException if the update or the condition does not fit the table
     * @throws io.anyport.mapping.InvalidInput if a value is beyond a limit, or a number would be beyond its type
     */
    T update(Key key, Update update, Condition condition);

    /**
     * Makes any number of puts and deletes, in batches of 25. It is no transaction: when it fails, some of them may have
     * been made. On DynamoDB, each record of a table with versions is a request of its own.
     *
     * @param writes puts and deletes without conditions, of different records of this table
     * @throws StoreException.Throttled if the engine has left out some, again and again
     * @throws IllegalArgumentException if one is of another kind or table, or two are of one record
     */
    void writeAll(Collection<Write<T>> writes);

    /**
     * Removes the records that have expired, for an application to do now and then. They count as absent all along;
     * this is about space. DynamoDB does it by itself, and there it does nothing.
     *
     * @return how many were removed
     */
    long removeExpired();

    /**
     * Deletes a record, if there is one.
     *
     * @param key its key
     * @return whether there was one
     */
    boolean delete(Key key);

    /**
     * Deletes a record if a condition holds of it.
     *
     * @param key its key
     * @param condition what has to hold; where there is no record, all components are missing
     * @return whether there was one
     * @throws StoreException.ConditionFailed if it does not hold
     * @throws IllegalArgumentException if the condition does not fit the table
     */
    boolean delete(Key key, Condition condition);

    /**
     * Deletes a record, unless it has been written since it was read.
     *
     * @param record the record, with the version that it was read with
     * @throws StoreException.ConditionFailed if there is none with this key, or one of another version
     * @throws IllegalStateException if the table has no version component
     */
    void delete(T record);

    /**
     * Reads a page of the records of one partition, in the order of their sort keys: text by its UTF-8 bytes, numbers by
     * value, binary by unsigned bytes. Records with equal sort keys of an index come in an order of the engine's own.
     *
     * <p>A page ends after the range's limit, or with the record that makes it larger than 1 MiB. It may be shorter than
     * that, even empty, and still have a next one. On the table a query sees every write answered before; an index may
     * be late. A page is no snapshot: what others write while it is read may be on it or not.
     *
     * @param range the partition, and what to read of it
     * @return the page
     * @throws io.anyport.mapping.InvalidInput if the range's cursor is not one that the same query has answered
     * @throws IllegalArgumentException if the range does not fit the table
     */
    Page<T> query(Range range);

    /**
     * Reads all records of a range, page after page, as the stream is consumed; the range's limit is the size of a page.
     *
     * @param range the partition, and what to read of it
     * @return a lazy stream, which throws what {@link #query} does, and need not be closed
     */
    default Stream<T> stream(Range range) {
        return Stream.iterate(
                        Optional.of(query(range)),
                        Optional::isPresent,
                        page -> page.flatMap(Page::next).map(cursor -> query(range.after(cursor))))
                .flatMap(page -> page.orElseThrow().items().stream());
    }
}
