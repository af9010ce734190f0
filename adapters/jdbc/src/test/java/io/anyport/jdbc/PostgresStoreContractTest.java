package io.anyport.jdbc;

import io.anyport.junit.StoreContract;
import io.anyport.store.Store;
import io.anyport.store.TableSpec;
import java.time.Clock;

/** One server, and a schema for each store. */
class PostgresStoreContractTest implements StoreContract {

    @Override
    public Store open(Clock clock, TableSpec<?>... tables) {
        var store = JdbcStore.open(
                Servers.url(Servers.schema()), JdbcOptions.standard().clock(clock));
        store.createTables(tables);
        return store;
    }
}
