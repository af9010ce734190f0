package io.anyport.benchmarks.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.Expression;
import software.amazon.awssdk.enhanced.dynamodb.Key;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.IgnoreNullsMode;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;
import software.amazon.awssdk.enhanced.dynamodb.model.ReadBatch;
import software.amazon.awssdk.enhanced.dynamodb.model.TransactUpdateItemEnhancedRequest;
import software.amazon.awssdk.enhanced.dynamodb.model.WriteBatch;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;

/** What one writes with the Enhanced client, with the same requests as the store's as far as it can make them. */
final class EnhancedDynamoDb {

    private static final Expression ABSENT = Expression.builder()
            .expression("attribute_not_exists(#l)")
            .expressionNames(Map.of("#l", "list"))
            .build();

    private static final Expression PRESENT = Expression.builder()
            .expression("attribute_exists(#l)")
            .expressionNames(Map.of("#l", "list"))
            .build();

    private final DynamoDbEnhancedClient client;
    private final DynamoDbTable<TodoBean> plain;
    private final DynamoDbTable<VersionedTodoBean> versioned;

    EnhancedDynamoDb(DynamoDbClient lowLevel) {
        client = DynamoDbEnhancedClient.builder().dynamoDbClient(lowLevel).build();
        plain = client.table("plain", TableSchema.fromBean(TodoBean.class));
        versioned = client.table("versioned", TableSchema.fromBean(VersionedTodoBean.class));
    }

    private static Key key(String list, String id) {
        return Key.builder().partitionValue(list).sortValue(id).build();
    }

    TodoBean get(String list, String id) {
        return plain.getItem(request -> request.key(key(list, id)).consistentRead(true));
    }

    void put(TodoBean bean) {
        plain.putItem(bean);
    }

    void insert(TodoBean bean) {
        plain.putItem(request -> request.item(bean)
                .conditionExpression(ABSENT)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    /** Its extension compares the version. The new one is not in the answer; the caller knows that it is the next. */
    void replace(VersionedTodoBean bean) {
        versioned.putItem(request ->
                request.item(bean).returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    TodoBean rename(TodoBean titled) {
        return plain.updateItem(request -> request.item(titled)
                .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                .conditionExpression(PRESENT)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    boolean delete(String list, String id) {
        return plain.deleteItem(key(list, id)) != null;
    }

    List<TodoBean> query(String list) {
        return plain
                .query(request -> request.queryConditional(QueryConditional.keyEqualTo(k -> k.partitionValue(list)))
                        .consistentRead(true)
                        .limit(10))
                .stream()
                .findFirst()
                .orElseThrow()
                .items();
    }

    List<TodoBean> getAll(String list, List<String> ids) {
        var batch = ReadBatch.builder(TodoBean.class).mappedTableResource(plain);
        ids.forEach(id -> batch.addGetItem(get -> get.key(key(list, id)).consistentRead(true)));
        var found = new HashMap<String, TodoBean>();
        client.batchGetItem(request -> request.readBatches(batch.build()))
                .resultsForTable(plain)
                .forEach(bean -> found.put(bean.getId(), bean));
        return ids.stream().filter(found::containsKey).map(found::get).toList();
    }

    void writeAll(List<TodoBean> beans) {
        var batch = WriteBatch.builder(TodoBean.class).mappedTableResource(plain);
        beans.forEach(batch::addPutItem);
        var answer = client.batchWriteItem(request -> request.writeBatches(batch.build()));
        if (!answer.unprocessedPutItemsForTable(plain).isEmpty()) {
            throw new IllegalStateException("not all was written");
        }
    }

    void transact(TodoBean put, TodoBean titled) {
        client.transactWriteItems(request -> request.addPutItem(plain, put)
                .addUpdateItem(
                        plain,
                        TransactUpdateItemEnhancedRequest.builder(TodoBean.class)
                                .item(titled)
                                .ignoreNullsMode(IgnoreNullsMode.SCALAR_ONLY)
                                .conditionExpression(PRESENT)
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD)
                                .build()));
    }

    List<TodoBean> transactGet(String list, String first, String second) {
        return client
                .transactGetItems(
                        request -> request.addGetItem(plain, key(list, first)).addGetItem(plain, key(list, second)))
                .stream()
                .map(document -> document.getItem(plain))
                .toList();
    }
}
