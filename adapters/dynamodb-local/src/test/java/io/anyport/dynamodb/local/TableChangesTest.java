package io.anyport.dynamodb.local;

import static io.anyport.dynamodb.local.Meeting.MEETINGS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.dynamodb.DynamoDbOptions;
import io.anyport.dynamodb.DynamoDbStore;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.TableSpec;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.CreateTableRequest;
import software.amazon.awssdk.services.dynamodb.model.GlobalSecondaryIndex;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.ProjectionType;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;

/** How tables that are there are brought to what their specifications say, and which cannot be. */
class TableChangesTest {

    private static final TableSpec<Meeting> PLAIN =
            TableSpec.of("meetings", Meeting.class).key("room", "start");

    private final Recorded requests = new Recorded();
    private final DynamoDbClient client = requests.client();
    private final DynamoDbStore store = DynamoDbStore.open(client, DynamoDbOptions.standard());

    private void refuses(TableSpec<?> spec, String... parts) {
        requests.sent();
        var refused = assertThrows(IllegalStateException.class, () -> store.createTables(spec));
        for (String part : parts) {
            assertTrue(String.valueOf(refused.getMessage()).contains(part), refused.toString());
        }
        assertEquals(
                List.of(),
                requests.sent().stream().filter(TableChangesTest::isChange).toList());
    }

    private static boolean isChange(String operation) {
        return !operation.startsWith("Describe");
    }

    private static AttributeDefinition attribute(String name, ScalarAttributeType type) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(type)
                .build();
    }

    private static KeySchemaElement key(String name, KeyType type) {
        return KeySchemaElement.builder().attributeName(name).keyType(type).build();
    }

    /** A table by hand, with an index on the room and the end. */
    private void make(ScalarAttributeType end, ProjectionType projection) {
        client.createTable(CreateTableRequest.builder()
                .tableName("meetings")
                .keySchema(key("room", KeyType.HASH), key("start", KeyType.RANGE))
                .attributeDefinitions(
                        attribute("room", ScalarAttributeType.S),
                        attribute("start", ScalarAttributeType.S),
                        attribute("end", end))
                .globalSecondaryIndexes(List.of(GlobalSecondaryIndex.builder()
                        .indexName("by-end")
                        .keySchema(key("room", KeyType.HASH), key("end", KeyType.RANGE))
                        .projection(attributes -> attributes.projectionType(projection))
                        .provisionedThroughput(
                                units -> units.readCapacityUnits(7L).writeCapacityUnits(5L))
                        .build()))
                .provisionedThroughput(units -> units.readCapacityUnits(7L).writeCapacityUnits(5L))
                .build());
    }

    @Test
    void indexesAreAddedOneByOne() {
        store.createTables(PLAIN);
        requests.sent();
        store.createTables(MEETINGS.index("by-room", "room").index("by-cost", "cost"));
        assertEquals(3, Collections.frequency(requests.sent(), "UpdateTable"));
        store.createTables(PLAIN);
        assertEquals(List.of("DescribeTable"), requests.sent());
        store.createTables(MEETINGS);
        assertEquals(
                List.of("DescribeTable", "DescribeTimeToLive", "DescribeTable", "DescribeTimeToLive"), requests.sent());
    }

    @Test
    void anIndexOfATableWithUnitsHasAsMany() {
        make(ScalarAttributeType.S, ProjectionType.ALL);
        store.createTables(PLAIN.index("by-room", "room"));
        var indexes = client.describeTable(request -> request.tableName("meetings"))
                .table()
                .globalSecondaryIndexes();
        assertEquals(2, indexes.size());
        indexes.forEach(index -> assertEquals(7L, index.provisionedThroughput().readCapacityUnits()));
    }

    @Test
    void whatCannotBeChangedIsRefused() {
        make(ScalarAttributeType.S, ProjectionType.KEYS_ONLY);
        refuses(MEETINGS, "index by-end", "table meetings", "KEYS_ONLY", "ALL", "new name");
        refuses(PLAIN.index("by-end", "end"), "index by-end", "'room' (text)", "'end' (text)", "new name");
        refuses(PLAIN.key("room"), "table meetings", "'start' (text)", "none", "StoreCopy");
        refuses(PLAIN.key("room", "version"), "'start' (text)", "'version' (number)", "StoreCopy");
    }

    @Test
    void anAttributeHasOneTypeInAllKeys() {
        make(ScalarAttributeType.N, ProjectionType.ALL);
        refuses(MEETINGS, "index by-end", "'end' (number)", "'end' (text)");
        refuses(PLAIN.index("alone", "end"), "index alone", "'end' (number)", "'end' (text)", "new name");
    }

    @Test
    void anotherTimeToLiveIsRefused() {
        store.createTables(PLAIN);
        client.updateTimeToLive(request -> request.tableName("meetings")
                .timeToLiveSpecification(expiry -> expiry.attributeName("ttl").enabled(true)));
        refuses(MEETINGS, "table meetings", "ttl", "anyport_expiry");
    }

    @Test
    void patienceEnds() {
        var hasty = DynamoDbStore.open(client, DynamoDbOptions.standard().patience(Duration.ZERO));
        store.createTables(PLAIN);
        var late = assertThrows(Unavailable.class, () -> {
            for (int i = 0; i < 20; i++) { // one of them is not there at once
                hasty.createTables(PLAIN.index("index-" + i, "cost"));
            }
        });
        assertTrue(late.toString().contains("createTables"), late.toString());
        store.createTables(MEETINGS);
        assertThrows(
                IllegalArgumentException.class, () -> DynamoDbOptions.standard().patience(Duration.ofMillis(-1)));
    }
}
