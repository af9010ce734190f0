package io.anyport.dynamodb;

import io.anyport.Invocation;
import io.anyport.store.StoreException.Unavailable;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Waits for a table, again and again, until patience or the invocation's time is at an end. Used by one thread. */
final class Patience {

    private static final long FIRST_MILLIS = 20;
    private static final long MOST_MILLIS = 2_000;

    private final String table;
    private final long end; // in the time of System.nanoTime
    private long millis = FIRST_MILLIS;

    Patience(String table, Duration most) {
        this.table = table;
        var remaining = Invocation.current().flatMap(Invocation::remaining).orElse(most);
        this.end = System.nanoTime() + (remaining.compareTo(most) < 0 ? remaining : most).toNanos();
    }

    /**
     * Waits a little, longer each time.
     *
     * @param what is waited for
     * @throws Unavailable if it has taken too long, or the thread is interrupted
     */
    void await(String what) {
        if (System.nanoTime() - end >= 0) {
            throw failed(what, null);
        }
        try {
            Thread.sleep(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed(what, e);
        }
        millis = Math.min(2 * millis, MOST_MILLIS);
    }

    private Unavailable failed(String what, @Nullable Exception cause) {
        return new Unavailable(what + "; DynamoDB goes on with it, and createTables waits again", table, null, cause);
    }
}
