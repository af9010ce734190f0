package io.anyport.undertow;

import java.io.IOException;
import java.io.InputStream;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;

/** A stream of some length, at whose end it may fail, and whose closing is noticed. */
final class TrackedStream extends InputStream {

    /** How many streams there were, and how many of them have been closed. */
    static final class Log {
        private final AtomicInteger opened = new AtomicInteger();
        private final AtomicInteger closed = new AtomicInteger();

        TrackedStream stream(long length, boolean fails) {
            opened.incrementAndGet();
            return new TrackedStream(length, fails, this);
        }

        TrackedStream endless() {
            return stream(Long.MAX_VALUE, false);
        }

        int opened() {
            return opened.get();
        }

        int closed() {
            return closed.get();
        }
    }

    private final boolean fails;
    private final Log log;
    private final CountDownLatch open = new CountDownLatch(1);
    private long left;

    private TrackedStream(long length, boolean fails, Log log) {
        this.left = length;
        this.fails = fails;
        this.log = log;
    }

    @Override
    public int read() throws IOException {
        throw new IOException("byte by byte");
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = (int) Math.min(left, length);
        left -= count;
        if (count == 0 && fails) {
            throw new IOException("secret");
        }
        return count == 0 ? -1 : count;
    }

    @Override
    public void close() {
        if (open.getCount() > 0) {
            open.countDown();
            log.closed.incrementAndGet();
        }
    }

    void awaitClosed() throws InterruptedException {
        if (!open.await(10, TimeUnit.SECONDS)) {
            throw new AssertionError("not closed");
        }
    }
}
