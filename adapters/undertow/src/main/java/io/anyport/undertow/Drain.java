package io.anyport.undertow;

import java.time.Duration;

/** How long a server that is stopped goes on serving, and then waits for what is in flight. Immutable. */
record Drain(Duration delay, boolean isAlways, Duration grace) {

    /**
     * The delay is for two failures of a health check every 5 seconds. 30 seconds together, which is less than the 45 after which systemd
     * should kill.
     */
    static final Drain USUAL = new Drain(Duration.ofSeconds(12), false, Duration.ofSeconds(18));

    Drain delay(Duration other) {
        return new Drain(checked(other), true, grace);
    }

    Drain grace(Duration other) {
        return new Drain(delay, isAlways, checked(other));
    }

    private static Duration checked(Duration longest) {
        if (longest.isNegative()) {
            throw new IllegalArgumentException("longest must be >= 0, is " + longest);
        }
        return longest;
    }
}
