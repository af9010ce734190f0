package io.anyport.jdbc;

import java.sql.SQLException;
import java.sql.SQLTransientException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.ReentrantLock;
import org.jspecify.annotations.Nullable;

/**
 * Lets one write after the other into a file of H2, which stores what it has of all its maps, one after the other, with each
 * commit: a process that is killed could leave half of what another thread was just writing. Thread-safe.
 */
final class Turns {

    private static final long MOST_SECONDS = 10;

    private final @Nullable ReentrantLock lock;

    private Turns(@Nullable ReentrantLock lock) {
        this.lock = lock;
    }

    /** Everybody at once. */
    static Turns none() {
        return new Turns(null);
    }

    static Turns oneByOne() {
        return new Turns(new ReentrantLock());
    }

    /** Answers what {@link #end} is to be told. */
    boolean begin(@Nullable Deadline deadline) throws SQLException {
        if (lock == null || lock.tryLock()) {
            return lock != null;
        }
        long most = TimeUnit.SECONDS.toNanos(MOST_SECONDS);
        try {
            if (lock.tryLock(deadline == null ? most : Math.min(most, deadline.nanos()), TimeUnit.NANOSECONDS)) {
                return true;
            }
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
        throw new SQLTransientException("other writes take too long", Failures.CANCELED);
    }

    void end(boolean begun) {
        if (begun && lock != null) {
            lock.unlock();
        }
    }
}
