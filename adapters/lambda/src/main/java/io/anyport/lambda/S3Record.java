package io.anyport.lambda;

import io.anyport.event.Delivery;
import io.anyport.event.ObjectDelivery;
import io.anyport.event.Source;
import io.anyport.json.JsonToken;
import java.net.URLDecoder;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** Notifications of S3 (Amazon S3 User Guide, "Event message structure"). Keys arrive encoded as in a form: a plus is a space. */
final class S3Record {

    static final RecordFormat FORMAT = new Format();

    private @Nullable String bucket;
    private @Nullable String bucketArn;
    private @Nullable String key;
    private @Nullable String eTag;
    private @Nullable String version;
    private @Nullable String sequencer;
    private OptionalLong size = OptionalLong.empty();

    private S3Record() {}

    static @Nullable S3Record read(FieldReader fields) {
        if (!fields.isObject("Records[].s3")) {
            return null;
        }
        var record = new S3Record();
        for (String name = fields.parser.nextName(); name != null; name = fields.parser.nextName()) {
            fields.parser.nextToken();
            switch (name) {
                case "bucket" -> record.readBucket(fields);
                case "object" -> record.readObject(fields);
                default -> fields.parser.skipChildren();
            }
        }
        return record;
    }

    private void readBucket(FieldReader fields) {
        if (!fields.isObject("Records[].s3.bucket")) {
            return;
        }
        for (String name = fields.parser.nextName(); name != null; name = fields.parser.nextName()) {
            fields.parser.nextToken();
            switch (name) {
                case "name" -> bucket = fields.name("Records[].s3.bucket.name");
                case "arn" -> bucketArn = fields.name("Records[].s3.bucket.arn");
                default -> fields.parser.skipChildren();
            }
        }
    }

    private void readObject(FieldReader fields) {
        if (!fields.isObject("Records[].s3.object")) {
            return;
        }
        for (String name = fields.parser.nextName(); name != null; name = fields.parser.nextName()) {
            fields.parser.nextToken();
            switch (name) {
                case "key" -> key = decoded(fields);
                case "size" -> size = size(fields);
                case "eTag" -> eTag = fields.text("Records[].s3.object.eTag");
                case "versionId" -> version = fields.text("Records[].s3.object.versionId");
                case "sequencer" -> sequencer = fields.name("Records[].s3.object.sequencer");
                default -> fields.parser.skipChildren();
            }
        }
    }

    private static @Nullable String decoded(FieldReader fields) {
        String text = fields.text("Records[].s3.object.key");
        try {
            return text == null ? null : URLDecoder.decode(text, StandardCharsets.UTF_8);
        } catch (IllegalArgumentException malformed) {
            fields.fault = "Records[].s3.object.key";
            return null;
        }
    }

    private static OptionalLong size(FieldReader fields) {
        if (fields.parser.currentToken() == JsonToken.VALUE_NUMBER_INT) {
            try {
                return OptionalLong.of(Long.parseLong(fields.parser.getString()));
            } catch (NumberFormatException tooLarge) {
                fields.fault = "Records[].s3.object.size";
            }
        } else if (fields.parser.currentToken() != JsonToken.VALUE_NULL) {
            fields.refuse("Records[].s3.object.size");
        }
        return OptionalLong.empty();
    }

    /** {@return the id of the request that has caused a notification} */
    static @Nullable String requestId(FieldReader fields) {
        String id = null;
        if (fields.isObject("Records[].responseElements")) {
            for (String name = fields.parser.nextName(); name != null; name = fields.parser.nextName()) {
                fields.parser.nextToken();
                if (name.equals("x-amz-request-id")) {
                    id = fields.name("Records[].responseElements.x-amz-request-id");
                } else {
                    fields.parser.skipChildren();
                }
            }
        }
        return id;
    }

    /** One request may delete a thousand objects: its id alone does not tell them apart. A key is nothing for a log, its hash is. */
    private static String id(EventRecord record, String name, String key, @Nullable String sequencer) {
        String request = record.requestId == null ? name : record.requestId;
        return request + "/" + (sequencer == null ? "" : sequencer + "/") + Integer.toHexString(key.hashCode());
    }

    /** Of the records that have a notification. */
    private static final class Format implements RecordFormat {

        @Override
        public String eventSource() {
            return "aws:s3";
        }

        @Override
        public String title() {
            return "an S3 notification";
        }

        @Override
        public Source source(EventRecord record) {
            var s3 = required(record.s3, "Records[].s3");
            return source(Source.Kind.BUCKET, s3.bucket, s3.bucketArn, "Records[].s3.bucket.name");
        }

        @Override
        public Delivery delivery(EventRecord record) {
            var s3 = required(record.s3, "Records[].s3");
            String name = required(record.eventName, "Records[].eventName");
            String key = required(s3.key, "Records[].s3.object.key");
            return new ObjectDelivery(
                    id(record, name, key, s3.sequencer),
                    name,
                    required(s3.bucket, "Records[].s3.bucket.name"),
                    key,
                    s3.size,
                    Optional.ofNullable(s3.eTag),
                    Optional.ofNullable(s3.version),
                    Optional.ofNullable(s3.sequencer),
                    Times.iso(record.eventTime));
        }
    }
}
