package io.anyport.undertow;

import io.undertow.Undertow;
import java.lang.System.Logger.Level;
import java.time.Duration;

/**
 * How a server ends without losing a request: it says so, goes on until those who send requests have noticed, refuses connections, waits
 * for what is in flight, and only then closes. Whoever
 * is interrupted meanwhile waits no more.
 */
final class Stopping {

    private static final System.Logger LOGGER = System.getLogger("io.anyport.undertow");

    private final Undertow undertow;
    private final Readiness readiness;
    private final Flights flights;
    private final Drain drain;

    Stopping(Undertow undertow, Readiness readiness, Flights flights, Drain drain) {
        this.undertow = undertow;
        this.readiness = readiness;
        this.flights = flights;
        this.drain = drain;
    }

    /** From now on readiness is 503, and each answer is the last one on its connection. */
    void begin(String why) {
        if (readiness.drain()) {
            log(why + ": readiness is 503, answers close their connections");
        }
    }

    /** Goes on to the end. */
    void end() {
        if (drain.isAlways() || readiness.isProbed()) {
            flights.await(drain.delay().minusNanos(readiness.drained()), false);
        }
        StrictListening.end(undertow);
        log("connections are refused");
        long end = System.nanoTime() + drain.grace().toNanos();
        flights.await(drain.grace(), true);
        flights.close();
        flights.await(Duration.ofNanos(end - System.nanoTime()), true); // of what came just now
        long left = flights.count();
        close();
        log(left == 0 ? "stopped" : "stopped, and " + left + " requests were cut off");
    }

    /** Undertow takes an interrupt for a failure. */
    private void close() {
        boolean isInterrupted = Thread.interrupted();
        StrictListening.closeConnections(undertow);
        undertow.stop();
        if (isInterrupted) {
            Thread.currentThread().interrupt();
        }
    }

    private void log(String step) {
        LOGGER.log(
                Level.INFO,
                step + " (in flight: " + flights.count() + ", since: "
                        + Duration.ofNanos(readiness.drained()).toMillis() + " ms)");
    }
}
