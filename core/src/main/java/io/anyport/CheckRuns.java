package io.anyport;

import io.anyport.Health.Checked;
import java.lang.System.Logger.Level;
import java.time.Duration;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicReference;
import org.jspecify.annotations.Nullable;

/**
 * The runs of one check: one at a time, also where one does not end when it is told to. What it fails with is logged when it begins to,
 * not every second. Thread-safe.
 */
final class CheckRuns {

    private static final System.Logger LOGGER = System.getLogger("io.anyport.health");

    private final HealthCheck check;
    private final AtomicReference<@Nullable Thread> running = new AtomicReference<>();
    private boolean isFailing;

    CheckRuns(HealthCheck check) {
        this.check = check;
    }

    /** {@return what the check says; never an exception} */
    CompletableFuture<Checked> run() {
        var thread = new AtomicReference<@Nullable Thread>();
        long start = System.nanoTime();
        var done = new CompletableFuture<@Nullable Void>();
        var said = done.orTimeout(check.limit().toNanos(), TimeUnit.NANOSECONDS)
                .handle((none, failed) -> said(failed, start, thread.get()));
        var worker = new Thread(() -> work(done), "anyport-check-" + check.name());
        worker.setDaemon(true);
        if (running.compareAndSet(null, worker)) {
            thread.set(worker);
            worker.start();
        } else {
            done.completeExceptionally(new TimeoutException("it has not ended since it was asked before"));
        }
        return said;
    }

    private void work(CompletableFuture<@Nullable Void> done) {
        Throwable failed = null;
        try {
            Invocation.of("health").within(check.limit()).call(() -> {
                check.run();
                return true;
            });
        } catch (
                Throwable thrown) { // a check that fails in any way has failed, and must not keep the others from being
            // asked
            failed = thrown;
        }
        running.set(null);
        if (failed == null) {
            done.complete(null);
        } else {
            done.completeExceptionally(failed);
        }
    }

    private Checked said(@Nullable Throwable failed, long start, @Nullable Thread worker) {
        if (failed instanceof TimeoutException && worker != null) {
            worker.interrupt();
        }
        log(failed);
        return new Checked(check.name(), failed == null, Duration.ofNanos(System.nanoTime() - start));
    }

    private synchronized void log(@Nullable Throwable failed) {
        if (failed != null && !isFailing) {
            String why = failed.getMessage() == null ? "no answer within " + check.limit() : failed.toString();
            LOGGER.log(Level.WARNING, "check " + check.name() + " fails: " + why, failed);
        } else if (failed == null && isFailing) {
            LOGGER.log(Level.INFO, "check " + check.name() + " passes again");
        }
        isFailing = failed != null;
    }
}
