package io.anyport.store;

import java.util.Objects;

/**
 * One of the records that {@link Store#transactGet} reads.
 *
 * @param spec its table
 * @param key its key
 * @param <T> the record
 */
public record Get<T>(TableSpec<T> spec, Key key) {

    /**
     * Refuses nulls.
     *
     * @param spec its table
     * @param key its key
     */
    public Get {
        Objects.requireNonNull(spec, "spec");
        Objects.requireNonNull(key, "key");
    }

    /**
     * A read of one record.
     *
     * @param spec its table
     * @param key its key
     * @param <T> the record
     * @return the read
     */
    public static <T> Get<T> of(TableSpec<T> spec, Key key) {
        return new Get<>(spec, key);
    }
}
