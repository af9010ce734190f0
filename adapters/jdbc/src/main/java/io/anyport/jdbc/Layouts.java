package io.anyport.jdbc;

import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** The table in which the layout of each table is kept. */
final class Layouts {

    private static final String NAME = "\"anyport//layouts\""; // no table and no index has two slashes in its name
    private static final String READ = "SELECT format, generation, layout FROM " + NAME + " WHERE name = ?";

    private Layouts() {}

    static void create(Session session, Dialect dialect) throws SQLException {
        try (var create = session.prepare("CREATE TABLE IF NOT EXISTS " + NAME
                + " (name VARCHAR(255) PRIMARY KEY, format INT NOT NULL, generation INT NOT NULL, layout "
                + dialect.text() + " NOT NULL)")) {
            create.execute();
        }
    }

    /** The layout of a table, or null if it has none. */
    static @Nullable TableLayout read(Session session, String table) throws SQLException {
        return read(session, table, READ);
    }

    /** The same, and nobody else changes it until the transaction ends. */
    static @Nullable TableLayout lock(Session session, String table) throws SQLException {
        return read(session, table, READ + " FOR UPDATE");
    }

    private static @Nullable TableLayout read(Session session, String table, String sql) throws SQLException {
        try (var query = session.prepare(sql)) {
            query.setString(1, table);
            try (var results = query.executeQuery()) {
                if (!results.next()) {
                    return null;
                }
                if (results.getInt(1) != TableLayout.FORMAT) {
                    throw new IllegalStateException("table " + table + " has a layout of format " + results.getInt(1)
                            + ", which a later version of the library has written; this one knows "
                            + TableLayout.FORMAT);
                }
                return TableLayout.parse(table, results.getInt(2), results.getString(3));
            }
        }
    }

    static void insert(Session session, TableLayout layout) throws SQLException {
        write(session, "INSERT INTO " + NAME + " (format, generation, layout, name) VALUES (?, ?, ?, ?)", layout);
    }

    static void update(Session session, TableLayout layout) throws SQLException {
        write(session, "UPDATE " + NAME + " SET format = ?, generation = ?, layout = ? WHERE name = ?", layout);
    }

    private static void write(Session session, String sql, TableLayout layout) throws SQLException {
        try (PreparedStatement write = session.prepare(sql)) {
            write.setInt(1, TableLayout.FORMAT);
            write.setInt(2, layout.generation());
            write.setString(3, layout.text());
            write.setString(4, layout.table());
            write.executeUpdate();
        }
    }
}
