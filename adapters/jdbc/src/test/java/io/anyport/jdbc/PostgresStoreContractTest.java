package io.anyport.jdbc;

import io.anyport.junit.StoreContract;
import io.anyport.store.Store;
import io.anyport.store.TableSpec;
import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.sql.SQLException;
import java.time.Clock;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;

/** One server, and a schema for each store. */
class PostgresStoreContractTest implements StoreContract {

    private static EmbeddedPostgres server;

    @BeforeAll
    static void start() throws Exception {
        server = EmbeddedPostgres.builder()
                .setServerConfig("max_connections", "500")
                .start();
    }

    @AfterAll
    static void stop() throws Exception {
        server.close();
    }

    @Override
    public Store open(Clock clock, TableSpec<?>... tables) throws SQLException {
        String schema = "s" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = server.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        }
        String url = server.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
        var store = JdbcStore.open(url, JdbcOptions.standard().clock(clock));
        store.createTables(tables);
        return store;
    }
}
