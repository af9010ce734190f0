package io.anyport.event;

import java.util.Locale;
import java.util.Objects;
import java.util.Optional;

/**
 * Where deliveries come from. Immutable.
 *
 * @param kind what it is
 * @param name by which applications bind it: of a queue, a topic, a bucket, a table or a stream its name; of a schedule that of the rule
 *     or the schedule; of a bus what its events name as their source, such as {@code aws.ec2}
 * @param arn the platform's own name for it; empty in a test, and for a bus, which its events do not tell
 */
public record Source(Kind kind, String name, Optional<String> arn) {

    /** What deliveries come from. */
    public enum Kind {
        /** A queue, such as SQS has them. */
        QUEUE(true),
        /** A topic with subscribers, such as SNS has them. */
        TOPIC(false),
        /** A bus of events, such as EventBridge has them. */
        BUS(false),
        /** A clock. */
        SCHEDULE(false),
        /** A store of objects, such as S3 has them. */
        BUCKET(false),
        /** The changes of a table's records, in order. */
        TABLE(true),
        /** A stream of records in order, such as Kinesis has them. */
        STREAM(true);

        private final boolean isPartial;

        Kind(boolean isPartial) {
            this.isPartial = isPartial;
        }

        /** {@return whether single deliveries of a batch can fail; else a failure fails the whole of it} */
        public boolean isPartial() {
            return isPartial;
        }

        /** {@return the kind in lower case, as it stands in errors and logs} */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Refuses nulls and empty names.
     *
     * @param kind what it is
     * @param name by which applications bind it
     * @param arn the platform's own name for it
     * @throws IllegalArgumentException if the name is empty
     */
    public Source {
        Objects.requireNonNull(kind, "kind");
        Objects.requireNonNull(arn, "arn");
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name of a " + kind + " must not be empty");
        }
    }

    /**
     * A source without a platform.
     *
     * @param kind what it is
     * @param name by which applications bind it
     * @return the source
     * @throws IllegalArgumentException if the name is empty
     */
    public static Source of(Kind kind, String name) {
        return new Source(kind, name, Optional.empty());
    }

    /** {@return the kind and the name} */
    @Override
    public String toString() {
        return kind + " " + name;
    }
}
