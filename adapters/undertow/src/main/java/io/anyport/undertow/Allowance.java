package io.anyport.undertow;

import java.util.concurrent.TimeUnit;

/** How much a client may do on a connection that brings nothing forward: so much at once, and a part of it again with each second. */
final class Allowance {

    private static final int MOST = 1_000;
    private static final int EACH_SECOND = 100;

    private int left = MOST;
    private long since; // when the last part of it was given back

    Allowance(long now) {
        this.since = now;
    }

    /** Takes some, if there is enough. {@return whether there was} */
    boolean take(int cost, long now) {
        if (left < cost) {
            refill(now);
        }
        left -= cost;
        return left >= 0;
    }

    /** The clock is looked at only when it matters. */
    private void refill(long now) {
        long parts = Math.min(MOST, (now - since) / (TimeUnit.SECONDS.toNanos(1) / EACH_SECOND));
        if (parts > 0) {
            since = now;
            give((int) parts);
        }
    }

    /** What a client has earned by work. */
    void give(int earned) {
        left = Math.min(MOST, left + earned);
    }
}
