package io.anyport.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.List;
import java.util.Objects;
import java.util.Optional;

/**
 * An event of a bus.
 *
 * @param id the bus's id of the event
 * @param source who put it on the bus, such as {@code aws.ec2}
 * @param detailType what kind of event it is, such as {@code EC2 Instance State-change Notification}
 * @param detail the event itself, as a JSON document; logic with {@code Object} as its input gets it as a neutral one
 * @param time when it happened
 * @param resources what it is about, on AWS as ARNs
 */
public record BusDelivery(
        String id, String source, String detailType, String detail, Optional<Instant> time, List<String> resources)
        implements Delivery {

    /**
     * Refuses nulls, and an empty id.
     *
     * @param id the bus's id of the event
     * @param source who put it on the bus
     * @param detailType what kind of event it is
     * @param detail the event itself
     * @param time when it happened
     * @param resources what it is about
     */
    public BusDelivery {
        Batch.requireId(id);
        Objects.requireNonNull(source, "source");
        Objects.requireNonNull(detailType, "detailType");
        Objects.requireNonNull(detail, "detail");
        resources = List.copyOf(resources);
    }

    /**
     * An event without a time and resources.
     *
     * @param id the bus's id of the event
     * @param source who put it on the bus
     * @param detailType what kind of event it is
     * @param detail the event itself, as a JSON document
     * @return the event
     * @throws IllegalArgumentException if the id is empty
     */
    public static BusDelivery of(String id, String source, String detailType, String detail) {
        return new BusDelivery(id, source, detailType, detail, Optional.empty(), List.of());
    }

    @Override
    public byte[] content() {
        return detail.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return the id only} */
    @Override
    public String toString() {
        return "bus event " + id;
    }
}
