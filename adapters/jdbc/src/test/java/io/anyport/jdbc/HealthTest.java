package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import com.zaxxer.hikari.HikariConfig;
import com.zaxxer.hikari.HikariDataSource;
import io.anyport.Invocation;
import io.anyport.store.StoreException.Unavailable;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** The check of a store in a database. */
@Timeout(60)
class HealthTest {

    private static String url(String product) {
        return product.equals("H2")
                ? "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"
                : Servers.url(Servers.schema());
    }

    private static HikariDataSource pool(String url) {
        var config = new HikariConfig();
        config.setJdbcUrl(url);
        config.setMaximumPoolSize(1);
        return new HikariDataSource(config);
    }

    private static void check(JdbcStore store, Duration limit) throws Exception {
        Invocation.of("health").within(limit).call(() -> {
            store.healthCheck().orElseThrow().run();
            return true;
        });
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void itPassesWhileThereIsAConnection(String product) throws Exception {
        try (var pool = pool(url(product));
                var store = JdbcStore.open(pool, JdbcOptions.standard())) {
            check(store, Duration.ofSeconds(30));
            try (var taken = pool.getConnection()) {
                assertThrows(Unavailable.class, () -> check(store, Duration.ofMillis(100)));
                assertEquals(true, taken.isValid(1));
            }
            check(store, Duration.ofSeconds(30));
        }
    }

    @Test
    void itFailsInTimeWhereADatabaseDoesNotAnswer() throws Exception {
        try (var proxy = new CuttingProxy(Servers.port());
                var pool = pool(Servers.url(Servers.schema(), proxy.port()));
                var store = JdbcStore.open(pool, JdbcOptions.standard())) {
            check(store, Duration.ofSeconds(30));
            proxy.swallow("SELECT 1");
            assertThrows(Unavailable.class, () -> check(store, Duration.ofMillis(200)));
        }
    }
}
