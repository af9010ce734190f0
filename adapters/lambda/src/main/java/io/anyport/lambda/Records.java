package io.anyport.lambda;

import io.anyport.Invocation;
import io.anyport.event.Batch;
import io.anyport.event.Delivery;
import io.anyport.json.JsonParser;
import io.anyport.json.JsonToken;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Reads a list of records in the pass that recognises the event, whatever the order of their fields. */
final class Records {

    private final FieldReader fields;
    private final List<EventRecord> records = new ArrayList<>();

    private Records(FieldReader fields) {
        this.fields = fields;
    }

    /** {@return what was read at the current token; null if it is no list} */
    static @Nullable Records read(JsonParser parser) {
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            parser.skipChildren();
            return null;
        }
        var records = new Records(new FieldReader(parser));
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.START_OBJECT) {
                records.records.add(records.readRecord());
            } else {
                records.fields.refuse("Records[]");
            }
        }
        return records;
    }

    private EventRecord readRecord() {
        var record = new EventRecord();
        var parser = fields.parser;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "eventSource", "EventSource" -> record.eventSource = fields.name("Records[].eventSource");
                case "eventSourceARN" -> record.arn = fields.name("Records[].eventSourceARN");
                case "eventName" -> record.eventName = fields.name("Records[].eventName");
                case "eventTime" -> record.eventTime = fields.text("Records[].eventTime");
                case "messageId" -> record.messageId = fields.name("Records[].messageId");
                case "body" -> record.body = fields.text("Records[].body");
                case "attributes" -> record.attributes = fields.texts("Records[].attributes");
                case "messageAttributes" -> record.messageAttributes = SqsRecord.attributes(fields);
                case "Sns" -> record.sns = SnsRecord.read(fields);
                case "s3" -> record.s3 = S3Record.read(fields);
                case "responseElements" -> record.requestId = S3Record.requestId(fields);
                case "dynamodb" -> record.dynamoDb = DynamoDbRecord.read(fields);
                case "userIdentity" -> record.principal = DynamoDbRecord.principal(fields);
                case "kinesis" -> record.kinesis = KinesisRecord.read(fields);
                default -> parser.skipChildren();
            }
        }
        return record;
    }

    /** {@return the format of the first record, which all others have to be of; null if it is none that is known} */
    @Nullable
    RecordFormat format() {
        String source = records.isEmpty() ? null : records.get(0).eventSource;
        return source == null ? null : RecordFormat.of(source);
    }

    /** {@return a service that records name as their source and none knows; null if there is none such} */
    @Nullable
    String foreign() {
        for (var record : records) {
            if (record.eventSource != null && RecordFormat.of(record.eventSource) == null) {
                return record.eventSource;
            }
        }
        return null;
    }

    /**
     * The batch that the records are.
     *
     * @throws EventException if there is one without which, or without an id, nothing can be said of it
     */
    Batch batch(RecordFormat format, Invocation invocation) {
        if (fields.fault != null) {
            throw format.refuse(fields.fault);
        }
        var first = records.get(0);
        var deliveries = new ArrayList<Delivery>(records.size());
        for (var record : records) {
            if (!isAlike(record, first, format)) {
                throw format.refuse("Records[].eventSourceARN (all must be of one source)");
            }
            deliveries.add(format.delivery(record));
        }
        return new Batch(format.source(first), deliveries, invocation);
    }

    /** Notifications have no field for their source, but it is in what they are about. */
    private boolean isAlike(EventRecord record, EventRecord first, RecordFormat format) {
        return Objects.equals(record.eventSource, format.eventSource())
                && Objects.equals(record.arn, first.arn)
                && (record.arn != null
                        || record == first
                        || format.source(record).equals(format.source(first)));
    }
}
