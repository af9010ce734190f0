package io.anyport.jdbc;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.pool.HikariPool;
import io.anyport.store.Key;
import io.anyport.store.StoreException;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.time.Duration;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;

/** Runs work on connections, gives them back in order or throws them away, and tells failures apart. Thread-safe. */
final class Connections {

    private volatile DataSource source; // another one after a restore
    private final Turns turns;
    private final long lockMillis;
    private final @Nullable Duration most;
    private volatile boolean closed;

    Connections(DataSource source, Database database) {
        this(source, database, null);
    }

    /** @param most what a call may take if there is no deadline, or null if the connections see to that */
    Connections(DataSource source, Database database, @Nullable Duration most) {
        this.source = source;
        this.most = most;
        this.turns = database.turns();
        this.lockMillis = database.lockMillis();
    }

    /** What is done with a connection. */
    interface Work<R> {
        R on(Session session) throws SQLException;
    }

    /** What a call is about, for its failures. */
    record Subject(@Nullable String table, @Nullable Key key) {}

    void close() {
        closed = true;
    }

    /** Takes connections from elsewhere from now on. */
    void moveTo(DataSource other) {
        source = other;
    }

    /** Reads with single statements. */
    <R> R read(Subject subject, Work<R> work) {
        return single(subject, work, false);
    }

    /** Writes with one statement, which commits by itself. */
    <R> R write(Subject subject, Work<R> work) {
        return single(subject, work, true);
    }

    private <R> R single(Subject subject, Work<R> work, boolean writes) {
        var deadline = deadline();
        boolean interrupted = Thread.currentThread().isInterrupted();
        Session session = null;
        boolean alone = false;
        try {
            alone = writes && turns.begin(deadline);
            session = open(deadline);
            try {
                return work.on(session);
            } finally {
                giveBack(session);
            }
        } catch (SQLException e) {
            throw failed(e, subject, writes && session != null && session.isUsed(), deadline);
        } finally {
            turns.end(alone);
            interruptAgain(interrupted);
        }
    }

    /** A file of H2 that goes on in spite of an interrupt forgets it. */
    private static void interruptAgain(boolean interrupted) {
        if (interrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private @Nullable Deadline deadline() {
        var deadline = Deadline.current();
        return deadline == null && most != null ? Deadline.in(most) : deadline;
    }

    /** Writes with several statements, all or none of them. */
    <R> R transact(Subject subject, Work<R> work) {
        return transact(subject, work, deadline());
    }

    /** Changes tables, which may take as long as the invocation has. */
    <R> R migrate(Subject subject, Work<R> work) {
        return transact(subject, work, Deadline.current());
    }

    private <R> R transact(Subject subject, Work<R> work, @Nullable Deadline deadline) {
        boolean interrupted = Thread.currentThread().isInterrupted();
        boolean sent = false;
        boolean alone = false;
        try {
            alone = turns.begin(deadline);
            var session = open(deadline);
            boolean committed = false;
            try {
                session.connection().setAutoCommit(false);
                R result = work.on(session);
                session.checkTime();
                sent = true;
                session.connection().commit();
                committed = true;
                return result;
            } finally {
                end(session, committed);
            }
        } catch (SQLException e) {
            throw failed(e, subject, sent, deadline);
        } finally {
            turns.end(alone);
            interruptAgain(interrupted);
        }
    }

    private static RuntimeException failed(SQLException e, Subject subject, boolean sent, @Nullable Deadline deadline) {
        var failure = Failures.of(e, subject.table(), subject.key(), sent);
        boolean unmade = failure instanceof StoreException.Conflict || failure instanceof StoreException.Unavailable;
        return unmade && deadline != null && deadline.isOver()
                ? new StoreException.Unavailable(
                        "the deadline has passed before the database was done",
                        subject.table(),
                        subject.key(),
                        failure.getCause())
                : failure;
    }

    /**
     * Ends a transaction. What fails here does not change the outcome: what was committed is, and what was not is rolled back
     * by the database as soon as the connection is gone. To switch auto-commit on again after a failed rollback would commit.
     */
    private void end(Session session, boolean committed) {
        try {
            if (!committed) {
                session.connection().rollback();
            }
            session.connection().setAutoCommit(true);
        } catch (SQLException lost) {
            session.end();
            discard(session.connection());
            return;
        }
        giveBack(session);
    }

    private void giveBack(Session session) {
        var connection = session.connection();
        boolean late = session.end();
        try {
            if (!late) {
                session.release();
                connection.close();
                return;
            }
        } catch (SQLException lost) {
            // whoever comes next must not get it
        }
        discard(connection);
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
        } catch (SQLException gone) {
            // that was the aim
        }
    }

    private Session open(@Nullable Deadline deadline) throws SQLException {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        if (deadline == null) {
            return new Session(source.getConnection());
        }
        if (deadline.isOver()) {
            throw new SQLTimeoutException("no time is left", Failures.CANCELED);
        }
        var connection = connection(deadline);
        try {
            return Session.until(deadline, connection, lockMillis);
        } catch (SQLException e) {
            discard(connection);
            throw e;
        }
    }

    /** Waits no longer than the deadline; as long as their source lets us, for connections from elsewhere. */
    private Connection connection(Deadline deadline) throws SQLException {
        return source instanceof HikariDataSource pool && pool.getHikariPoolMXBean() instanceof HikariPool waiting
                ? waiting.getConnection(Math.min(deadline.millis(), pool.getConnectionTimeout()))
                : source.getConnection();
    }
}
