package io.anyport.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A message of a queue.
 *
 * @param id the queue's id of the message
 * @param body its text
 * @param attributes the sender's own; numbers as their text, bytes in base64 (RFC 4648, section 4)
 * @param receiveCount how often it was delivered, this time included; 1 if the queue does not say
 * @param sent when it was sent
 * @param group in which it is ordered on a FIFO queue, or shares fairly on another one
 * @param sequence its number in the order of a FIFO queue; empty on a queue without order
 * @param notification what the body is if a topic has put it there, not in raw form
 * @param traced the trace that it was sent in, as the platform knows it
 */
public record QueueDelivery(
        String id,
        String body,
        Map<String, String> attributes,
        int receiveCount,
        Optional<Instant> sent,
        Optional<String> group,
        Optional<String> sequence,
        Optional<TopicDelivery> notification,
        Optional<String> traced)
        implements Delivery {

    /**
     * Refuses nulls, and an empty id.
     *
     * @param id the queue's id of the message
     * @param body its text
     * @param attributes the sender's own
     * @param receiveCount how often it was delivered, this time included
     * @param sent when it was sent
     * @param group in which it is ordered
     * @param sequence its number in the order
     * @param notification what a topic has put there
     * @param traced the trace that it was sent in
     */
    public QueueDelivery {
        Batch.requireId(id);
        Objects.requireNonNull(body, "body");
        attributes = Map.copyOf(attributes);
    }

    /**
     * A message as a queue without order delivers it for the first time.
     *
     * @param id the queue's id of the message
     * @param body its text
     * @return the message
     * @throws IllegalArgumentException if the id is empty
     */
    public static QueueDelivery of(String id, String body) {
        return new QueueDelivery(
                id,
                body,
                Map.of(),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
    }

    /**
     * A copy as a FIFO queue delivers it.
     *
     * @param name of the group that it is ordered in
     * @param number its number in the order
     * @return the copy
     */
    public QueueDelivery inGroup(String name, String number) {
        return new QueueDelivery(
                id, body, attributes, receiveCount, sent, Optional.of(name), Optional.of(number), notification, traced);
    }

    /** {@return what the sender wrote: the body, or what a topic has put around it taken off} */
    @Override
    public byte[] content() {
        return notification.isPresent() ? notification.get().content() : body.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return the group, on a FIFO queue} */
    @Override
    public Optional<String> order() {
        return sequence.isPresent() ? group : Optional.empty();
    }

    @Override
    public Optional<String> trace() {
        String traceparent = attributes.get("traceparent");
        return traceparent == null ? traced : Optional.of(traceparent);
    }

    /** {@return the id only} */
    @Override
    public String toString() {
        return "message " + id;
    }
}
