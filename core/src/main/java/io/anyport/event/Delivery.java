package io.anyport.event;

import java.util.Optional;

/**
 * One thing that a source has delivered. Every source delivers at least once: the same delivery may come again, with the same id.
 * Immutable, and thread-safe; its text form never has what is delivered in it.
 */
public sealed interface Delivery
        permits QueueDelivery,
                TopicDelivery,
                BusDelivery,
                ScheduleDelivery,
                ObjectDelivery,
                ChangeDelivery,
                StreamDelivery {

    /** {@return the id by which its source knows it, and by which a failure is told; of a table or a stream the sequence number} */
    String id();

    /** {@return what typed logic is read from, as the sender wrote it; empty for objects and changes, which are their own content} */
    default byte[] content() {
        return new byte[0];
    }

    /** {@return what it must be handled in order with, such as a group of a FIFO queue; empty if there is no order} */
    default Optional<String> order() {
        return Optional.empty();
    }

    /** {@return the trace that it was sent in, as the header that carries it} */
    default Optional<String> trace() {
        return Optional.empty();
    }
}
