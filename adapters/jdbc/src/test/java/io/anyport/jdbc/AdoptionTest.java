package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.TableSpec;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Tables that the library made before there were layouts. */
class AdoptionTest {

    private static String url(String product) {
        return product.equals("H2")
                ? "jdbc:h2:mem:" + UUID.randomUUID() + ";DB_CLOSE_DELAY=-1"
                : Servers.url(Servers.schema());
    }

    private static void execute(Connection connection, String sql, Object... values) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            for (int i = 0; i < values.length; i++) {
                statement.setObject(i + 1, values[i]);
            }
            statement.execute();
        }
    }

    private static byte[] bytes(String text) {
        return text.getBytes(StandardCharsets.UTF_8);
    }

    /** As they were made, with an index past which somebody has written. */
    private static void makeOld(Connection connection, String product) throws SQLException {
        String binary = product.equals("H2") ? " VARBINARY(2048) NOT NULL" : " BYTEA NOT NULL";
        String text = product.equals("H2") ? "CHARACTER VARYING" : "TEXT";
        execute(
                connection,
                "CREATE TABLE \"notes\" (hash" + binary + ", sort_key" + binary + ", partition_key" + binary
                        + ", version BIGINT NOT NULL, expiry BIGINT NOT NULL, size INT NOT NULL, document " + text
                        + " NOT NULL, CONSTRAINT \"notes//key\" PRIMARY KEY (hash, sort_key))");
        execute(
                connection,
                "CREATE TABLE \"notes/by-text\" (hash" + binary + ", sort_key" + binary + ", index_hash" + binary
                        + ", index_sort" + binary + ", PRIMARY KEY (hash, sort_key))");
        execute(
                connection,
                "CREATE INDEX \"notes/by-text/order\" ON \"notes/by-text\" (index_hash, index_sort, hash, sort_key)");
        insertOld(connection, "1");
        insertOld(connection, "2");
        execute(
                connection,
                "INSERT INTO \"notes/by-text\" VALUES (?, ?, ?, ?)",
                bytes("a"),
                bytes("2"),
                bytes("a former text"),
                bytes("2"));
    }

    private static void insertOld(Connection connection, String id) throws SQLException {
        execute(
                connection,
                "INSERT INTO \"notes\" (hash, sort_key, partition_key, version, expiry, size, document)"
                        + " VALUES (?, ?, ?, 3, ?, 30, ?)",
                bytes("a"),
                bytes(id),
                bytes("a"),
                Long.MAX_VALUE,
                "{\"book\":\"a\",\"id\":\"" + id + "\",\"text\":\"some text\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void theyAreTakenOverAndTheirIndexesMadeAnew(String product) throws Exception {
        String url = url(product);
        try (var connection = DriverManager.getConnection(url);
                var store = JdbcStore.open(url)) {
            makeOld(connection, product);
            var notes = store.table(Note.TABLE);
            var unknown = assertThrows(IllegalStateException.class, () -> notes.get(Key.of("a", "1")));
            assertTrue(String.valueOf(unknown.getMessage()).contains("createTables"), unknown.toString());
            store.createTables(Note.TABLE);
            var expected = List.of(new Note("a", "1", Note.TEXT, 3), new Note("a", "2", Note.TEXT, 3));
            assertEquals(
                    expected,
                    notes.query(Range.partition(Note.TEXT).on("by-text")).items());
            assertTrue(notes.query(Range.partition("a former text").on("by-text"))
                    .items()
                    .isEmpty());
            assertEquals(4, notes.replace(expected.get(0)).version());
            assertThrows(SQLException.class, () -> insertOld(connection, "3")); // its writer does not know the layout
            assertThrows(SQLException.class, () -> execute(connection, "SELECT * FROM \"notes/by-text\""));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void anotherKeyIsSeenByTheirRows(String product) throws Exception {
        String url = url(product);
        try (var connection = DriverManager.getConnection(url);
                var store = JdbcStore.open(url)) {
            makeOld(connection, product);
            for (var other : List.of(
                    TableSpec.of("notes", Note.class).key("book"),
                    TableSpec.of("notes", Note.class).key("text", "id"),
                    TableSpec.of("notes", Note.class).key("book", "version"))) {
                var refused = assertThrows(IllegalStateException.class, () -> store.createTables(other));
                assertTrue(String.valueOf(refused.getMessage()).contains("another key"), refused.toString());
            }
            store.createTables(Note.TABLE);
            assertTrue(store.table(Note.TABLE).get(Key.of("a", "2")).isPresent());
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"H2", "PostgreSQL"})
    void aTableOfSomebodyElseIsLeftAlone(String product) throws Exception {
        String url = url(product);
        try (var connection = DriverManager.getConnection(url);
                var store = JdbcStore.open(url)) {
            execute(connection, "CREATE TABLE \"notes\" (id INT)");
            var refused = assertThrows(IllegalStateException.class, () -> store.createTables(Note.TABLE));
            assertTrue(String.valueOf(refused.getMessage()).contains("table notes"), refused.toString());
            execute(connection, "INSERT INTO \"notes\" (id) VALUES (1)");
        }
    }
}
