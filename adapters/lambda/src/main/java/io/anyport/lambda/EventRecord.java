package io.anyport.lambda;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/** One of the records that SQS, SNS, S3, DynamoDB and Kinesis hand over, with the fields of all of them; {@link Records} fills it. */
final class EventRecord {

    /** The field that is of another kind than it should be, if there is one. */
    @Nullable
    String fault;

    /** Which service it is from; SNS writes the field's name with a capital. */
    @Nullable
    String eventSource;

    @Nullable
    String arn;

    /** What has happened, as S3 and DynamoDB have it. */
    @Nullable
    String eventName;

    @Nullable
    String eventTime;

    /** Who has changed an item of DynamoDB, if it is a service. */
    @Nullable
    String principal;

    @Nullable
    String messageId;

    @Nullable
    String body;

    /** What SQS knows of a message. */
    Map<String, String> attributes = Map.of();

    /** What its sender says of it. */
    Map<String, String> messageAttributes = Map.of();

    @Nullable
    SnsRecord sns;

    @Nullable
    S3Record s3;

    /** S3's id of the request that caused it. */
    @Nullable
    String requestId;

    @Nullable
    DynamoDbRecord dynamoDb;

    @Nullable
    KinesisRecord kinesis;
}
