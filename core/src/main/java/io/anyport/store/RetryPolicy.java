package io.anyport.store;

import java.time.Duration;
import java.util.Objects;

/**
 * What a store does about failures that pass: one policy for every engine. An immutable value.
 *
 * <p>A call is made again after {@link StoreException.Conflict}, {@link StoreException.Throttled} and {@link
 * StoreException.Unavailable}, since nothing was written; after {@link StoreException.Unknown} only in a transaction with
 * a token, which the store applies once. Before each further attempt it waits for a random time between zero and a bound
 * that doubles from attempt to attempt (AWS Builders' Library, "Timeouts, retries, and backoff with jitter": full jitter).
 * No attempt begins that the deadline of the current {@link io.anyport.Invocation}, or the policy's own patience, does not
 * leave time for: the last failure is thrown instead.
 */
public final class RetryPolicy {

    private static final int MOST_ATTEMPTS = 100;

    private static final RetryPolicy STANDARD =
            new RetryPolicy(4, Duration.ofMillis(25), Duration.ofSeconds(1), Duration.ofSeconds(5));

    private final int attempts;
    private final Duration base;
    private final Duration cap;
    private final Duration patience;

    private RetryPolicy(int attempts, Duration base, Duration cap, Duration patience) {
        this.attempts = attempts;
        this.base = base;
        this.cap = cap;
        this.patience = patience;
    }

    /** {@return 4 attempts; bounds of 25 ms, 50 ms, 100 ms, at most 1 s between them; no attempt after 5 s} */
    public static RetryPolicy standard() {
        return STANDARD;
    }

    /** {@return a policy of one attempt} */
    public static RetryPolicy never() {
        return STANDARD.attempts(1);
    }

    /**
     * Sets how often a call is made in all.
     *
     * @param most 1 to 100
     * @return a copy
     * @throws IllegalArgumentException if it is outside
     */
    public RetryPolicy attempts(int most) {
        if (most < 1 || most > MOST_ATTEMPTS) {
            throw new IllegalArgumentException("attempts must be between 1 and " + MOST_ATTEMPTS + ", not " + most);
        }
        return new RetryPolicy(most, base, cap, patience);
    }

    /**
     * Sets the bounds of the time between two attempts.
     *
     * @param first the bound before the second attempt; zero for no waiting at all
     * @param most the bound that it never grows beyond
     * @return a copy
     * @throws IllegalArgumentException if one is negative
     */
    public RetryPolicy backoff(Duration first, Duration most) {
        return new RetryPolicy(attempts, notNegative("first", first), notNegative("most", most), patience);
    }

    /**
     * Sets the time after which no further attempt begins.
     *
     * @param most from the beginning of the first attempt
     * @return a copy
     * @throws IllegalArgumentException if it is negative
     */
    public RetryPolicy patience(Duration most) {
        return new RetryPolicy(attempts, base, cap, notNegative("most", most));
    }

    private static Duration notNegative(String name, Duration value) {
        if (Objects.requireNonNull(value, name).isNegative()) {
            throw new IllegalArgumentException(name + " must be >= 0, is " + value);
        }
        return value;
    }

    /** {@return how often a call is made in all} */
    public int attempts() {
        return attempts;
    }

    /** {@return the time after which no further attempt begins} */
    public Duration patience() {
        return patience;
    }

    /**
     * The bound of the time before an attempt.
     *
     * @param attempt its number; the first one to wait for is 2
     * @return the longest time that may be waited
     */
    public Duration bound(int attempt) {
        var doubled = base.multipliedBy(1L << Math.min(attempt - 2, 30));
        return doubled.compareTo(cap) < 0 ? doubled : cap;
    }
}
