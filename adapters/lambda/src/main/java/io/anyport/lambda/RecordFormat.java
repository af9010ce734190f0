package io.anyport.lambda;

import io.anyport.event.Delivery;
import io.anyport.event.Source;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** The wire format of a service's records: two conversions, from a record to its source and to a delivery. */
interface RecordFormat {

    /** {@return the format of a service's records; null if the service is none that is known} */
    static @Nullable RecordFormat of(String eventSource) {
        return switch (eventSource) {
            case "aws:sqs" -> SqsRecord.FORMAT;
            case "aws:sns" -> SnsRecord.FORMAT;
            case "aws:s3" -> S3Record.FORMAT;
            case "aws:dynamodb" -> DynamoDbRecord.FORMAT;
            case "aws:kinesis" -> KinesisRecord.FORMAT;
            default -> null;
        };
    }

    /** {@return what records of this format name as their source} */
    String eventSource();

    /** {@return what an event of such records is called} */
    String title();

    /** {@return what an invocation by them has as its target} */
    default String target() {
        return "lambda:" + eventSource().substring("aws:".length());
    }

    /**
     * Where a record is from.
     *
     * @throws EventException if it does not say
     */
    Source source(EventRecord record);

    /**
     * What a record delivers.
     *
     * @throws EventException if it is not complete
     */
    Delivery delivery(EventRecord record);

    /** {@return what the service is told that a record has failed by; null if that cannot be read, or it cannot be told} */
    default @Nullable String failureId(EventRecord record) {
        return null;
    }

    /** {@return the source of a name; an ARN that is none, as in samples, is a name itself} */
    default Source source(Source.Kind kind, @Nullable String name, @Nullable String arn, String field) {
        return new Source(kind, required(name == null ? arn : name, field), Optional.ofNullable(arn));
    }

    /** {@return a value that must be there} */
    default <T> T required(@Nullable T value, String field) {
        if (value == null) {
            throw refuse(field);
        }
        return value;
    }

    /** {@return the refusal of an event that has something else in a field, or nothing} */
    default EventException refuse(String field) {
        return new EventException(
                "the event is " + title() + ", but its " + field + " is missing or not what it should be");
    }
}
