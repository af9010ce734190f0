package io.anyport.event;

import java.time.Instant;
import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A record of a stream.
 *
 * @param id its sequence number
 * @param partitionKey what has put it into its shard
 * @param data its bytes
 * @param time when it arrived in the stream
 */
@SuppressWarnings("ArrayRecordComponent") // copied on its way in and out, and compared by what is in it
public record StreamDelivery(String id, String partitionKey, byte[] data, Optional<Instant> time) implements Delivery {

    static final Optional<String> SHARD = Optional.of("");

    /**
     * Refuses nulls, and an empty id; copies the bytes.
     *
     * @param id its sequence number
     * @param partitionKey what has put it into its shard
     * @param data its bytes
     * @param time when it arrived in the stream
     */
    public StreamDelivery {
        Batch.requireId(id);
        Objects.requireNonNull(partitionKey, "partitionKey");
        data = data.clone();
    }

    /** {@return its bytes; a fresh array} */
    @Override
    public byte[] data() {
        return data.clone();
    }

    @Override
    public byte[] content() {
        return data.clone();
    }

    /** {@return one order for all records of a batch, which is of one shard} */
    @Override
    public Optional<String> order() {
        return SHARD;
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof StreamDelivery that
                && id.equals(that.id)
                && partitionKey.equals(that.partitionKey)
                && Arrays.equals(data, that.data)
                && time.equals(that.time);
    }

    @Override
    public int hashCode() {
        return id.hashCode();
    }

    /** {@return the sequence number only} */
    @Override
    public String toString() {
        return "stream record " + id;
    }
}
