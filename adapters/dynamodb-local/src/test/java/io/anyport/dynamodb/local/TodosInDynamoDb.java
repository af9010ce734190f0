package io.anyport.dynamodb.local;

import io.anyport.dynamodb.DynamoDbOptions;
import io.anyport.dynamodb.DynamoDbStore;
import io.anyport.store.Store;
import io.anyport.store.TableSpec;
import todo.TodoStores;

/** Where the example's tests have their store from in this module. */
public final class TodosInDynamoDb implements TodoStores {

    @Override
    public Store open(TableSpec<?>... tables) {
        var store = DynamoDbStore.open(DynamoDbLocal.newDatabase().build(), DynamoDbOptions.standard());
        store.createTables(tables);
        return store;
    }

    @Override
    public String toString() {
        return "DYNAMODB";
    }
}
