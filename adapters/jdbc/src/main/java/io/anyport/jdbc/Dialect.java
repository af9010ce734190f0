package io.anyport.jdbc;

import io.anyport.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.util.Optional;
import java.util.concurrent.locks.Lock;
import java.util.concurrent.locks.ReentrantLock;

/** Where the databases differ: their types, and how a row is written that may be there already. */
enum Dialect {
    /** H2 2.x. */
    H2("VARBINARY(%d)", "CHARACTER VARYING") {
        @Override
        String insert(String table, String columns, String values) {
            return "INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ")";
        }

        @Override
        String put(String table, String size, boolean versioned) {
            String update = "UPDATE " + table + " SET version = version + 1, expiry = ?, " + size
                    + " = ?, document = ? WHERE hash = ? AND sort_key = ?";
            return versioned ? "SELECT version FROM FINAL TABLE (" + update + ")" : update;
        }

        @Override
        String replaceRow(String table, String columns, String values) {
            return "MERGE INTO " + table + " (" + columns + ") KEY (hash, sort_key) VALUES (" + values + ")";
        }

        /** What is FOR UPDATE is parsed anew each time, which takes longer than all the rest. */
        @Override
        String lock(String columns, String table, String where) {
            return "SELECT " + columns + " FROM FINAL TABLE (UPDATE " + table + " SET version = version" + where + ")";
        }

        @Override
        boolean putInserts() {
            return false;
        }

        @Override
        String renameColumn(String table, String from, String to) {
            return "ALTER TABLE " + table + " ALTER COLUMN " + from + " RENAME TO " + to;
        }

        /** A column can be renamed while others write; a change of the column itself waits until they are done. */
        @Override
        Optional<String> awaitWriters(String table, String column) {
            return Optional.of("ALTER TABLE " + table + " ALTER COLUMN " + column + " SET NOT NULL");
        }

        /** Its changes of tables commit by themselves, and fail in many ways if another process has just made the same. */
        @Override
        boolean mayRepeat(RuntimeException failure) {
            return true;
        }

        @Override
        Lock schemaLock() {
            return H2_SCHEMA; // H2 commits with each change of a table, and two at once are an internal error
        }
    },
    /** PostgreSQL 12 or newer. */
    POSTGRESQL("BYTEA", "TEXT") {
        @Override
        String insert(String table, String columns, String values) {
            return "INSERT INTO " + table + " (" + columns + ") VALUES (" + values + ") ON CONFLICT DO NOTHING";
        }

        @Override
        String put(String table, String size, boolean versioned) {
            return "INSERT INTO " + table + " AS t (expiry, " + size
                    + ", document, hash, sort_key, partition_key, version)"
                    + " VALUES (?, ?, ?, ?, ?, ?, 1) ON CONFLICT (hash, sort_key) DO UPDATE SET version = t.version + 1,"
                    + " expiry = excluded.expiry, " + size + " = excluded." + size + ", document = excluded.document"
                    + (versioned ? " RETURNING version" : "");
        }

        @Override
        String replaceRow(String table, String columns, String values) {
            var set = new StringBuilder();
            for (String column : columns.split(", ", -1)) {
                set.append(set.length() == 0 ? "" : ", ")
                        .append(column)
                        .append(" = excluded.")
                        .append(column);
            }
            return "INSERT INTO " + table + " (" + columns + ") VALUES (" + values
                    + ") ON CONFLICT (hash, sort_key) DO UPDATE SET " + set;
        }

        @Override
        String renameColumn(String table, String from, String to) {
            return "ALTER TABLE " + table + " RENAME COLUMN " + from + " TO " + to;
        }

        @Override
        String lock(String columns, String table, String where) {
            return "SELECT " + columns + " FROM " + table + where + " FOR UPDATE";
        }

        @Override
        boolean putInserts() {
            return true;
        }

        @Override
        void lockSchema(Connection connection, long lockMillis) throws SQLException {
            // an index of many rows takes its time, but while a change of a table waits, everybody waits behind it
            String settings = "SELECT set_config('statement_timeout', '0', true), set_config('lock_timeout', ?, true)";
            try (var limit = connection.prepareStatement(settings);
                    var lock = connection.prepareStatement("SELECT pg_advisory_xact_lock(?)")) {
                limit.setString(1, String.valueOf(lockMillis));
                limit.execute();
                lock.setLong(1, SCHEMA_LOCK);
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
    abstract String insert(String table, String columns, String values);

    /**
     * Writes a row of a table with the next version, and selects that if there are versions: with expiry, size, document, hash and
     * sort key as parameters, and the partition key if {@link #putInserts}.
     *
     * @param size the name of the column that has the size
     */
    abstract String put(String table, String size, boolean versioned);

    /** Selects rows that nobody else changes until the transaction ends. */
    abstract String lock(String columns, String table, String where);

    /** Whether {@link #put} also writes a row that is not there. */
    abstract boolean putInserts();

    /** Writes a row as it is in place of one of the same hash and sort key. */
    abstract String replaceRow(String table, String columns, String values);

    abstract String renameColumn(String table, String from, String to);

    /** What waits until all who have begun to write with the former name of a column are done, if renaming it has not. */
    Optional<String> awaitWriters(String table, String column) {
        return Optional.empty();
    }

    /** Whether a change of tables that has failed may be made again at once. */
    boolean mayRepeat(RuntimeException failure) {
        return failure instanceof StoreException.Conflict;
    }

    /** Lets no other thread of this process change tables, if the database needs that. */
    Lock schemaLock() {
        return new ReentrantLock();
    }

    /**
     * Lets no other process change tables until the transaction ends, if the database has such a lock.
     *
     * @param lockMillis how long the transaction waits for that lock, and for others
     */
    void lockSchema(Connection connection, long lockMillis) throws SQLException {}
}
