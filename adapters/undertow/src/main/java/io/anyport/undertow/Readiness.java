package io.anyport.undertow;

import io.anyport.Health;
import io.anyport.HealthChecks;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Whether a server wants requests: the phases of its life, and the checks of its application in between. Thread-safe. */
final class Readiness {

    /** What it says about itself. */
    enum Phase {
        STARTING,
        SERVING,
        STOPPING
    }

    private final HealthChecks checks;
    private volatile Phase phase = Phase.STARTING;
    private final AtomicInteger probes = new AtomicInteger();
    private volatile long since; // in the time of System.nanoTime, when it began to stop

    Readiness(HealthChecks checks) {
        this.checks = checks;
    }

    void serve() {
        phase = Phase.SERVING;
    }

    /** {@return whether it begins to stop; not if it did before} */
    synchronized boolean drain() {
        if (phase == Phase.STOPPING) {
            return false;
        }
        since = System.nanoTime();
        phase = Phase.STOPPING;
        return true;
    }

    Phase phase() {
        return phase;
    }

    boolean isDraining() {
        return phase == Phase.STOPPING;
    }

    /** {@return for how long it has been stopping, in nanoseconds} */
    long drained() {
        return System.nanoTime() - since;
    }

    /** {@return whether somebody asks again and again, as balancers do and tests do not} */
    boolean isProbed() {
        return probes.get() >= 2;
    }

    /** {@return what the checks say, or null if that does not matter in this phase} */
    @Nullable
    CompletableFuture<Health> ask() {
        if (phase != Phase.SERVING) {
            return null;
        }
        probes.incrementAndGet();
        return checks.ask();
    }
}
