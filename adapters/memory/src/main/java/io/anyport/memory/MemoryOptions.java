package io.anyport.memory;

import io.anyport.store.RetryPolicy;
import java.time.Clock;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** How a {@link MemoryStore} behaves where engines differ. An immutable value. */
public final class MemoryOptions {

    private static final MemoryOptions STANDARD =
            new MemoryOptions(Clock.systemUTC(), true, RetryPolicy.standard(), null);

    private final Clock clock;
    private final boolean lateIndexes;
    private final RetryPolicy retry;
    private final @Nullable Faults faults;

    private MemoryOptions(Clock clock, boolean lateIndexes, RetryPolicy retry, @Nullable Faults faults) {
        this.clock = clock;
        this.lateIndexes = lateIndexes;
        this.retry = retry;
        this.faults = faults;
    }

    /** {@return what {@code new MemoryStore()} does: the system's clock, indexes that are late, the standard policy, no faults} */
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
        return new MemoryOptions(Objects.requireNonNull(newClock, "clock"), lateIndexes, retry, faults);
    }

    /**
     * Makes every query on an index, and every eventual read, see the latest writes. For tests that are not about that; an application that needs
     * it fails on DynamoDB.
     *
     * @return a copy
     */
    public MemoryOptions promptIndexes() {
        return new MemoryOptions(clock, false, retry, faults);
    }

    /**
     * Sets what the store does about failures that pass, which only {@link #faults} make.
     *
     * @param policy the policy
     * @return a copy
     */
    public MemoryOptions retry(RetryPolicy policy) {
        return new MemoryOptions(clock, lateIndexes, Objects.requireNonNull(policy, "policy"), faults);
    }

    /**
     * Makes calls fail.
     *
     * @param some what goes wrong, and how often
     * @return a copy
     */
    public MemoryOptions faults(Faults some) {
        return new MemoryOptions(clock, lateIndexes, retry, Objects.requireNonNull(some, "faults"));
    }

    Clock clock() {
        return clock;
    }

    RetryPolicy retry() {
        return retry;
    }

    Optional<Faults> faults() {
        return Optional.ofNullable(faults);
    }

    boolean lateIndexes() {
        return lateIndexes;
    }
}
