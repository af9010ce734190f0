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
        long start = System.nanoTime();
        var done = new CompletableFuture<@Nullable Void>();
        var worker = new Thread(() -> work(done), "anyport-check-" + check.name());
        worker.setDaemon(true);
        boolean isAlone = running.compareAndSet(null, worker);
        if (isAlone) {
            start(worker, done);
        } else {
            done.completeExceptionally(new TimeoutException("it has not ended since it was asked before"));
        }
        // The time is counted from here on: what has not begun cannot be interrupted.
        return done.orTimeout(check.limit().toNanos(), TimeUnit.NANOSECONDS)
                .handle((none, failed) -> said(failed, start, isAlone ? worker : null));
    }

    private void start(Thread worker, CompletableFuture<@Nullable Void> done) {
        try {
            worker.start();
        } catch (OutOfMemoryError none) { // which is what the JDK throws if there are no more threads
            running.set(null);
            done.completeExceptionally(none);
        }
    }

    private void work(CompletableFuture<@Nullable Void> done) {
        Throwable failed = null;
        try {
            Invocation.of("health").within(check.limit()).call(() -> {
                check.run();
                return true;
            });
        } catch (Throwable thrown) { // however it fails, it has failed
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
