package io.anyport.lambda;

import io.anyport.json.JsonParser;
import io.anyport.json.JsonToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads a list of records in the pass that recognises the event, whatever the order of their fields. */
final class Records {

    private final FieldReader fields;
    private final List<EventRecord> records = new ArrayList<>();
    private boolean isMixed;

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
                records.fields.parser.skipChildren();
                records.isMixed = true;
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
        record.fault = fields.fault;
        fields.fault = null;
        return record;
    }

    /** {@return the format of the first record, which all others have to be of; null if it is none that is known} */
    @Nullable
    RecordFormat format() {
        String source = records.isEmpty() ? null : records.get(0).eventSource;
        return source == null ? null : RecordFormat.of(source);
    }

    /** {@return whether any record says where it is from: then they are no input of an operation} */
    boolean isDelivery() {
        for (var record : records) {
            if (record.eventSource != null || record.arn != null) {
                return true;
            }
        }
        return false;
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
     * What the records come to.
     *
     * @param id of the invocation, for the log
     * @throws EventException if there is one without which, or without an id, nothing can be said of it
     */
    RecordBatch batch(RecordFormat format, String id) {
        if (isMixed) {
            throw format.refuse("Records[]");
        }
        return RecordBatch.of(records, format, id);
    }
}
