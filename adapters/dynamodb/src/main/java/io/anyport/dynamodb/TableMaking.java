package io.anyport.dynamodb;

import io.anyport.store.KeyPart;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Makes tables. */
final class TableMaking {

    private static final int MOST_LOOKS = 300;
    private static final long BETWEEN_LOOKS = 1_000; // milliseconds

    private final DynamoDbClient client;

    TableMaking(DynamoDbClient client) {
        this.client = client;
    }

    /** Makes a table unless it is there, and waits until it can be used. */
    void make(Layout<?> layout) {
        var spec = layout.spec();
        try {
            create(layout);
            await(layout);
            if (spec.expiry().isPresent()) {
                enableExpiry(layout);
            }
        } catch (SdkException e) {
            throw Failures.ofWrite(e, spec.name(), null);
        }
    }

    private void create(Layout<?> layout) {
        var spec = layout.spec();
        var request = CreateTableRequest.builder()
                .tableName(layout.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys(spec.partition(), spec.sort()))
                .attributeDefinitions(attributes(spec));
        if (!spec.indexes().isEmpty()) {
            request.globalSecondaryIndexes(spec.indexes().stream()
                    .map(index -> GlobalSecondaryIndex.builder()
                            .indexName(index.name())
                            .keySchema(keys(index.partition(), index.sort()))
                            .projection(projection -> projection.projectionType(ProjectionType.ALL))
                            .build())
                    .toList());
        }
        try {
            client.createTable(request.build());
        } catch (ResourceInUseException there) {
            // it stays as it is
        }
    }

    private static List<AttributeDefinition> attributes(TableSpec<?> spec) {
        return Layout.parts(spec)
                .map(part -> AttributeDefinition.builder()
                        .attributeName(part.component())
                        .attributeType(type(part))
                        .build())
                .distinct()
                .toList();
    }

    private static ScalarAttributeType type(KeyPart part) {
        return switch (part.kind()) {
            case TEXT -> ScalarAttributeType.S;
            case NUMBER -> ScalarAttributeType.N;
            case BINARY -> ScalarAttributeType.B;
        };
    }

    private static List<KeySchemaElement> keys(KeyPart partition, Optional<KeyPart> sort) {
        var keys = new ArrayList<KeySchemaElement>();
        keys.add(key(partition, KeyType.HASH));
        sort.ifPresent(part -> keys.add(key(part, KeyType.RANGE)));
        return keys;
    }

    private static KeySchemaElement key(KeyPart part, KeyType type) {
        return KeySchemaElement.builder()
                .attributeName(part.component())
                .keyType(type)
                .build();
    }

    private void await(Layout<?> layout) {
        for (int looks = 0; looks < MOST_LOOKS; looks++) {
            if (isActive(client.describeTable(request -> request.tableName(layout.name()))
                    .table())) {
                return;
            }
            try {
                Thread.sleep(BETWEEN_LOOKS);
            } catch (InterruptedException e) {
                Thread.currentThread().interrupt();
                throw notYet(layout, e);
            }
        }
        throw notYet(layout, null);
    }

    private static Unavailable notYet(Layout<?> layout, @Nullable Exception cause) {
        return new Unavailable("it is still being made", layout.spec().name(), null, cause);
    }

    private static boolean isActive(TableDescription table) {
        return table.tableStatus() == TableStatus.ACTIVE
                && table.globalSecondaryIndexes().stream().allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE);
    }

    private void enableExpiry(Layout<?> layout) {
        var status = client.describeTimeToLive(request -> request.tableName(layout.name()))
                .timeToLiveDescription()
                .timeToLiveStatus();
        if (status != TimeToLiveStatus.ENABLED && status != TimeToLiveStatus.ENABLING) {
            client.updateTimeToLive(request -> request.tableName(layout.name())
                    .timeToLiveSpecification(
                            expiry -> expiry.attributeName(Layout.EXPIRY).enabled(true)));
        }
    }
}
