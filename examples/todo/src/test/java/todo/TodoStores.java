package todo;

import io.anyport.jdbc.JdbcStore;
import io.anyport.memory.MemoryStore;
import io.anyport.store.Store;
import io.anyport.store.TableSpec;
import java.util.List;
import java.util.ServiceLoader;
import java.util.UUID;
import java.util.stream.Stream;

/**
 * The stores that the application's tests run on: memory, H2 and PostgreSQL, unless the class path has services that bring
 * others. DynamoDB Local is such a one, in a module of its own.
 */
public interface TodoStores {

    /**
     * Opens a store.
     *
     * @param tables what it is to have
     * @return a store with empty tables, to be closed
     * @throws Exception if there is none
     */
    Store open(TableSpec<?>... tables) throws Exception;

    /** {@return all of them} */
    static List<TodoStores> all() {
        var others = ServiceLoader.load(TodoStores.class).stream()
                .map(ServiceLoader.Provider::get)
                .toList();
        return others.isEmpty() ? List.of(Own.values()) : others;
    }

    /** {@return each target on the quickest store, and one target on each other store} */
    static Stream<Object[]> withTargets() {
        var stores = all();
        return Stream.concat(
                Stream.of(TodoTarget.values()).map(target -> new Object[] {target, stores.get(0)}),
                stores.stream().skip(1).map(store -> new Object[] {TodoTarget.MEMORY, store}));
    }

    /** Those of this module. */
    enum Own implements TodoStores {
        /** In memory. */
        MEMORY {
            @Override
            public Store open(TableSpec<?>... tables) {
                return new MemoryStore();
            }
        },
        /** H2. */
        H2 {
            @Override
            public Store open(TableSpec<?>... tables) {
                return created(JdbcStore.open("jdbc:h2:mem:" + UUID.randomUUID()), tables);
            }
        },
        /** PostgreSQL, with a schema for each test. */
        POSTGRESQL {
            @Override
            public Store open(TableSpec<?>... tables) throws Exception {
                return created(JdbcStore.open(TodoPostgres.newSchema()), tables);
            }
        };

        private static Store created(JdbcStore store, TableSpec<?>... tables) {
            store.createTables(tables);
            return store;
        }
    }
}
