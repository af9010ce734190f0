package io.anyport.jdbc;

import io.anyport.codec.Codec;
import io.anyport.mapping.Reading;
import io.anyport.store.IndexSpec;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.Item;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.SQLException;

/** Makes a table and its indexes, where they are not there yet. */
final class Schema<T> {

    private final TableSpec<T> spec;
    private final Dialect dialect;
    private final Codec codec;

    Schema(TableSpec<T> spec, Dialect dialect, Codec codec) {
        this.spec = spec;
        this.dialect = dialect;
        this.codec = codec;
    }

    void create(Connection connection) throws SQLException {
        execute(
                connection,
                "CREATE TABLE IF NOT EXISTS " + Names.table(spec.name()) + " (hash " + binary(32)
                        + ", sort_key " + binary(1024) + ", partition_key " + binary(2048)
                        + ", version BIGINT NOT NULL, expiry BIGINT NOT NULL, size INT NOT NULL, document "
                        + dialect.text()
                        + " NOT NULL, PRIMARY KEY (hash, sort_key))");
        for (int i = 0; i < spec.indexes().size(); i++) {
            create(connection, spec.indexes().get(i), i);
        }
    }

    private void create(Connection connection, IndexSpec index, int number) throws SQLException {
        String name = Names.index(spec.name(), index.name());
        execute(
                connection,
                "CREATE TABLE IF NOT EXISTS " + name + " (hash " + binary(32) + ", sort_key " + binary(1024)
                        + ", index_hash " + binary(32) + ", index_sort " + binary(1024)
                        + ", PRIMARY KEY (hash, sort_key))");
        execute(
                connection,
                "CREATE INDEX IF NOT EXISTS " + Names.order(spec.name(), index.name()) + " ON " + name
                        + " (index_hash, index_sort, hash, sort_key)");
        if (isEmpty(connection, name)) {
            fill(connection, name, number);
        }
    }

    private String binary(int mostBytes) {
        return dialect.binary(mostBytes) + " NOT NULL";
    }

    private static void execute(Connection connection, String sql) throws SQLException {
        try (var statement = connection.prepareStatement(sql)) {
            statement.execute();
        }
    }

    private static boolean isEmpty(Connection connection, String name) throws SQLException {
        try (var query = connection.prepareStatement("SELECT 1 FROM " + name + " LIMIT 1");
                var results = query.executeQuery()) {
            return !results.next();
        }
    }

    /** Puts into a new index what the table has already. */
    private void fill(Connection connection, String name, int number) throws SQLException {
        String all = "SELECT hash, sort_key, document FROM " + Names.table(spec.name());
        try (var query = connection.prepareStatement(all);
                var insert = connection.prepareStatement(dialect.putIndexRow(name))) {
            query.setFetchSize(1_000);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var key = Item.of(spec, read(rows.getString(3))).indexKeys().get(number);
                    if (key != null) {
                        insert.setBytes(1, rows.getBytes(1));
                        insert.setBytes(2, rows.getBytes(2));
                        insert.setBytes(3, Hashing.hash(key.partition()));
                        insert.setBytes(4, key.sort());
                        insert.executeUpdate();
                    }
                }
            }
        }
    }

    private T read(String document) {
        var reading = Reading.lenient();
        byte[] bytes = document.getBytes(StandardCharsets.UTF_8);
        return Item.record(spec, codec.read(bytes, spec.mapper().draft(), reading), reading);
    }
}
