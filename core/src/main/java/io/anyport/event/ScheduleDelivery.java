package io.anyport.event;

import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.util.Objects;
import java.util.Optional;

/**
 * A tick of a schedule.
 *
 * @param id the platform's id of the tick
 * @param time for when it was planned
 * @param detail a JSON document that goes with it; {@code {}} if there is none
 */
public record ScheduleDelivery(String id, Optional<Instant> time, String detail) implements Delivery {

    /**
     * Refuses nulls, and an empty id.
     *
     * @param id the platform's id of the tick
     * @param time for when it was planned
     * @param detail a document that goes with it
     */
    public ScheduleDelivery {
        Batch.requireId(id);
        Objects.requireNonNull(detail, "detail");
    }

    /**
     * A tick without a detail.
     *
     * @param id the platform's id of the tick
     * @param time for when it was planned
     * @return the tick
     * @throws IllegalArgumentException if the id is empty
     */
    public static ScheduleDelivery of(String id, Instant time) {
        return new ScheduleDelivery(id, Optional.of(time), "{}");
    }

    @Override
    public byte[] content() {
        return detail.getBytes(StandardCharsets.UTF_8);
    }

    /** {@return the id only} */
    @Override
    public String toString() {
        return "tick " + id;
    }
}
