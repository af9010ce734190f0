package io.anyport.store;

import java.util.HashMap;
import java.util.Map;
import java.util.Optional;

/** Records as they were at one moment. Immutable. */
public final class Snapshot {

    private final Map<Get<?>, Optional<?>> records;

    private Snapshot(Map<Get<?>, Optional<?>> records) {
        this.records = records;
    }

    /**
     * Made by engines.
     *
     * @param records what was found for each read
     * @return the snapshot
     */
    public static Snapshot of(Map<Get<?>, Optional<?>> records) {
        return new Snapshot(new HashMap<>(records));
    }

    /**
     * A record of the snapshot.
     *
     * @param get what {@link Store#transactGet} was called with
     * @param <T> the record
     * @return the record, or empty if there was none
     * @throws IllegalArgumentException if it was not called with this
     */
    public <T> Optional<T> get(Get<T> get) {
        var found = records.get(get);
        if (found == null) {
            throw new IllegalArgumentException("table " + get.spec().name() + ", key " + get.key() + " was not read");
        }
        return found.map(get.spec().mapper().type()::cast);
    }
}
