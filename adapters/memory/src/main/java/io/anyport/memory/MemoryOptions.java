package io.anyport.memory;

import java.time.Clock;
import java.util.Objects;

/** How a {@link MemoryStore} behaves where engines differ. An immutable value. */
public final class MemoryOptions {

    private static final MemoryOptions STANDARD = new MemoryOptions(Clock.systemUTC(), true);

    private final Clock clock;
    private final boolean lateIndexes;

    private MemoryOptions(Clock clock, boolean lateIndexes) {
        this.clock = clock;
        this.lateIndexes = lateIndexes;
    }

    /** {@return what {@code new MemoryStore()} does: the system's clock, and indexes that are late} */
    public static MemoryOptions standard() {
        return STANDARD;
    }

    /**
     * Sets the clock that decides what has expired.
     *
     * @param newClock the clock
     * @return a copy
     */
    public MemoryOptions clock(Clock newClock) {
        return new MemoryOptions(Objects.requireNonNull(newClock, "clock"), lateIndexes);
    }

    /**
     * Makes every query on an index see the latest writes. For tests that are not about that; an application that needs
     * it fails on DynamoDB.
     *
     * @return a copy
     */
    public MemoryOptions promptIndexes() {
        return new MemoryOptions(clock, false);
    }

    Clock clock() {
        return clock;
    }

    boolean lateIndexes() {
        return lateIndexes;
    }
}
