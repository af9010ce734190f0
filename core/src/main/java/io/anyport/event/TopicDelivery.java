package io.anyport.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/**
 * A notification of a topic.
 *
 * @param id the topic's id of the notification, which all its subscribers see
 * @param topic the topic's own name on its platform, an ARN on AWS
 * @param subject empty if there is none
 * @param body its text
 * @param attributes the sender's own; bytes in base64 (RFC 4648, section 4), lists as JSON
 * @param sent when it was published
 */
public record TopicDelivery(
        String id,
        String topic,
        Optional<String> subject,
        String body,
        Map<String, String> attributes,
        Optional<Instant> sent)
        implements Delivery {

    /**
     * Refuses nulls, and an empty id.
     *
     * @param id the topic's id of the notification
     * @param topic the topic's own name on its platform
     * @param subject empty if there is none
     * @param body its text
     * @param attributes the sender's own
     * @param sent when it was published
     */
    public TopicDelivery {
        Batch.requireId(id);
        Objects.requireNonNull(topic, "topic");
        Objects.requireNonNull(body, "body");
        attributes = Map.copyOf(attributes);
    }

    /**
     * A notification without a subject and attributes.
     *
     * @param id the topic's id of the notification
     * @param topic the topic's name
     * @param body its text
     * @return the notification
     * @throws IllegalArgumentException if the id is empty
     */
    public static TopicDelivery of(String id, String topic, String body) {
        return new TopicDelivery(id, topic, Optional.empty(), body, Map.of(), Optional.empty());
    }

    @Override
    public byte[] content() {
        return body.getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public Optional<String> trace() {
        return Optional.ofNullable(attributes.get("traceparent"));
    }

    /** {@return the id only} */
    @Override
    public String toString() {
        return "notification " + id;
    }
}
