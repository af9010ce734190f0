package io.anyport.jdbc;

import java.sql.Connection;
import java.sql.SQLException;

/** Where the databases differ: their types, and how a row is written that may be there already. */
enum Dialect {
    /** H2 2.x. */
    H2("VARBINARY(%d)", "CHARACTER VARYING") {
        @Override
        String insert(String table, String columns, String values, String key) {
            return "INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ")";
        }

        @Override
        String updateRow(String table, String set, String where) {
            return "SELECT version FROM FINAL TABLE (UPDATE " + table + " SET " + set + where + ")";
        }

        @Override
        String putIndexRow(String index) {
            return "MERGE INTO " + index + " (hash, sort_key, index_hash, index_sort) KEY (hash, sort_key)"
                    + " VALUES (?, ?, ?, ?)";
        }
    },
    /** PostgreSQL 12 or newer. */
    POSTGRESQL("BYTEA", "TEXT") {
        @Override
        String insert(String table, String columns, String values, String key) {
            return "INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ") ON CONFLICT (" + key
                    + ") DO NOTHING";
        }

        @Override
        String updateRow(String table, String set, String where) {
            return "UPDATE " + table + " SET " + set + where + " RETURNING version";
        }

        @Override
        String putIndexRow(String index) {
            return "INSERT INTO " + index + " (hash, sort_key, index_hash, index_sort) VALUES (?, ?, ?, ?)"
                    + " ON CONFLICT (hash, sort_key) DO UPDATE SET index_hash = excluded.index_hash,"
                    + " index_sort = excluded.index_sort";
        }
    };

    private final String binary;
    private final String text;

    Dialect(String binary, String text) {
        this.binary = binary;
        this.text = text;
    }

    /** The dialect of the database behind a connection. */
    static Dialect of(Connection connection) throws SQLException {
        String product = connection.getMetaData().getDatabaseProductName();
        return switch (product) {
            case "H2" -> H2;
            case "PostgreSQL" -> POSTGRESQL;
            default -> throw new IllegalArgumentException("the database is " + product + ", not H2 or PostgreSQL");
        };
    }

    /** The type of binary data of any length up to a limit. */
    String binary(int mostBytes) {
        return binary.formatted(mostBytes);
    }

    /** The type of long text. */
    String text() {
        return text;
    }

    /** Writes a row, or counts none (or fails with a duplicate key) if its key is taken. */
    abstract String insert(String table, String columns, String values, String key);

    /** Writes what is set into a row, and selects its version, if there is such a row. */
    abstract String updateRow(String table, String set, String where);

    /** Writes a row of an index in place of an older one. */
    abstract String putIndexRow(String index);
}
