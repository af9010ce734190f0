package io.anyport.jdbc;

import io.anyport.store.Key;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs work on connections, and tells failures apart. Thread-safe. */
final class Connections {

    private final DataSource source;
    private volatile boolean closed;

    Connections(DataSource source) {
        this.source = source;
    }

    /** What is done with a connection. */
    interface Work<R> {
        R on(Connection connection) throws SQLException;
    }

    void close() {
        closed = true;
    }

    /** Reads with single statements. */
    <R> R read(String table, @Nullable Key key, Work<R> work) {
        try (var connection = open()) {
            return work.on(connection);
        } catch (SQLException e) {
            throw Failures.of(e, table, key, false);
        }
    }

    /** Writes with one statement, which commits by itself. */
    <R> R write(String table, @Nullable Key key, Work<R> work) {
        boolean sent = false;
        try (var connection = open()) {
            sent = true;
            return work.on(connection);
        } catch (SQLException e) {
            throw Failures.of(e, table, key, sent);
        }
    }

    /** Writes with several statements, all or none of them. */
    <R> R transact(String table, @Nullable Key key, Work<R> work) {
        boolean sent = false;
        try (var connection = open()) {
            connection.setAutoCommit(false);
            try {
                R result = work.on(connection);
                sent = true;
                connection.commit();
                return result;
            } finally {
                if (!sent) {
                    rollback(connection);
                }
                connection.setAutoCommit(true);
            }
        } catch (SQLException e) {
            throw Failures.of(e, table, key, sent);
        }
    }

    private static void rollback(Connection connection) {
        try {
            connection.rollback();
        } catch (SQLException lost) {
            // whoever loses the connection has rolled back; the failure that led here is the one to tell
        }
    }

    private Connection open() throws SQLException {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        return source.getConnection();
    }
}
