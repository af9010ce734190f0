package io.anyport.lambda.runtime;

import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Several loops at once, each with a connection and a thread of its own: a virtual one from JDK 24 on, where {@code synchronized} no
 * longer pins them. If one of them cannot go on, none takes another invocation, and those that are running are answered before the end.
 */
final class Loops {

    private static final int NOT_PINNED_FROM = 24;

    private int busy;
    private @Nullable Throwable end;

    private Loops() {}

    /** Goes on until one of them cannot. */
    static void run(List<Loop> loops) throws IOException {
        var together = new Loops();
        for (var loop : loops) {
            start(() -> together.work(loop));
        }
        try {
            var end = together.awaitEnd();
            throw new IOException(end.getMessage(), end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private void work(Loop loop) {
        try {
            while (goesOn()) {
                var event = loop.next();
                count(1);
                try {
                    loop.invoke(event);
                } finally {
                    count(-1);
                }
            }
        } catch (Throwable failed) {
            end(failed);
        }
    }

    private synchronized boolean goesOn() {
        return end == null;
    }

    private synchronized void count(int more) {
        busy += more;
        notifyAll();
    }

    private synchronized void end(Throwable failed) {
        end = end == null ? failed : end;
        notifyAll();
    }

    private synchronized Throwable awaitEnd() throws InterruptedException {
        while (end == null || busy > 0) {
            wait();
        }
        return end;
    }

    private static void start(Runnable work) {
        if (Runtime.version().feature() < NOT_PINNED_FROM) {
            new Thread(work, "invocations").start();
            return;
        }
        try {
            Thread.class.getMethod("startVirtualThread", Runnable.class).invoke(null, work);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("this JDK has no virtual threads", e);
        }
    }
}
