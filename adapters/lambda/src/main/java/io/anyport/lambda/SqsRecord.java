package io.anyport.lambda;

import io.anyport.event.Delivery;
import io.anyport.event.QueueDelivery;
import io.anyport.event.Source;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Messages of SQS (AWS Lambda Developer Guide, "Using Lambda with Amazon SQS"). */
final class SqsRecord implements RecordFormat {

    static final RecordFormat FORMAT = new SqsRecord();

    private SqsRecord() {}

    @Override
    public String eventSource() {
        return "aws:sqs";
    }

    @Override
    public String title() {
        return "an SQS batch";
    }

    @Override
    public Source source(EventRecord record) {
        return source(Source.Kind.QUEUE, Arn.resource(record.arn), record.arn, "Records[].eventSourceARN");
    }

    @Override
    public Delivery delivery(EventRecord record) {
        var known = record.attributes;
        String body = required(record.body, "Records[].body");
        if (String.valueOf(record.arn).endsWith(".fifo")) { // without these nobody could keep the order
            required(known.get("MessageGroupId"), "Records[].attributes.MessageGroupId");
            required(known.get("SequenceNumber"), "Records[].attributes.SequenceNumber");
        }
        return new QueueDelivery(
                required(record.messageId, "Records[].messageId"),
                body,
                record.messageAttributes,
                count(known.get("ApproximateReceiveCount")),
                Times.millis(known.get("SentTimestamp")),
                Optional.ofNullable(known.get("MessageGroupId")),
                Optional.ofNullable(known.get("SequenceNumber")),
                Optional.ofNullable(SnsRecord.inside(body)),
                Optional.ofNullable(known.get("AWSTraceHeader")));
    }

    @Override
    public @Nullable String failureId(EventRecord record) {
        return record.messageId;
    }

    private static int count(@Nullable String text) {
        try {
            return text == null ? 1 : Math.max(1, Integer.parseInt(text));
        } catch (NumberFormatException malformed) {
            return 1;
        }
    }

    /** {@return the sender's attributes: texts, numbers as texts, bytes in base64 as they are} */
    static Map<String, String> attributes(FieldReader fields) {
        String field = "Records[].messageAttributes";
        var attributes = new HashMap<String, String>();
        if (fields.isObject(field)) {
            for (String name = fields.parser.nextName(); name != null; name = fields.parser.nextName()) {
                fields.parser.nextToken();
                String value = fields.isObject(field + ".*") ? attribute(fields) : null;
                if (value != null) {
                    attributes.put(name, value);
                }
            }
        }
        return attributes;
    }

    private static @Nullable String attribute(FieldReader fields) {
        String value = null;
        for (String name = fields.parser.nextName(); name != null; name = fields.parser.nextName()) {
            fields.parser.nextToken();
            if (name.equals("stringValue") || name.equals("binaryValue")) {
                String text = fields.text("Records[].messageAttributes.*." + name);
                value = text == null ? value : text;
            } else {
                fields.parser.skipChildren();
            }
        }
        return value;
    }
}
