package io.anyport.benchmarks.store;

import io.anyport.dynamodb.DynamoDbOptions;
import io.anyport.dynamodb.DynamoDbStore;
import io.anyport.store.Key;

/** A process that makes one call to DynamoDB and ends: {@code FirstCall ours} or {@code FirstCall by-hand}. */
public final class FirstCall {

    private FirstCall() {}

    public static void main(String[] arguments) {
        long start = System.nanoTime();
        var client = StubDynamoDb.client();
        var todo = arguments[0].equals("ours")
                ? DynamoDbStore.open(client, DynamoDbOptions.standard())
                        .table(Todo.PLAIN)
                        .get(Key.of("home", "todo-500"))
                        .orElseThrow()
                : new ByHandDynamoDb(client).get("home", "todo-500");
        System.out.println(arguments[0] + " " + (System.nanoTime() - start) / 1_000 + " us, " + todo.id());
    }
}
