package io.anyport.jdbc;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.sql.SQLTimeoutException;
import java.sql.Statement;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/**
 * A connection while it does the work of one call. At the deadline the statement that runs is cancelled, which leaves no
 * setting behind and costs no message to the database as long as there is time; a connection that has not come back a second
 * later is cut.
 */
final class Session {

    private static final long GRACE_NANOS = 1_000_000_000;

    private final Connection connection;
    private final long lockMillis;
    private boolean used;
    private boolean watched;

    private @Nullable CompletableFuture<Void> timer;
    private @Nullable Statement running;
    private boolean late;
    private boolean ended;

    /** A connection that has all the time there is. */
    Session(Connection connection) {
        this(connection, 0);
    }

    private Session(Connection connection, long lockMillis) {
        this.connection = connection;
        this.lockMillis = lockMillis;
    }

    /** @param lockMillis how long it waits for a lock otherwise, if it does not listen to being cancelled meanwhile, or 0 */
    static Session until(Deadline deadline, Connection connection, long lockMillis) throws SQLException {
        long millis = Math.max(1, deadline.millis());
        boolean shorter = millis < lockMillis;
        var session = new Session(connection, shorter ? lockMillis : 0);
        if (shorter) {
            session.setLockTimeout(millis);
        }
        session.watch(deadline);
        return session;
    }

    private synchronized void watch(Deadline deadline) {
        watched = true;
        timer = after(deadline.nanos(), this::cancel);
    }

    private void setLockTimeout(long millis) throws SQLException {
        try (var set = connection.prepareStatement("SET LOCK_TIMEOUT ?")) {
            set.setLong(1, millis);
            set.execute();
        }
    }

    /** Undoes what was set. */
    void release() throws SQLException {
        if (lockMillis > 0) {
            setLockTimeout(lockMillis);
        }
    }

    Connection connection() {
        return connection;
    }

    /** Whether the database may have been sent a statement. */
    boolean isUsed() {
        return used;
    }

    PreparedStatement prepare(String sql) throws SQLException {
        var statement = connection.prepareStatement(sql);
        used = true;
        if (watched) {
            run(statement);
        }
        return statement;
    }

    private synchronized void run(Statement statement) throws SQLException {
        running = statement;
        if (late) {
            statement.close();
            checkTime();
        }
    }

    /** Refuses to go on after the deadline. */
    synchronized void checkTime() throws SQLException {
        if (late) {
            throw new SQLTimeoutException("the deadline has passed", Failures.CANCELED);
        }
    }

    /** Ends the watch, and answers whether it was too late: something may then still be on its way to this connection. */
    synchronized boolean end() {
        ended = true;
        if (timer != null) {
            timer.complete(null);
        }
        return late;
    }

    private void cancel() {
        var statement = beLate();
        if (statement != null) {
            try {
                statement.cancel();
            } catch (SQLException done) {
                // there is nothing to cancel any more
            }
        }
    }

    private synchronized @Nullable Statement beLate() {
        if (ended) {
            return null;
        }
        late = true;
        timer = after(GRACE_NANOS, this::cut);
        return running;
    }

    private void cut() {
        try {
            connection.abort(Runnable::run);
        } catch (SQLException closed) {
            // that was the aim
        }
    }

    /** Runs something later on a thread of its own, since it may wait for a network; not if the future is completed before. */
    private static CompletableFuture<Void> after(long nanos, Runnable action) {
        var timer = new CompletableFuture<Void>();
        var unused = timer.whenComplete((none, timeout) -> {
            if (timeout != null) {
                var thread = new Thread(action, "anyport-jdbc-deadline");
                thread.setDaemon(true);
                thread.start();
            }
        });
        return timer.orTimeout(Math.max(nanos, 1), TimeUnit.NANOSECONDS);
    }
}
