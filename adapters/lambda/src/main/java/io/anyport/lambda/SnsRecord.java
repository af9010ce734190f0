package io.anyport.lambda;

import io.anyport.event.Delivery;
import io.anyport.event.Source;
import io.anyport.event.TopicDelivery;
import io.anyport.json.JsonException;
import io.anyport.json.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.HashMap;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * Notifications of SNS (AWS Lambda Developer Guide, "Invoking Lambda functions with Amazon SNS notifications"), which look the same in the
 * body of a message of SQS.
 */
final class SnsRecord {

    static final RecordFormat FORMAT = new Format();

    private final Map<String, String> attributes = new HashMap<>();
    private @Nullable String type;
    private @Nullable String id;
    private @Nullable String topic;
    private @Nullable String subject;
    private @Nullable String message;
    private @Nullable String time;

    private SnsRecord() {}

    static @Nullable SnsRecord read(FieldReader fields) {
        if (!fields.isObject("Records[].Sns")) {
            return null;
        }
        var record = new SnsRecord();
        for (String name = fields.parser.nextName(); name != null; name = fields.parser.nextName()) {
            fields.parser.nextToken();
            switch (name) {
                case "Type" -> record.type = fields.text("Records[].Sns.Type");
                case "MessageId" -> record.id = fields.name("Records[].Sns.MessageId");
                case "TopicArn" -> record.topic = fields.name("Records[].Sns.TopicArn");
                case "Subject" -> record.subject = fields.text("Records[].Sns.Subject");
                case "Message" -> record.message = fields.text("Records[].Sns.Message");
                case "Timestamp" -> record.time = fields.text("Records[].Sns.Timestamp");
                case "MessageAttributes" -> record.readAttributes(fields);
                default -> fields.parser.skipChildren();
            }
        }
        return record;
    }

    private void readAttributes(FieldReader fields) {
        if (!fields.isObject("Records[].Sns.MessageAttributes")) {
            return;
        }
        for (String name = fields.parser.nextName(); name != null; name = fields.parser.nextName()) {
            fields.parser.nextToken();
            String value = fields.texts("Records[].Sns.MessageAttributes.*").get("Value");
            if (value != null) {
                attributes.put(name, value);
            }
        }
    }

    /** {@return the notification that a text is; null for any other text} */
    static @Nullable TopicDelivery inside(String text) {
        if (!text.startsWith("{") || !text.contains("\"Notification\"") || !text.contains("\"TopicArn\"")) {
            return null;
        }
        try {
            var parser = Json.parser(text.getBytes(StandardCharsets.UTF_8));
            parser.nextToken();
            var fields = new FieldReader(parser);
            var record = read(fields);
            boolean isWhole = fields.fault == null && parser.currentToken() == JsonToken.END_OBJECT;
            return isWhole && record != null && record.isComplete() && parser.nextToken() == null
                    ? record.delivery()
                    : null;
        } catch (JsonException malformed) {
            return null;
        }
    }

    private boolean isComplete() {
        return "Notification".equals(type) && id != null && Arn.resource(topic) != null && message != null;
    }

    private TopicDelivery delivery() {
        return new TopicDelivery(
                FORMAT.required(id, "Records[].Sns.MessageId"),
                FORMAT.required(topic, "Records[].Sns.TopicArn"),
                Optional.ofNullable(subject),
                FORMAT.required(message, "Records[].Sns.Message"),
                attributes,
                Times.iso(time));
    }

    /** Of the records that have a notification. */
    private static final class Format implements RecordFormat {

        @Override
        public String eventSource() {
            return "aws:sns";
        }

        @Override
        public String title() {
            return "an SNS notification";
        }

        @Override
        public Source source(EventRecord record) {
            String topic = required(record.sns, "Records[].Sns").topic;
            return source(Source.Kind.TOPIC, Arn.resource(topic), topic, "Records[].Sns.TopicArn");
        }

        @Override
        public Delivery delivery(EventRecord record) {
            return required(record.sns, "Records[].Sns").delivery();
        }
    }
}
