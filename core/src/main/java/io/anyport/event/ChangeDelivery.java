package io.anyport.event;

import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A change of a record in a table. The records are neutral documents ({@link io.anyport.mapping.Document}); sets are lists in them.
 *
 * @param id its number in the order of changes
 * @param change what has happened
 * @param key the components of the record's key
 * @param before the record as it was; empty for a new one, and if the stream does not carry old records
 * @param after the record as it is; empty for one that is gone, and if the stream does not carry new records
 * @param isExpiry whether it is gone because its time was over, and nobody deleted it
 * @param time when it happened, to the second or so
 */
public record ChangeDelivery(
        String id,
        Change change,
        Map<String, @Nullable Object> key,
        Optional<Map<String, @Nullable Object>> before,
        Optional<Map<String, @Nullable Object>> after,
        boolean isExpiry,
        Optional<Instant> time)
        implements Delivery {

    /** What has happened to a record. */
    public enum Change {
        /** There was none, and is one now. */
        INSERT,
        /** It is another one now. */
        MODIFY,
        /** There is none any more. */
        REMOVE
    }

    /**
     * Refuses nulls, and an empty id.
     *
     * @param id its number in the order of changes
     * @param change what has happened
     * @param key the components of the record's key
     * @param before the record as it was
     * @param after the record as it is
     * @param isExpiry whether its time was over
     * @param time when it happened
     */
    public ChangeDelivery {
        Batch.requireId(id);
        Objects.requireNonNull(change, "change");
        Objects.requireNonNull(key, "key");
    }

    /** {@return one order for all changes of a batch, which is of one shard} */
    @Override
    public Optional<String> order() {
        return StreamDelivery.SHARD;
    }

    /** {@return the change and its number only} */
    @Override
    public String toString() {
        return "change " + id + " " + change;
    }
}
