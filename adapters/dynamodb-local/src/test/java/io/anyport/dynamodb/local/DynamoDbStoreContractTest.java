package io.anyport.dynamodb.local;

import io.anyport.dynamodb.DynamoDbOptions;
import io.anyport.dynamodb.DynamoDbStore;
import io.anyport.junit.StoreContract;
import io.anyport.store.Store;
import io.anyport.store.TableSpec;
import java.time.Clock;

/** One server, and a database for each store. */
class DynamoDbStoreContractTest implements StoreContract {

    @Override
    public Store open(Clock clock, TableSpec<?>... tables) {
        var client = DynamoDbLocal.newDatabase().build();
        var store = DynamoDbStore.open(client, DynamoDbOptions.standard().clock(clock));
        store.createTables(tables);
        return store;
    }
}
