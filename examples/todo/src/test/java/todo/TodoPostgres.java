package todo;

import io.zonky.test.db.postgres.embedded.EmbeddedPostgres;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.sql.SQLException;
import java.util.UUID;

/** A PostgreSQL of the tests' own; it ends with the process that started it. */
final class TodoPostgres {

    private TodoPostgres() {}

    /** Loaded, and started, with the first schema. */
    private static final class Running {
        static final EmbeddedPostgres SERVER = start();
    }

    private static EmbeddedPostgres start() {
        try {
            return EmbeddedPostgres.builder()
                    .setServerConfig("max_connections", "300")
                    .start();
        } catch (IOException e) {
            throw new UncheckedIOException("PostgreSQL does not start", e);
        }
    }

    /** {@return the URL of a new and empty schema} */
    static String newSchema() throws SQLException {
        String schema = "s" + UUID.randomUUID().toString().replace("-", "");
        try (var connection = Running.SERVER.getPostgresDatabase().getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE SCHEMA " + schema);
        }
        return Running.SERVER.getJdbcUrl("postgres", "postgres") + "&currentSchema=" + schema;
    }
}
