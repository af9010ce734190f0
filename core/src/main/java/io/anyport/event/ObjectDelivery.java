package io.anyport.event;

import java.time.Instant;
import java.util.Objects;
import java.util.Optional;
import java.util.OptionalLong;

/**
 * A notification of what has happened to an object in a bucket.
 *
 * @param id of the notification, the same if it comes again; it begins with the platform's id of the request that caused it, which may be
 *     one for many objects
 * @param name what has happened, such as {@code ObjectCreated:Put} or {@code ObjectRemoved:Delete}
 * @param bucket the bucket
 * @param key the object's key, decoded
 * @param size of the object in bytes; empty if it is gone
 * @param eTag the tag of its content
 * @param version of the object in a bucket that keeps versions
 * @param sequencer a hexadecimal number that is larger for what happened later to the same key
 * @param time when it happened
 */
public record ObjectDelivery(
        String id,
        String name,
        String bucket,
        String key,
        OptionalLong size,
        Optional<String> eTag,
        Optional<String> version,
        Optional<String> sequencer,
        Optional<Instant> time)
        implements Delivery {

    /**
     * Refuses nulls, and an empty id.
     *
     * @param id the platform's id of what caused it
     * @param name what has happened
     * @param bucket the bucket
     * @param key the object's key, decoded
     * @param size of the object in bytes
     * @param eTag the tag of its content
     * @param version of the object
     * @param sequencer what tells the order of notifications about a key
     * @param time when it happened
     */
    public ObjectDelivery {
        Batch.requireId(id);
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(bucket, "bucket");
        Objects.requireNonNull(key, "key");
    }

    /**
     * A notification that says no more than what has happened to what.
     *
     * @param id the platform's id of what caused it
     * @param name what has happened, such as {@code ObjectCreated:Put}
     * @param bucket the bucket
     * @param key the object's key, decoded
     * @return the notification
     * @throws IllegalArgumentException if the id is empty
     */
    public static ObjectDelivery of(String id, String name, String bucket, String key) {
        return new ObjectDelivery(
                id,
                name,
                bucket,
                key,
                OptionalLong.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /** {@return the id and what has happened, without the key} */
    @Override
    public String toString() {
        return "object notification " + id + " " + name;
    }
}
