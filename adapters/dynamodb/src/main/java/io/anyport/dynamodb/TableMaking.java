package io.anyport.dynamodb;

import io.anyport.store.IndexSpec;
import io.anyport.store.KeyPart;
import io.anyport.store.StoreException.Unavailable;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.stream.Stream;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.CreateGlobalSecondaryIndexAction;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndexUpdate;
import software.amazon.awssdk.services.dynamodb.model.IndexStatus;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.LimitExceededException;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ResourceInUseException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TableDescription;
import software.amazon.awssdk.services.dynamodb.model.TableStatus;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** Makes tables, and brings those that are there to what their specifications say. */
final class TableMaking {

    private final DynamoDbClient client;
    private final Duration patience;

    TableMaking(DynamoDbClient client, Duration patience) {
        this.client = client;
        this.patience = patience;
    }

    /** Makes a table unless it is there, adds the indexes that it lacks, and waits until all can be used. */
    void make(Layout<?> layout) {
        var spec = layout.spec();
        var waiting = new Patience(spec.name(), patience);
        try {
            var there = described(layout);
            if (there.isEmpty()) {
                create(layout);
            }
            var table = there.filter(TableMaking::isActive).orElseGet(() -> active(layout, waiting));
            new TableComparison(spec, table).check();
            boolean expires = spec.expiry().isEmpty() || expires(layout);
            addIndexes(layout, table, waiting);
            if (!expires) {
                enableExpiry(layout);
            }
        } catch (SdkException e) {
            throw Failures.ofWrite(e, spec.name(), null);
        }
    }

    private Optional<TableDescription> described(Layout<?> layout) {
        try {
            return Optional.of(client.describeTable(request -> request.tableName(layout.name()))
                    .table());
        } catch (ResourceNotFoundException none) {
            return Optional.empty();
        }
    }

    private TableDescription active(Layout<?> layout, Patience waiting) {
        while (true) {
            var table = described(layout);
            if (table.filter(TableMaking::isActive).isPresent()) {
                return table.get();
            }
            waiting.await("the table or an index is still being made or changed");
        }
    }

    /** DynamoDB adds one at a time. */
    private void addIndexes(Layout<?> layout, TableDescription first, Patience waiting) {
        var table = first;
        var missing = new TableComparison(layout.spec(), table).missing();
        while (missing.isPresent()) {
            add(layout, table, missing.get(), waiting);
            table = active(layout, waiting);
            var comparison = new TableComparison(layout.spec(), table);
            comparison.check(); // others may have added another one of the same name
            missing = comparison.missing();
        }
    }

    private void add(Layout<?> layout, TableDescription table, IndexSpec index, Patience waiting) {
        var creation = CreateGlobalSecondaryIndexAction.builder()
                .indexName(index.name())
                .keySchema(keys(index.partition(), index.sort()))
                .projection(projection -> projection.projectionType(ProjectionType.ALL));
        if (isProvisioned(table)) {
            creation.provisionedThroughput(units -> units.readCapacityUnits(
                            table.provisionedThroughput().readCapacityUnits())
                    .writeCapacityUnits(table.provisionedThroughput().writeCapacityUnits()));
        }
        try {
            client.updateTable(request -> request.tableName(layout.name())
                    .attributeDefinitions(attributes(Layout.parts(index)))
                    .globalSecondaryIndexUpdates(List.of(GlobalSecondaryIndexUpdate.builder()
                            .create(creation.build())
                            .build())));
        } catch (ResourceInUseException | LimitExceededException busy) {
            waiting.await("the table is being changed by somebody else");
        } catch (DynamoDbException refused) {
            boolean addedByOthers = described(layout).stream()
                    .flatMap(now -> now.globalSecondaryIndexes().stream())
                    .anyMatch(now -> now.indexName().equals(index.name()));
            if (!addedByOthers) {
                throw refused;
            }
        }
    }

    /** Those that were made before there was another way have no summary. */
    private static boolean isProvisioned(TableDescription table) {
        var billing = table.billingModeSummary();
        return billing == null || billing.billingMode() == BillingMode.PROVISIONED;
    }

    private void create(Layout<?> layout) {
        var spec = layout.spec();
        var request = CreateTableRequest.builder()
                .tableName(layout.name())
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(keys(spec.partition(), spec.sort()))
                .attributeDefinitions(attributes(Layout.parts(spec)));
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
            // others have just made it
        }
    }

    private static List<AttributeDefinition> attributes(Stream<KeyPart> parts) {
        return parts.map(part -> AttributeDefinition.builder()
                        .attributeName(part.component())
                        .attributeType(type(part))
                        .build())
                .distinct()
                .toList();
    }

    static ScalarAttributeType type(KeyPart part) {
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

    private static boolean isActive(TableDescription table) {
        return table.tableStatus() == TableStatus.ACTIVE
                && table.globalSecondaryIndexes().stream().allMatch(index -> index.indexStatus() == IndexStatus.ACTIVE);
    }

    private void enableExpiry(Layout<?> layout) {
        try {
            client.updateTimeToLive(request -> request.tableName(layout.name())
                    .timeToLiveSpecification(
                            expiry -> expiry.attributeName(Layout.EXPIRY).enabled(true)));
        } catch (DynamoDbException refused) {
            if (!expires(layout)) { // others have not just enabled it
                throw refused;
            }
        }
    }

    private boolean expires(Layout<?> layout) {
        var expiry = client.describeTimeToLive(request -> request.tableName(layout.name()))
                .timeToLiveDescription();
        var status = expiry.timeToLiveStatus();
        if (status == TimeToLiveStatus.DISABLING) {
            throw new Unavailable(
                    "its Time to Live is being disabled, which takes up to an hour; only then it can be enabled",
                    layout.spec().name(),
                    null,
                    null);
        }
        boolean on = status == TimeToLiveStatus.ENABLED || status == TimeToLiveStatus.ENABLING;
        if (on && !Layout.EXPIRY.equals(expiry.attributeName())) {
            throw new IllegalStateException("table " + layout.spec().name() + " expires by the attribute "
                    + expiry.attributeName() + " in DynamoDB, not by " + Layout.EXPIRY
                    + ": disable its Time to Live, and an hour later createTables enables it");
        }
        return on;
    }
}
