package io.anyport.lambda.runtime;

import java.io.IOException;

/** How often the Runtime API is tried, and when it is given up. Immutable. */
final class Patience {

    private final int attempts;
    private final long firstMillis;

    /** @param attempts in all, of one call; after each the time to wait doubles */
    Patience(int attempts, long firstMillis) {
        this.attempts = attempts;
        this.firstMillis = firstMillis;
    }

    /** Eight attempts within some seconds: what takes longer is not going to come back to this process. */
    static Patience standard() {
        return new Patience(8, 20);
    }

    /** Waits before the next attempt, or throws the failure. */
    void await(int attempt, IOException failed) throws IOException {
        boolean passes = !(failed instanceof ApiException told) || told.passes();
        if (attempt >= attempts || !passes) {
            throw failed;
        }
        try {
            Thread.sleep(firstMillis << (attempt - 1));
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw failed;
        }
    }
}
