package io.anyport.store;

/**
 * A place that keeps tables of records. Thread-safe; made once, shared by everything, closed when the application ends.
 */
public interface Store extends AutoCloseable {

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

    /** Frees what the store holds. Its tables must not be used any more. Closing twice does nothing. */
    @Override
    void close();
}
