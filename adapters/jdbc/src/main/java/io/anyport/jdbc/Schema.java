package io.anyport.jdbc;

import io.anyport.store.IndexSpec;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.Item;
import java.sql.SQLException;

/** Makes a table and its indexes, where they are not there yet. */
final class Schema<T> {

    private final TableSpec<T> spec;
    private final Dialect dialect;
    private final Documents documents;

    Schema(TableSpec<T> spec, Dialect dialect, Documents documents) {
        this.spec = spec;
        this.dialect = dialect;
        this.documents = documents;
    }

    void create(Session session) throws SQLException {
        execute(
                session,
                "CREATE TABLE IF NOT EXISTS " + Names.table(spec.name()) + " (hash " + binary(Hashing.BYTES)
                        + ", sort_key " + binary(1024) + ", partition_key " + binary(2048)
                        + ", version BIGINT NOT NULL, expiry BIGINT NOT NULL, size INT NOT NULL, document "
                        + dialect.text()
                        + " NOT NULL, CONSTRAINT " + Names.key(spec.name()) + " PRIMARY KEY (hash, sort_key))");
        if (spec.expiry().isPresent()) {
            execute(
                    session,
                    "CREATE INDEX IF NOT EXISTS " + Names.expiry(spec.name()) + " ON " + Names.table(spec.name())
                            + " (expiry)");
        }
        for (int i = 0; i < spec.indexes().size(); i++) {
            create(session, spec.indexes().get(i), i);
        }
    }

    private void create(Session session, IndexSpec index, int number) throws SQLException {
        String name = Names.index(spec.name(), index.name());
        execute(
                session,
                "CREATE TABLE IF NOT EXISTS " + name + " (hash " + binary(Hashing.BYTES) + ", sort_key " + binary(1024)
                        + ", index_hash " + binary(Hashing.BYTES) + ", index_sort " + binary(1024)
                        + ", PRIMARY KEY (hash, sort_key))");
        execute(
                session,
                "CREATE INDEX IF NOT EXISTS " + Names.order(spec.name(), index.name()) + " ON " + name
                        + " (index_hash, index_sort, hash, sort_key)");
        if (isEmpty(session, name)) {
            fill(session, number);
        }
    }

    private String binary(int mostBytes) {
        return dialect.binary(mostBytes) + " NOT NULL";
    }

    private static void execute(Session session, String sql) throws SQLException {
        try (var statement = session.prepare(sql)) {
            statement.execute();
        }
    }

    private static boolean isEmpty(Session session, String name) throws SQLException {
        try (var query = session.prepare("SELECT 1 FROM " + name + " LIMIT 1");
                var results = query.executeQuery()) {
            return !results.next();
        }
    }

    /** Puts into a new index what the table has already. */
    private void fill(Session session, int number) throws SQLException {
        String all = "SELECT hash, sort_key, version, expiry, document FROM " + Names.table(spec.name());
        try (var query = session.prepare(all);
                var insert = session.prepare(new Statements(spec, dialect).putIndexRow.get(number))) {
            query.setFetchSize(1_000);
            try (var rows = query.executeQuery()) {
                while (rows.next()) {
                    var key = Item.of(spec, documents.record(spec, Row.of(rows, 3)))
                            .indexKeys()
                            .get(number);
                    if (key != null) {
                        insert.setBytes(1, rows.getBytes(1));
                        insert.setBytes(2, rows.getBytes(2));
                        insert.setBytes(3, Hashing.place(key.partition()));
                        insert.setBytes(4, key.sort());
                        insert.executeUpdate();
                    }
                }
            }
        }
    }
}
