package io.anyport.http;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.Future;

/**
 * Threads for handlers that somebody waits for: virtual ones from JDK 24 on, where {@code synchronized} no longer pins them, else daemons
 * that are used again.
 */
final class Workers {

    private static final int NOT_PINNED_FROM = 24;
    private static final ExecutorService EXECUTOR = executor();

    private Workers() {}

    /** {@return the work, which runs on a thread of its own; cancelling interrupts that thread and never another's work} */
    static Future<?> start(Runnable work) {
        return EXECUTOR.submit(work);
    }

    private static ExecutorService executor() {
        if (Runtime.version().feature() < NOT_PINNED_FROM) {
            return Executors.newCachedThreadPool(Workers::daemon);
        }
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no virtual threads", e);
        }
    }

    private static Thread daemon(Runnable work) {
        var thread = new Thread(work, "anyport-worker");
        thread.setDaemon(true);
        return thread;
    }
}
