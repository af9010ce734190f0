package io.anyport.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

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

        @Override
        Lock schemaLock() {
            return H2_SCHEMA; // H2 commits with each change of a table, and two at once are an internal error
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

        @Override
        void lockSchema(Connection connection) throws SQLException {
            try (var lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(" + SCHEMA_LOCK + ")")) {
                lock.execute();
            }
        }
    };

    private static final Lock H2_SCHEMA = new ReentrantLock();

    /** "anyport" in ASCII. */
    private static final long SCHEMA_LOCK = 0x61_6E_79_70_6F_72_74L;

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

    /** Lets no other thread of this process change tables, if the database needs that. */
    Lock schemaLock() {
        return new ReentrantLock();
    }

    /** Lets no other process change tables until the transaction ends, if the database has such a lock. */
    void lockSchema(Connection connection) throws SQLException {}
}
