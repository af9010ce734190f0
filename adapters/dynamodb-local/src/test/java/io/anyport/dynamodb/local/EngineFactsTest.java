package io.anyport.dynamodb.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.dynamodb.DynamoDbOptions;
import io.anyport.dynamodb.DynamoDbStore;
import io.anyport.store.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeDefinition;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BillingMode;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.DynamoDbException;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.KeySchemaElement;
import software.amazon.awssdk.services.dynamodb.model.KeyType;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.ScalarAttributeType;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What the adapter relies on, asked of the engine itself by the bare SDK. */
class EngineFactsTest {

    private static final String TABLE = "facts";

    record Indexed(String id, String sort, String value) {}

    private final DynamoDbClient client = DynamoDbLocal.newDatabase().build();

    EngineFactsTest() {
        client.createTable(request -> request.tableName(TABLE)
                .billingMode(BillingMode.PAY_PER_REQUEST)
                .keySchema(KeySchemaElement.builder()
                        .attributeName("id")
                        .keyType(KeyType.HASH)
                        .build())
                .attributeDefinitions(attribute("id")));
    }

    private static Map<String, AttributeValue> key(String id) {
        return Map.of("id", AttributeValue.fromS(id));
    }

    private static Map<String, AttributeValue> item(String id, AttributeValue value) {
        return Map.of("id", AttributeValue.fromS(id), "value", value);
    }

    private void put(AttributeValue value) {
        client.putItem(request -> request.tableName(TABLE).item(item("1", value)));
    }

    private void add(String number) {
        client.updateItem(request -> request.tableName(TABLE)
                .key(key("1"))
                .updateExpression("SET #v = if_not_exists(#v, :zero) + :n")
                .expressionAttributeNames(Map.of("#v", "value"))
                .expressionAttributeValues(
                        Map.of(":n", AttributeValue.fromN(number), ":zero", AttributeValue.fromN("0"))));
    }

