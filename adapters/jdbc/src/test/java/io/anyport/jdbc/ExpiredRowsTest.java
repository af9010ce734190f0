package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Instant;
import java.util.ArrayList;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What has expired goes in several batches, and from the indexes, too. */
class ExpiredRowsTest {

    private static final int EXPIRED = 450;
    private static final int LIVE = 50;

    record Session(String user, String id, Instant expires) {

        static final TableSpec<Session> TABLE = TableSpec.of("sessions", Session.class)
                .key("user", "id")
                .index("by-id", "id")
                .expiry("expires");
    }

    private static long rows(String url, String table) throws SQLException {
        try (var connection = DriverManager.getConnection(url);
                var query = connection.prepareStatement("SELECT count(*) FROM \"" + table + "\"");
                var results = query.executeQuery()) {
            return results.next() ? results.getLong(1) : -1;
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void nothingIsLeftOfThem(String product) throws Exception {
        String url = product.equals("H2") ? "jdbc:h2:mem:" + UUID.randomUUID() : Servers.url(Servers.schema());
        try (var store = JdbcStore.open(url)) {
            store.createTables(Session.TABLE);
            var sessions = store.table(Session.TABLE);
            var writes = new ArrayList<Write<Session>>();
            var now = Instant.now();
            for (int i = 0; i < EXPIRED + LIVE; i++) {
                var expires = i < EXPIRED ? now.minusSeconds(1 + i) : now.plusSeconds(3_600);
                writes.add(Write.put(Session.TABLE, new Session("ann", "id-" + i, expires)));
            }
            sessions.writeAll(writes);
            assertEquals(EXPIRED + LIVE, rows(url, "sessions/by-id/1"));

            assertEquals(EXPIRED, sessions.removeExpired());
            assertEquals(LIVE, rows(url, "sessions"));
            assertEquals(LIVE, rows(url, "sessions/by-id/1"));
            assertEquals(0, sessions.removeExpired());
        }
    }
}
