package io.anyport.store;

import io.anyport.Resource;
import java.util.List;

/**
 * A place that keeps tables of records. Thread-safe; made once, shared by everything, closed when the application ends. As a
 * resource of the application it closes its connections before a snapshot, and has new ones after a restore, and a server that
 * has it among the resources of its application is ready only while it answers.
 */
public interface Store extends AutoCloseable, Resource {

    /**
     * The table that a specification describes. It does not touch the engine; make it once and keep it.
     *
     * @param spec the table, with its key
     * @param <T> the record
     * @return the table
     * @throws IllegalArgumentException if the specification has no key, or contradicts one of the same name that this
     *     store has already seen
     */
    <T> Table<T> table(TableSpec<T> spec);

    /**
     * Makes writes to any tables of this store, all of them or none.
     *
     * <p>If several of them cannot be made, the failure is that of the first in the list.
     *
     * @param writes 1 to 100 writes and checks, of different records, which leave at most 4 MiB in all
     * @throws StoreException.ConditionFailed if the condition of one does not hold; nothing was written
     * @throws IllegalArgumentException if there are none, more, or two of one record
     * @throws io.anyport.mapping.InvalidInput if a record is beyond a limit
     */
    void transact(List<? extends Write<?>> writes);

    /**
     * Makes writes, all of them or none, and at most once: for 10 minutes the same token makes the same writes do nothing,
     * so that a caller who does not know whether they were made can ask again.
     *
     * @param token 1 to 36 visible ASCII characters, such as the key that a client gives its request; unique in the store
     * @param writes as for {@link #transact(List)}; at most 99 if one of their tables has an expiry
     * @throws StoreException.ConditionFailed if the condition of one does not hold; nothing was written, and the token is
     *     as good as new
     * @throws IllegalArgumentException as for {@link #transact(List)}, or if the token stands for other writes
     * @throws io.anyport.mapping.InvalidInput if a record is beyond a limit
     */
    void transact(String token, List<? extends Write<?>> writes);

    /**
     * Makes writes, all of them or none.
     *
     * @param writes as for {@link #transact(List)}
     */
    default void transact(Write<?>... writes) {
        transact(List.of(writes));
    }

    /**
     * Makes writes, all of them or none, and at most once.
     *
     * @param token as for {@link #transact(String, List)}
     * @param writes as for {@link #transact(String, List)}
     */
    default void transact(String token, Write<?>... writes) {
        transact(token, List.of(writes));
    }

    /**
     * Reads records of any tables as they are at one moment.
     *
     * @param gets 1 to 100 reads of different records
     * @return what there was
     * @throws IllegalArgumentException if there are none, more, or two of one record
     */
    Snapshot transactGet(List<? extends Get<?>> gets);

    /**
     * Reads records of any tables as they are at one moment.
     *
     * @param gets 1 to 100 reads of different records
     * @return what there was
     */
    default Snapshot transactGet(Get<?>... gets) {
        return transactGet(List.of(gets));
    }

    /** Frees what the store holds. Its tables must not be used any more. Closing twice does nothing. */
    @Override
    void close();
}