    private static TransactWriteItem transactedPut(String id) {
        return TransactWriteItem.builder()
                .put(put -> put.tableName(TABLE)
                        .item(key(id))
                        .conditionExpression("attribute_not_exists(id)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                .build();
    }

    private static void assertInvalid(Executable request) {
        var refused = assertThrows(DynamoDbException.class, request);
        assertEquals("ValidationException", refused.awsErrorDetails().errorCode());
    }

    private static AttributeValue nested(int levels) {
        var value = AttributeValue.fromS("x");
        for (int i = 0; i < levels; i++) {
            value = i % 2 == 0 ? AttributeValue.fromL(List.of(value)) : AttributeValue.fromM(Map.of("m", value));
        }
        return value;
    }

    @Test
    void valuesHaveTheLimitsOfThePort() {
        put(nested(31));
        assertInvalid(() -> put(nested(32)));
        assertInvalid(() -> put(AttributeValue.fromM(Map.of("", AttributeValue.fromS("x")))));
        put(AttributeValue.fromN("9".repeat(38)));
        assertInvalid(() -> put(AttributeValue.fromN("9".repeat(39))));
        put(AttributeValue.fromS("x".repeat(409_600 - 8)));
        assertInvalid(() -> put(AttributeValue.fromS("x".repeat(409_600 - 7))));
    }

    @Test
    void numbersAreNormalised() {
        for (var number : Map.of("1.50", "1.5", "1E2", "100", "1E-3", "0.001").entrySet()) {
            put(AttributeValue.fromN(number.getKey()));
            var read = client.getItem(
                    request -> request.tableName(TABLE).key(key("1")).consistentRead(true));
            assertEquals(number.getValue(), read.item().get("value").n());
        }
    }

    @Test
    void aSumBeyondTheLimitsIsRefused() {
        put(AttributeValue.fromN("9.99E125"));
        assertInvalid(() -> add("9.99E125"));
        put(AttributeValue.fromN("1E37"));
        assertInvalid(() -> add("0.1"));
        put(AttributeValue.fromS("x"));
        assertInvalid(() -> add("1"));
    }

    @Test
    void aFailedConditionShowsTheItem() {
        put(AttributeValue.fromS("x"));
        var failed = assertThrows(ConditionalCheckFailedException.class, () -> insert("1"));
        assertEquals(item("1", AttributeValue.fromS("x")), failed.item());
        insert("2");
        var absent = assertThrows(
                ConditionalCheckFailedException.class,
                () -> client.deleteItem(request -> request.tableName(TABLE)
                        .key(key("3"))
                        .conditionExpression("attribute_exists(id)")
                        .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)));
        assertFalse(absent.hasItem());
    }

    private void insert(String id) {
        client.putItem(request -> request.tableName(TABLE)
                .item(key(id))
                .conditionExpression("attribute_not_exists(id)")
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    @Test
    void parenthesesMustBeNeeded() {
        assertInvalid(() -> client.putItem(
                request -> request.tableName(TABLE).item(key("1")).conditionExpression("((attribute_exists(id)))")));
    }

    @Test
    void aBatchHasNoDuplicates() {
        var put = WriteRequest.builder()
                .putRequest(request -> request.item(key("1")))
                .build();
        assertInvalid(() -> client.batchWriteItem(request -> request.requestItems(Map.of(TABLE, List.of(put, put)))));
        var keys = KeysAndAttributes.builder().keys(List.of(key("1"), key("1"))).build();
        assertInvalid(() -> client.batchGetItem(request -> request.requestItems(Map.of(TABLE, keys))));
    }

    @Test
    void aBatchReturnsWhatIsBeyond16Mebibytes() {
        var keys = new ArrayList<Map<String, AttributeValue>>();
        for (int i = 0; i < 45; i++) {
            String id = "large" + i;
            client.putItem(request ->
                    request.tableName(TABLE).item(item(id, AttributeValue.fromS("x".repeat(400_000)))));
            keys.add(key(id));
        }
        var answer = client.batchGetItem(request -> request.requestItems(
                Map.of(TABLE, KeysAndAttributes.builder().keys(keys).build())));
        int read = answer.responses().get(TABLE).size();
        int left = answer.unprocessedKeys().get(TABLE).keys().size();
        assertTrue(read > 0 && left > 0);
        assertEquals(45, read + left);
    }

    /** DynamoDB Local only, and wrong: there is another item. When this fails, IndexPages can go. */
    @Test
    void aPageOfAnIndexEndsAtItsBound() {
        var store = DynamoDbStore.open(client, DynamoDbOptions.standard());
        store.createTables(
                TableSpec.of("indexed", Indexed.class).key("id", "sort").index("by-value", "value", "sort"));
        var x = AttributeValue.fromS("x");
        for (String id : List.of("1", "2")) {
            client.putItem(request ->
                    request.tableName("indexed").item(Map.of("id", AttributeValue.fromS(id), "sort", x, "value", x)));
        }
        for (String comparison : List.of("=", ">=")) {
            var page = client.query(request -> request.tableName("indexed")
                    .indexName("by-value")
                    .keyConditionExpression("#v = :x AND #s " + comparison + " :x")
                    .expressionAttributeNames(Map.of("#v", "value", "#s", "sort"))
                    .expressionAttributeValues(Map.of(":x", x))
                    .scanIndexForward(false)
                    .limit(1));
            assertEquals(1, page.items().size());
            assertEquals(comparison.equals("="), page.hasLastEvaluatedKey(), comparison);
        }
    }

    private static AttributeDefinition attribute(String name) {
        return AttributeDefinition.builder()
                .attributeName(name)
                .attributeType(ScalarAttributeType.S)
                .build();
    }

    @Test
    void aTransactionSaysWhyForEachItem() {
        insert("2");
        var failed = assertThrows(
                TransactionCanceledException.class,
                () -> client.transactWriteItems(
                        request -> request.transactItems(transactedPut("1"), transactedPut("2"))));
        var reasons = failed.cancellationReasons();
        assertEquals("None", reasons.get(0).code());
        assertEquals("ConditionalCheckFailed", reasons.get(1).code());
        assertEquals(key("2"), reasons.get(1).item());
    }

    @Test
    void aTokenIsForOneTransaction() {
        for (int i = 0; i < 2; i++) {
            client.transactWriteItems(
                    request -> request.clientRequestToken("token").transactItems(transactedPut("1")));
        }
        assertThrows(
                IdempotentParameterMismatchException.class,
                () -> client.transactWriteItems(
                        request -> request.clientRequestToken("token").transactItems(transactedPut("2"))));
    }

    /** An item of a certain size; the name of the value is 5 bytes, the id with its name 4. */
    private void putLarge(int number, int size) {
        client.putItem(request -> request.tableName(TABLE)
                .item(item("" + (char) ('a' + number) + 'x', AttributeValue.fromS("x".repeat(size - 9)))));
    }

    private static Map<String, AttributeValue> largeKey(int number) {
        return key("" + (char) ('a' + number) + 'x');
    }

    /** DynamoDB Local only: AWS's guide says that a transaction is of 4 MB. When this fails, countsWhatUpdatesLeave can go. */
    @Test
    void whatUpdatesLeaveIsNotCounted() {
        var updates = new ArrayList<TransactWriteItem>();
        for (int i = 0; i < 11; i++) {
            int number = i;
            putLarge(i, 409_600 - 3);
            updates.add(TransactWriteItem.builder()
                    .update(update -> update.tableName(TABLE)
                            .key(largeKey(number))
                            .updateExpression("SET n = :n")
                            .expressionAttributeValues(Map.of(":n", AttributeValue.fromN("1"))))
                    .build());
        }
        client.transactWriteItems(request -> request.transactItems(updates));
    }

    /** DynamoDB Local only. When this fails, snapshotOverhead can go. */
    @Test
    void aRecordOfASnapshotIsFourBytesMore() {
        var gets = new ArrayList<TransactGetItem>();
        for (int i = 0; i < 11; i++) {
            int number = i;
            putLarge(i, i < 10 ? 400_000 : (4 << 20) - 10 * 400_000 - 11 * 4);
            gets.add(TransactGetItem.builder()
                    .get(get -> get.tableName(TABLE).key(largeKey(number)))
                    .build());
        }
        client.transactGetItems(request -> request.transactItems(gets));
        putLarge(0, 400_000 + 1);
        assertInvalid(() -> client.transactGetItems(request -> request.transactItems(gets)));
    }
}
