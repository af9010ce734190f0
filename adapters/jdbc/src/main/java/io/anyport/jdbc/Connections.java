package io.anyport.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import io.anyport.store.Key;
import java.sql.Connection;
import java.sql.SQLException;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs work on connections, gives them back in order or throws them away, and tells failures apart. Thread-safe. */
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
        return single(table, key, work, false);
    }

    /** Writes with one statement, which commits by itself. */
    <R> R write(String table, @Nullable Key key, Work<R> work) {
        return single(table, key, work, true);
    }

    private <R> R single(String table, @Nullable Key key, Work<R> work, boolean writes) {
        boolean sent = false;
        try {
            var connection = open();
            try {
                sent = writes;
                return work.on(connection);
            } finally {
                giveBack(connection);
            }
        } catch (SQLException e) {
            throw Failures.of(e, table, key, sent);
        }
    }

    /** Writes with several statements, all or none of them. */
    <R> R transact(String table, @Nullable Key key, Work<R> work) {
        boolean sent = false;
        try {
            var connection = open();
            boolean committed = false;
            try {
                connection.setAutoCommit(false);
                R result = work.on(connection);
                sent = true;
                connection.commit();
                committed = true;
                return result;
            } finally {
                end(connection, committed);
            }
        } catch (SQLException e) {
            throw Failures.of(e, table, key, sent);
        }
    }

    /**
     * Ends a transaction. What fails here does not change the outcome: what was committed is, and what was not is rolled back
     * by the database as soon as the connection is gone. To switch auto-commit on again after a failed rollback would commit.
     */
    private void end(Connection connection, boolean committed) {
        try {
            if (!committed) {
                connection.rollback();
            }
            connection.setAutoCommit(true);
        } catch (SQLException lost) {
            discard(connection);
            return;
        }
        giveBack(connection);
    }

    private void giveBack(Connection connection) {
        try {
            connection.close();
        } catch (SQLException lost) {
            discard(connection);
        }
    }

    /** Keeps a connection in an unknown state from being given to anyone else. */
    private void discard(Connection connection) {
        try {
            if (source instanceof HikariDataSource pool) {
                pool.evictConnection(connection);
            } else {
                connection.abort(Runnable::run);
            }
            connection.close();
        } catch (SQLException closed) {
            // that was the aim
        }
    }

    private Connection open() throws SQLException {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        return source.getConnection();
    }
}
