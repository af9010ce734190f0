package io.anyport;

import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.LongSupplier;
import org.jspecify.annotations.Nullable;

/**
 * Asks the checks of an application, all at once, each on a thread of its own and at most once at a time. What they say is good for a
 * second, so that the probes of many balancers cost one. Thread-safe; a server has one.
 */
public final class HealthChecks {

    private static final long GOOD_NANOS = Duration.ofSeconds(1).toNanos();

    private final List<CheckRuns> checks;
    private final LongSupplier nanos;
    private @Nullable CompletableFuture<Health> latest;
    private long finished; // when the latest was, in nanoseconds

    private HealthChecks(List<CheckRuns> checks, LongSupplier nanos) {
        this.checks = checks;
        this.nanos = nanos;
    }

    /**
     * The checks of an application.
     *
     * @param app the application
     * @return what asks them
     */
    public static HealthChecks of(App app) {
        return of(app.checks(), System::nanoTime);
    }

    static HealthChecks of(List<HealthCheck> checks, LongSupplier nanos) {
        return new HealthChecks(checks.stream().map(CheckRuns::new).toList(), nanos);
    }

    /**
     * Asks them, unless they are being asked or have said within the last second. It does not wait; what depends on the future is done
     * by the thread of a check, and should be little.
     *
     * @return what they say, complete no later than the longest of their limits from now, and never with an exception
     */
    public CompletableFuture<Health> ask() {
        CompletableFuture<Health> asked;
        synchronized (this) {
            var known = latest;
            if (known != null && !(known.isDone() && nanos.getAsLong() - finished >= GOOD_NANOS)) {
                return known.copy();
            }
            asked = new CompletableFuture<>();
            latest = asked;
        }
        begin(asked);
        return asked.copy();
    }

    private void begin(CompletableFuture<Health> asked) {
        var runs = checks.stream().map(CheckRuns::run).toList();
        var unused = CompletableFuture.allOf(runs.toArray(CompletableFuture[]::new))
                .thenRun(() -> finish(
                        asked,
                        new Health(runs.stream().map(CompletableFuture::join).toList())));
    }

    private void finish(CompletableFuture<Health> asked, Health health) {
        synchronized (this) {
            finished = nanos.getAsLong();
            asked.complete(health);
        }
    }
}
