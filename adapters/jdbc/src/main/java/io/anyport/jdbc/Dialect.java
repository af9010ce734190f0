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
        String putRow(String table) {
            return "SELECT version FROM FINAL TABLE (MERGE INTO " + table + " t USING (SELECT"
                    + " CAST(? AS VARBINARY(32)) hash, CAST(? AS VARBINARY(1024)) sort_key,"
                    + " CAST(? AS VARBINARY(2048)) partition_key, CAST(? AS BIGINT) expiry, CAST(? AS INT) size,"
                    + " CAST(? AS CHARACTER VARYING) document) s ON (t.hash = s.hash AND t.sort_key = s.sort_key)"
                    + " WHEN MATCHED THEN UPDATE SET version = t.version + 1, expiry = s.expiry, size = s.size,"
                    + " document = s.document"
                    + " WHEN NOT MATCHED THEN INSERT (hash, sort_key, partition_key, version, expiry, size, document)"
                    + " VALUES (s.hash, s.sort_key, s.partition_key, 1, s.expiry, s.size, s.document))";
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
        String putRow(String table) {
            return "INSERT INTO " + table + " AS t (hash, sort_key, partition_key, version, expiry, size, document)"
                    + " VALUES (?, ?, ?, 1, ?, ?, ?) ON CONFLICT (hash, sort_key) DO UPDATE SET version = t.version + 1,"
                    + " expiry = excluded.expiry, size = excluded.size, document = excluded.document RETURNING version";
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

    /** Writes a row with the next version, and selects that. */
    abstract String putRow(String table);

    /** Writes a row of an index in place of an older one. */
    abstract String putIndexRow(String index);
}
