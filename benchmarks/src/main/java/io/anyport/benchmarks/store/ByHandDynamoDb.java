package io.anyport.benchmarks.store;

import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.ReturnValuesOnConditionCheckFailure;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** What one writes with the low-level client alone, with the same requests as the store's. */
final class ByHandDynamoDb {

    private static final String TABLE = "plain";

    private final DynamoDbClient client;

    ByHandDynamoDb(DynamoDbClient client) {
        this.client = client;
    }

    private static Map<String, AttributeValue> key(String list, String id) {
        return Map.of("list", AttributeValue.fromS(list), "id", AttributeValue.fromS(id));
    }

    private static Map<String, AttributeValue> item(Todo todo, long version) {
        var item = new HashMap<String, AttributeValue>();
        item.put("list", AttributeValue.fromS(todo.list()));
        item.put("id", AttributeValue.fromS(todo.id()));
        item.put("title", AttributeValue.fromS(todo.title()));
        item.put("completed", AttributeValue.fromBool(todo.completed()));
        item.put("order", AttributeValue.fromN(Integer.toString(todo.order())));
        item.put("version", AttributeValue.fromN(Long.toString(version)));
        return item;
    }

    private static Todo todo(Map<String, AttributeValue> item) {
        return new Todo(
                item.get("list").s(),
                item.get("id").s(),
                item.get("title").s(),
                item.get("completed").bool(),
                Integer.parseInt(item.get("order").n()),
                Long.parseLong(item.get("version").n()));
    }

    Todo get(String list, String id) {
        var response = client.getItem(
                request -> request.tableName(TABLE).key(key(list, id)).consistentRead(true));
        return response.hasItem() ? todo(response.item()) : null;
    }

    void put(Todo todo) {
        client.putItem(request -> request.tableName(TABLE).item(item(todo, todo.version())));
    }

    void insert(Todo todo) {
        client.putItem(request -> request.tableName(TABLE)
                .item(item(todo, todo.version()))
                .conditionExpression("attribute_not_exists(#l)")
                .expressionAttributeNames(Map.of("#l", "list"))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
    }

    Todo replace(Todo todo) {
        long next = todo.version() + 1;
        client.putItem(request -> request.tableName("versioned")
                .item(item(todo, next))
                .conditionExpression("#v = :v")
                .expressionAttributeNames(Map.of("#v", "version"))
                .expressionAttributeValues(Map.of(":v", AttributeValue.fromN(Long.toString(todo.version()))))
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
        return new Todo(todo.list(), todo.id(), todo.title(), todo.completed(), todo.order(), next);
    }

    /** Whatever the version is: it is counted, and told. */
    Todo putCounting(Todo todo) {
        var values = new HashMap<String, AttributeValue>();
        values.put(":t", AttributeValue.fromS(todo.title()));
        values.put(":c", AttributeValue.fromBool(todo.completed()));
        values.put(":o", AttributeValue.fromN(Integer.toString(todo.order())));
        values.put(":zero", AttributeValue.fromN("0"));
        values.put(":one", AttributeValue.fromN("1"));
        var response = client.updateItem(request -> request.tableName("versioned")
                .key(key(todo.list(), todo.id()))
                .updateExpression("SET #t = :t, #c = :c, #o = :o, #v = if_not_exists(#v, :zero) + :one")
                .expressionAttributeNames(Map.of("#t", "title", "#c", "completed", "#o", "order", "#v", "version"))
                .expressionAttributeValues(values)
                .returnValues(ReturnValue.UPDATED_NEW));
        long version = Long.parseLong(response.attributes().get("version").n());
        return new Todo(todo.list(), todo.id(), todo.title(), todo.completed(), todo.order(), version);
    }

    Todo rename(String list, String id, String title) {
        var response = client.updateItem(request -> request.tableName(TABLE)
                .key(key(list, id))
                .updateExpression("SET #t = :t")
                .conditionExpression("attribute_exists(#l)")
                .expressionAttributeNames(Map.of("#t", "title", "#l", "list"))
                .expressionAttributeValues(Map.of(":t", AttributeValue.fromS(title)))
                .returnValues(ReturnValue.ALL_NEW)
                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD));
        return todo(response.attributes());
    }

    boolean delete(String list, String id) {
        return client.deleteItem(
                        request -> request.tableName(TABLE).key(key(list, id)).returnValues(ReturnValue.ALL_OLD))
                .hasAttributes();
    }

    List<Todo> query(String list) {
        var response = client.query(request -> request.tableName(TABLE)
                .keyConditionExpression("#l = :l")
                .expressionAttributeNames(Map.of("#l", "list"))
                .expressionAttributeValues(Map.of(":l", AttributeValue.fromS(list)))
                .consistentRead(true)
                .limit(10));
        return response.items().stream().map(ByHandDynamoDb::todo).toList();
    }

    /** In the order of the keys, which the answer does not have. */
    List<Todo> getAll(String list, List<String> ids) {
        var keys = ids.stream().map(id -> key(list, id)).toList();
        var response = client.batchGetItem(request -> request.requestItems(Map.of(
                TABLE,
                KeysAndAttributes.builder().keys(keys).consistentRead(true).build())));
        if (response.hasUnprocessedKeys() && !response.unprocessedKeys().isEmpty()) {
            throw new IllegalStateException("not all was read");
        }
        var found = new HashMap<String, Todo>();
        for (var item : response.responses().get(TABLE)) {
            var todo = todo(item);
            found.put(todo.id(), todo);
        }
        var ordered = new ArrayList<Todo>();
        for (String id : ids) {
            if (found.containsKey(id)) {
                ordered.add(found.get(id));
            }
        }
        return ordered;
    }

    void writeAll(List<Todo> todos) {
        var writes = todos.stream()
                .map(todo -> WriteRequest.builder()
                        .putRequest(put -> put.item(item(todo, todo.version())))
                        .build())
                .toList();
        var response = client.batchWriteItem(request -> request.requestItems(Map.of(TABLE, writes)));
        if (response.hasUnprocessedItems() && !response.unprocessedItems().isEmpty()) {
            throw new IllegalStateException("not all was written");
        }
    }

    /** A put and an update, both or none. */
    void transact(Todo put, Todo renamed) {
        client.transactWriteItems(request -> request.transactItems(
                TransactWriteItem.builder()
                        .put(one -> one.tableName(TABLE).item(item(put, put.version())))
                        .build(),
                TransactWriteItem.builder()
                        .update(one -> one.tableName(TABLE)
                                .key(key(renamed.list(), renamed.id()))
                                .updateExpression("SET #t = :t")
                                .conditionExpression("attribute_exists(#l)")
                                .expressionAttributeNames(Map.of("#t", "title", "#l", "list"))
                                .expressionAttributeValues(Map.of(":t", AttributeValue.fromS(renamed.title())))
                                .returnValuesOnConditionCheckFailure(ReturnValuesOnConditionCheckFailure.ALL_OLD))
                        .build()));
    }

    List<Todo> transactGet(String list, String first, String second) {
        var response = client.transactGetItems(
                request -> request.transactItems(transactedGet(list, first), transactedGet(list, second)));
        return response.responses().stream()
                .map(one -> one.hasItem() ? todo(one.item()) : null)
                .toList();
    }

    private static TransactGetItem transactedGet(String list, String id) {
        return TransactGetItem.builder()
                .get(get -> get.tableName(TABLE).key(key(list, id)))
                .build();
    }
}
