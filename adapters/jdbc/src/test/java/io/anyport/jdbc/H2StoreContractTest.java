package io.anyport.jdbc;

import io.anyport.junit.StoreContract;
import io.anyport.store.Store;
import io.anyport.store.TableSpec;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;

class H2StoreContractTest implements StoreContract {

    private final Map<Store, String> urls = new ConcurrentHashMap<>();

    @Override
    public Store open(Clock clock, TableSpec<?>... tables) {
        var store = open("jdbc:h2:mem:" + UUID.randomUUID(), clock);
        store.createTables(tables);
        return store;
    }

    @Override
    public Optional<Store> openAgain(Store opened, Clock clock) {
        return Optional.of(open(Objects.requireNonNull(urls.get(opened)), clock));
    }

    @Override
    public Optional<Store> upgrade(Store opened, Clock clock, TableSpec<?>... tables) {
        var store = open(Objects.requireNonNull(urls.get(opened)), clock);
        try {
            store.createTables(tables);
            return Optional.of(store);
        } catch (RuntimeException refused) {
            store.close();
            throw refused;
        }
    }

    private JdbcStore open(String url, Clock clock) {
        var store = JdbcStore.open(url, JdbcOptions.standard().clock(clock));
        urls.put(store, url);
        return store;
    }
}
