package io.anyport.jdbc;

import java.sql.SQLException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** Makes the tables of the database be what a layout says. Each step does nothing if it was done before. */
final class SchemaChange {

    private final Dialect dialect;

    SchemaChange(Dialect dialect) {
        this.dialect = dialect;
    }

    /** The column that is to refuse those who do not know the layout, as it is named now; null if there is no table. */
    @Nullable
    String fence(Session session, String table) throws SQLException {
        boolean there = false;
        try (var query = session.prepare("SELECT column_name FROM information_schema.columns"
                + " WHERE table_schema = CURRENT_SCHEMA AND table_name = ?")) {
            query.setString(1, Names.cut(table));
            try (var columns = query.executeQuery()) {
                while (columns.next()) {
                    there = true;
                    String column = columns.getString(1).toLowerCase(Locale.ROOT);
                    if (column.equals("size") || column.startsWith("size_")) {
                        return column;
                    }
                }
            }
        }
        if (there) {
            throw new IllegalStateException(
                    "table " + table + " is in the database, but is none of a store: give one of them another name");
        }
        return null;
    }

    /** Makes and renames what is not as the layout says. What is obsolete stays for now. */
    void make(Session session, TableLayout layout) throws SQLException {
        String table = Names.quoted(layout.table());
        String fence = fence(session, layout.table());
        if (fence == null) {
            execute(
                    session,
                    "CREATE TABLE IF NOT EXISTS " + table + " (hash " + binary(Hashing.BYTES) + ", sort_key "
                            + binary(1024) + ", partition_key " + binary(2048)
                            + ", version BIGINT NOT NULL, expiry BIGINT NOT NULL, " + layout.fence()
                            + " INT NOT NULL, document " + dialect.text() + " NOT NULL, CONSTRAINT "
                            + Names.key(layout.table()) + " PRIMARY KEY (hash, sort_key))");
        } else if (!fence.equals(layout.fence())) {
            execute(session, dialect.renameColumn(table, fence, layout.fence()));
        }
        if (!layout.expiry().isEmpty()) {
            execute(
                    session,
                    "CREATE INDEX IF NOT EXISTS " + Names.expiry(layout.table()) + " ON " + table + " (expiry)");
        }
        for (var index : layout.indexes()) {
            makeIndex(session, index.table(layout.table()));
        }
        var await = dialect.awaitWriters(table, layout.fence());
        if (await.isPresent()) {
            execute(session, await.get());
        }
    }

    private void makeIndex(Session session, String name) throws SQLException {
        String table = Names.quoted(name);
        execute(
                session,
                "CREATE TABLE IF NOT EXISTS " + table + " (hash " + binary(Hashing.BYTES) + ", sort_key " + binary(1024)
                        + ", index_hash " + binary(Hashing.BYTES) + ", index_sort " + binary(1024)
                        + ", PRIMARY KEY (hash, sort_key))");
        execute(
                session,
                "CREATE INDEX IF NOT EXISTS " + Names.order(name) + " ON " + table
                        + " (index_hash, index_sort, hash, sort_key)");
    }

    void dropObsolete(Session session, TableLayout layout) throws SQLException {
        for (String name : layout.obsolete()) {
            execute(session, "DROP TABLE IF EXISTS " + Names.quoted(name));
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
}
