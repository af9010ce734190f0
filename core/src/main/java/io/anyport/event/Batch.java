package io.anyport.event;

import io.anyport.Invocation;
import java.util.List;
import java.util.Objects;

/**
 * Deliveries of one source that have come together, in its order. Immutable, and thread-safe.
 *
 * @param source where all of them are from
 * @param deliveries at least one, which differ in their ids unless a source delivers one twice
 * @param invocation what brought them
 */
public record Batch(Source source, List<Delivery> deliveries, Invocation invocation) {

    /**
     * Refuses nulls and a batch of nothing.
     *
     * @param source where all of them are from
     * @param deliveries at least one
     * @param invocation what brought them
     * @throws IllegalArgumentException if there is no delivery
     */
    public Batch {
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(invocation, "invocation");
        deliveries = List.copyOf(deliveries);
        if (deliveries.isEmpty()) {
            throw new IllegalArgumentException("deliveries must not be empty");
        }
    }

    /**
     * A batch as a test makes it.
     *
     * @param source where all of them are from
     * @param deliveries at least one
     * @return a batch that no target brought
     * @throws IllegalArgumentException if there is no delivery
     */
    public static Batch of(Source source, Delivery... deliveries) {
        return new Batch(source, List.of(deliveries), Invocation.local());
    }

    /**
     * A batch of messages as a test makes it.
     *
     * @param name of the queue
     * @param messages at least one
     * @return a batch that no target brought
     * @throws IllegalArgumentException if there is no message
     */
    public static Batch ofQueue(String name, QueueDelivery... messages) {
        return of(Source.of(Source.Kind.QUEUE, name), messages);
    }

    /**
     * A copy with what brought it.
     *
     * @param other what brought it
     * @return the copy
     */
    public Batch withInvocation(Invocation other) {
        return new Batch(source, deliveries, other);
    }

    /** A failure without an id could not be told. */
    static void requireId(String id) {
        if (id.isEmpty()) {
            throw new IllegalArgumentException("id of a delivery must not be empty");
        }
    }

    /** {@return the source and how many deliveries there are} */
    @Override
    public String toString() {
        return source + ", " + deliveries.size() + " deliveries";
    }
}
