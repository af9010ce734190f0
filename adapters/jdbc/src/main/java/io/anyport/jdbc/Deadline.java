package io.anyport.jdbc;

import io.anyport.Invocation;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** The time until which the current invocation can use an answer. Immutable. */
final class Deadline {

    private final long end; // in the time of System.nanoTime

    private Deadline(long end) {
        this.end = end;
    }

    /** The deadline of the current invocation, or null if there is none. */
    static @Nullable Deadline current() {
        var remaining = Invocation.current().flatMap(Invocation::remaining);
        return remaining.isPresent() ? in(remaining.get()) : null;
    }

    static Deadline in(Duration remaining) {
        return new Deadline(System.nanoTime() + remaining.toNanos());
    }

    long nanos() {
        return end - System.nanoTime();
    }

    /** Rounded up: whoever waits that long is late. */
    long millis() {
        return Math.floorDiv(nanos(), 1_000_000L) + 1;
    }

    boolean isOver() {
        return nanos() <= 0;
    }
}
