package io.anyport.lambda.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * Several loops on one handler, each with a connection and a thread of its own: a virtual one from JDK 24 on, where {@code
 * synchronized} no longer pins them.
 */
final class Loops {

    private static final int NOT_PINNED_FROM = 24;

    private Loops() {}

    /** Goes on until one of them cannot. */
    static void run(RequestStreamHandler handler, String authority, int concurrency) throws IOException {
        BlockingQueue<Throwable> ends = new LinkedBlockingQueue<>();
        for (int i = 0; i < concurrency; i++) {
            var loop = new Loop(handler, new ApiConnection(authority), Patience.standard());
            start(() -> ends.add(end(loop)));
        }
        try {
            var end = ends.take();
            throw new IOException(end.getMessage(), end);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static Throwable end(Loop loop) {
        try {
            loop.run();
            return new IllegalStateException("a loop has ended");
        } catch (Throwable failed) {
            return failed;
        }
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
