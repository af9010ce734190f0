package io.anyport.jdbc;

import io.anyport.junit.StoreContract;
import io.anyport.store.Store;
import io.anyport.store.TableSpec;
import java.time.Clock;
import java.util.UUID;

class H2StoreContractTest implements StoreContract {

    @Override
    public Store open(Clock clock, TableSpec<?>... tables) {
        var store = JdbcStore.open(
                "jdbc:h2:mem:" + UUID.randomUUID(), JdbcOptions.standard().clock(clock));
        store.createTables(tables);
        return store;
    }
}
