package io.anyport.dynamodb.local;

import io.anyport.dynamodb.DynamoDbOptions;
import io.anyport.dynamodb.DynamoDbStore;
import io.anyport.junit.StoreContract;
import io.anyport.store.Store;
import io.anyport.store.TableSpec;
import java.time.Clock;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** One server, and a database for each store. */
class DynamoDbStoreContractTest implements StoreContract {

    private final Map<Store, DynamoDbClient> clients = new ConcurrentHashMap<>();

    @Override
    public Store open(Clock clock, TableSpec<?>... tables) {
        var client = DynamoDbLocal.newDatabase(new IndexPages()).build();
        var store = open(client, clock);
        store.createTables(tables);
        client.listTables().tableNames().forEach(table -> keepExpired(client, table));
        return store;
    }

    /** DynamoDB Local removes what has expired by the system's clock, which is ahead of the contract's. */
    private static void keepExpired(DynamoDbClient client, String table) {
        var expiry =
                client.describeTimeToLive(request -> request.tableName(table)).timeToLiveDescription();
        if (expiry.timeToLiveStatus() == TimeToLiveStatus.ENABLED) {
            client.updateTimeToLive(request -> request.tableName(table)
                    .timeToLiveSpecification(specification ->
                            specification.attributeName(expiry.attributeName()).enabled(false)));
        }
    }

    @Override
    public Optional<Store> openAgain(Store opened, Clock clock) {
        return Optional.of(open(clients.get(opened), clock));
    }

    @Override
    public Optional<Store> upgrade(Store opened, Clock clock, TableSpec<?>... tables) {
        var client = clients.get(opened);
        var store = open(client, clock);
        store.createTables(tables);
        client.listTables().tableNames().forEach(table -> keepExpired(client, table));
        return Optional.of(store);
    }

    @Override
    public boolean changesIndexes() {
        return false;
    }

    private DynamoDbStore open(DynamoDbClient client, Clock clock) {
        var store = DynamoDbStore.open(client, DynamoDbOptions.standard().clock(clock));
        clients.put(store, client);
        return store;
    }

    @Override
    public boolean keepsOwnTime() {
        return true;
    }

    @Override
    public boolean removesExpiredByItself() {
        return true;
    }

    /** DynamoDB Local adds up the puts alone: see {@link EngineFactsTest}. */
    @Override
    public boolean countsWhatUpdatesLeave() {
        return false;
    }

    @Override
    public int snapshotOverhead() {
        return 4;
    }
}
