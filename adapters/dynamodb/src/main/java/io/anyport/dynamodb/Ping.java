package io.anyport.dynamodb;

import io.anyport.store.KeyPart;
import java.util.Collection;
import java.util.Comparator;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import software.amazon.awssdk.awscore.exception.AwsServiceException;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;

/**
 * The check of a store: an eventual read of a record that is not there, for half a read unit. DescribeTable and ListTables would need
 * rights that an application does not have otherwise, and go another way in DynamoDB than its reads.
 */
final class Ping {

    private static final String NOBODY = "anyport-health-check";

    private Ping() {}

    /**
     * Returns if DynamoDB answers, also if it is that there is too much to do, which no other server could help, or that the application
     * may not read: it is the deployment that says what it may. A store that has no tables yet has nothing to ask for.
     */
    static void send(DynamoDbClient client, Collection<Layout<?>> layouts) {
        var first = layouts.stream().min(Comparator.comparing(Layout::name));
        if (first.isPresent()) {
            send(client, first.get());
        }
    }

    private static void send(DynamoDbClient client, Layout<?> layout) {
        String table = layout.spec().name();
        var request = GetItemRequest.builder()
                .tableName(layout.name())
                .key(key(layout))
                .consistentRead(false)
                .overrideConfiguration(Deadline.override(table))
                .build();
        try {
            client.getItem(request);
        } catch (SdkException e) {
            if (!isAnswer(e)) {
                throw Failures.ofRead(e, table, null);
            }
        }
    }

    private static boolean isAnswer(SdkException e) {
        return e instanceof AwsServiceException answer
                && (Failures.isThrottled(answer) || Failures.code(answer).equals("AccessDeniedException"));
    }

    private static Map<String, AttributeValue> key(Layout<?> layout) {
        var spec = layout.spec();
        return Stream.concat(Stream.of(spec.partition()), spec.sort().stream())
                .collect(Collectors.toMap(KeyPart::component, Ping::value));
    }

    private static AttributeValue value(KeyPart part) {
        return switch (part.kind()) {
            case TEXT -> AttributeValue.fromS(NOBODY);
            case NUMBER -> Attributes.number(0);
            case BINARY -> Attributes.bytes(new byte[1]);
        };
    }
}
