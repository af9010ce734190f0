package io.anyport.benchmarks.store;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What one writes with the low-level client alone. */
final class ByHandDynamoDb {

    private final DynamoDbClient client;

    ByHandDynamoDb(DynamoDbClient client) {
        this.client = client;
    }

    Todo get(String list, String id) {
        var response = client.getItem(request -> request.tableName("plain")
                .key(Map.of("list", AttributeValue.fromS(list), "id", AttributeValue.fromS(id)))
                .consistentRead(true));
        return response.hasItem() ? todo(response.item()) : null;
    }

    void put(Todo todo) {
        var item = new HashMap<String, AttributeValue>();
        item.put("list", AttributeValue.fromS(todo.list()));
        item.put("id", AttributeValue.fromS(todo.id()));
        item.put("title", AttributeValue.fromS(todo.title()));
        item.put("completed", AttributeValue.fromBool(todo.completed()));
        item.put("order", AttributeValue.fromN(Integer.toString(todo.order())));
        item.put("version", AttributeValue.fromN(Long.toString(todo.version())));
        client.putItem(request -> request.tableName("plain").item(item));
    }

    List<Todo> query(String list) {
        var response = client.query(request -> request.tableName("plain")
                .keyConditionExpression("#l = :l")
                .expressionAttributeNames(Map.of("#l", "list"))
                .expressionAttributeValues(Map.of(":l", AttributeValue.fromS(list)))
                .consistentRead(true)
                .limit(10));
        return response.items().stream().map(ByHandDynamoDb::todo).toList();
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
}
