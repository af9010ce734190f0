package io.anyport.lambda.runtime;

import java.io.IOException;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * Several loops at once, each with a connection and a thread of its own: a virtual one from JDK 24 on, where {@code synchronized} no
 * longer pins them. If one of them cannot go on, none takes another invocation, and those that are running are answered before the end.
 */
final class Loops {

    private static final int NOT_PINNED_FROM = 24;

    private final Set<Loop> running = new HashSet<>();
    private final Set<Loop> waiting = new HashSet<>();
    private @Nullable Throwable end;

    private Loops(List<Loop> loops) {
        running.addAll(loops);
    }

    /** Goes on until one of them cannot. */
    static void run(List<Loop> loops) throws IOException {
        var together = new Loops(loops);
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
            while (waits(loop)) {
                var event = loop.next();
                works(loop);
                loop.invoke(event);
            }
        } catch (Throwable failed) {
            fail(failed);
        } finally {
            end(loop);
        }
    }

    private synchronized boolean waits(Loop loop) {
        waiting.add(loop);
        return end == null;
    }

    private synchronized void works(Loop loop) {
        waiting.remove(loop);
        loop.api().reopen();
    }

    /** The first failure is the reason of the end. Whoever waits for an invocation waits no longer. */
    private synchronized void fail(Throwable failed) {
        if (end == null) {
            end = failed;
            waiting.forEach(loop -> loop.api().abort());
        }
    }

    private synchronized void end(Loop loop) {
        loop.api().close();
        running.remove(loop);
        notifyAll();
    }

    private synchronized Throwable awaitEnd() throws InterruptedException {
        while (end == null || !running.isEmpty()) {
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
