package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.junit.StoreContract;
import io.anyport.store.Key;
import io.anyport.store.Store;
import io.anyport.store.TableSpec;
import java.time.Clock;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import org.junit.jupiter.api.Test;

/** One server, and a schema for each store. */
class PostgresStoreContractTest implements StoreContract {

    private final Map<Store, String> urls = new ConcurrentHashMap<>();

    @Override
    public Store open(Clock clock, TableSpec<?>... tables) {
        var store = open(Servers.url(Servers.schema()), clock);
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

    @Test
    void aTableMayHaveTheNameThatAPrimaryKeyHasByItself() throws Exception {
        var todo = TableSpec.of("todo", Note.class).key("book", "id");
        var namesake = TableSpec.of("todo_pkey", Note.class).key("book", "id");
        try (var store = open(Clock.systemUTC(), todo, namesake)) {
            var note = new Note("b", "1", "text", 0);
            store.table(namesake).put(note);
            assertEquals(Optional.of(note), store.table(namesake).get(Key.of("b", "1")));
        }
    }
}
