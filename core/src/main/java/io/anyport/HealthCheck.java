package io.anyport;

import java.time.Duration;
import java.util.Objects;

/**
 * Whether something that an application cannot do without works at the moment: it fails by throwing. A target that has a readiness
 * address asks it there ({@link HealthChecks}), and nobody else does. Immutable; what it runs must bear being called by any thread,
 * though never by two at once.
 */
public final class HealthCheck {

    /** The time that a check has unless it is said otherwise: less than any balancer's patience with its probe. */
    public static final Duration LIMIT = Duration.ofSeconds(1);

    private final String name;
    private final Probe probe;
    private final Duration limit;

    /** What a check does. */
    @FunctionalInterface
    public interface Probe {

        /**
         * Returns if all is well. It should be cheap, since it is run every second while balancers ask, and change nothing.
         *
         * @throws Exception if it is not: its text is logged and never shown to a client
         */
        void run() throws Exception;
    }

    private HealthCheck(String name, Probe probe, Duration limit) {
        this.name = name;
        this.probe = probe;
        this.limit = limit;
    }

    /**
     * A check with a limit of one second.
     *
     * @param name what clients of the readiness address are told, 1 to 64 of {@code a-z A-Z 0-9 . _ -}
     * @param probe what throws if it is not well
     * @return the check
     * @throws IllegalArgumentException if the name is not of that form
     */
    public static HealthCheck of(String name, Probe probe) {
        if (!name.matches("[A-Za-z0-9._-]{1,64}")) {
            throw new IllegalArgumentException(
                    "name must be 1 to 64 of a-z A-Z 0-9 . _ -, is " + name.length() + " characters");
        }
        return new HealthCheck(name, Objects.requireNonNull(probe, "probe"), LIMIT);
    }

    /**
     * A copy with another time limit. Then it is interrupted and has failed, and the current invocation ends with it, which a store
     * heeds.
     *
     * @param longest from a millisecond on
     * @return the copy
     * @throws IllegalArgumentException if it is shorter
     */
    public HealthCheck limit(Duration longest) {
        if (longest.compareTo(Duration.ofMillis(1)) < 0) {
            throw new IllegalArgumentException("longest must be >= 1 ms, is " + longest);
        }
        return new HealthCheck(name, probe, longest);
    }

    /**
     * A copy under another name.
     *
     * @param other as for {@link #of}
     * @return the copy
     * @throws IllegalArgumentException if the name is not of that form
     */
    public HealthCheck named(String other) {
        return of(other, probe).limit(limit);
    }

    /** {@return the name that clients see} */
    public String name() {
        return name;
    }

    /** {@return how long it may take} */
    public Duration limit() {
        return limit;
    }

    /**
     * Runs it on this thread, without its limit.
     *
     * @throws Exception if it is not well
     */
    public void run() throws Exception {
        probe.run();
    }

    /** {@return the name} */
    @Override
    public String toString() {
        return name;
    }
}
