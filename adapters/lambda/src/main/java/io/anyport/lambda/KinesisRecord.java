package io.anyport.lambda;

import io.anyport.event.Delivery;
import io.anyport.event.Source;
import io.anyport.event.StreamDelivery;
import java.time.Instant;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** Records of Kinesis (AWS Lambda Developer Guide, "How Lambda processes records from Amazon Kinesis Data Streams"). */
final class KinesisRecord {

    static final RecordFormat FORMAT = new Format();

    private @Nullable String partitionKey;
    private @Nullable String sequenceNumber;
    private byte @Nullable [] data;
    private Optional<Instant> time = Optional.empty();

    private KinesisRecord() {}

    static @Nullable KinesisRecord read(FieldReader fields) {
        if (!fields.isObject("Records[].kinesis")) {
            return null;
        }
        var record = new KinesisRecord();
        for (String name = fields.parser.nextName(); name != null; name = fields.parser.nextName()) {
            fields.parser.nextToken();
            switch (name) {
                case "partitionKey" -> record.partitionKey = fields.text("Records[].kinesis.partitionKey");
                case "sequenceNumber" -> record.sequenceNumber = fields.name("Records[].kinesis.sequenceNumber");
                case "data" -> record.data = fields.base64("Records[].kinesis.data");
                case "approximateArrivalTimestamp" ->
                    record.time = fields.seconds("Records[].kinesis.approximateArrivalTimestamp");
                default -> fields.parser.skipChildren();
            }
        }
        return record;
    }

    /** Of the records that have one of a stream. */
    private static final class Format implements RecordFormat {

        @Override
        public String eventSource() {
            return "aws:kinesis";
        }

        @Override
        public String title() {
            return "a Kinesis batch";
        }

        @Override
        public Source source(EventRecord record) {
            String name = Arn.name(record.arn, "stream/");
            return source(Source.Kind.STREAM, name, record.arn, "Records[].eventSourceARN");
        }

        @Override
        public @Nullable String failureId(EventRecord record) {
            return record.kinesis == null ? null : record.kinesis.sequenceNumber;
        }

        @Override
        public Delivery delivery(EventRecord record) {
            var kinesis = required(record.kinesis, "Records[].kinesis");
            return new StreamDelivery(
                    required(kinesis.sequenceNumber, "Records[].kinesis.sequenceNumber"),
                    required(kinesis.partitionKey, "Records[].kinesis.partitionKey"),
                    required(kinesis.data, "Records[].kinesis.data"),
                    kinesis.time);
        }
    }
}
