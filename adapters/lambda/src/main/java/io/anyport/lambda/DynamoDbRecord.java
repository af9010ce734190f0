package io.anyport.lambda;

import io.anyport.event.ChangeDelivery;
import io.anyport.event.Delivery;
import io.anyport.event.Source;
import java.time.Instant;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Changes of DynamoDB Streams (AWS Lambda Developer Guide, "Using AWS Lambda with Amazon DynamoDB"). */
final class DynamoDbRecord {

    static final RecordFormat FORMAT = new Format();

    /** Who deletes items whose time is over (Amazon DynamoDB Developer Guide, "DynamoDB Streams and Time to Live"). */
    private static final String EXPIRY = "dynamodb.amazonaws.com";

    private @Nullable Map<String, @Nullable Object> keys;
    private @Nullable Map<String, @Nullable Object> before;
    private @Nullable Map<String, @Nullable Object> after;
    private @Nullable String sequenceNumber;
    private Optional<Instant> time = Optional.empty();

    private DynamoDbRecord() {}

    static @Nullable DynamoDbRecord read(FieldReader fields) {
        if (!fields.isObject("Records[].dynamodb")) {
            return null;
        }
        var record = new DynamoDbRecord();
        for (String name = fields.parser.nextName(); name != null; name = fields.parser.nextName()) {
            fields.parser.nextToken();
            switch (name) {
                case "Keys" -> record.keys = AttributeValues.item(fields, "Records[].dynamodb.Keys");
                case "OldImage" -> record.before = AttributeValues.item(fields, "Records[].dynamodb.OldImage");
                case "NewImage" -> record.after = AttributeValues.item(fields, "Records[].dynamodb.NewImage");
                case "SequenceNumber" -> record.sequenceNumber = fields.name("Records[].dynamodb.SequenceNumber");
                case "ApproximateCreationDateTime" ->
                    record.time = fields.seconds("Records[].dynamodb.ApproximateCreationDateTime");
                default -> fields.parser.skipChildren();
            }
        }
        return record;
    }

    /** {@return which service has made a change; null if it was none} S3 has a field of the same name, with other contents. */
    static @Nullable String principal(FieldReader fields) {
        String principal = null;
        if (fields.isObject("Records[].userIdentity")) {
            for (String name = fields.parser.nextName(); name != null; name = fields.parser.nextName()) {
                fields.parser.nextToken();
                if (name.equalsIgnoreCase("principalId")) {
                    principal = fields.text("Records[].userIdentity.principalId");
                } else {
                    fields.parser.skipChildren();
                }
            }
        }
        return principal;
    }

    /** Of the records that have a change. */
    private static final class Format implements RecordFormat {

        @Override
        public String eventSource() {
            return "aws:dynamodb";
        }

        @Override
        public String title() {
            return "a DynamoDB Streams batch";
        }

        @Override
        public Source source(EventRecord record) {
            String name = Arn.name(record.arn, "table/");
            return source(Source.Kind.TABLE, name, record.arn, "Records[].eventSourceARN");
        }

        @Override
        public @Nullable String failureId(EventRecord record) {
            return record.dynamoDb == null ? null : record.dynamoDb.sequenceNumber;
        }

        @Override
        public Delivery delivery(EventRecord record) {
            var change = required(record.dynamoDb, "Records[].dynamodb");
            return new ChangeDelivery(
                    required(change.sequenceNumber, "Records[].dynamodb.SequenceNumber"),
                    required(kind(record.eventName), "Records[].eventName"),
                    required(change.keys, "Records[].dynamodb.Keys"),
                    Optional.ofNullable(change.before),
                    Optional.ofNullable(change.after),
                    EXPIRY.equals(record.principal) && "REMOVE".equals(record.eventName),
                    change.time);
        }

        private static ChangeDelivery.@Nullable Change kind(@Nullable String name) {
            return switch (name == null ? "" : name) {
                case "INSERT" -> ChangeDelivery.Change.INSERT;
                case "MODIFY" -> ChangeDelivery.Change.MODIFY;
                case "REMOVE" -> ChangeDelivery.Change.REMOVE;
                default -> null;
            };
        }
    }
}
