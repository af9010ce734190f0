package io.anyport.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.time.Duration;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import org.xnio.IoUtils;
import org.xnio.Options;
import org.xnio.StreamConnection;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * What is under Undertow's writers: notices a client that has something to read and takes nothing of it, and ends its connection. Nothing
 * is measured as long as a client takes all that it is given.
 */
final class WatchedSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

    private static final int LOOKS = 4; // in the time that a client has

    private final StreamConnection connection;
    private final long pause; // between two looks, in nanoseconds
    private final AtomicBoolean isWatched = new AtomicBoolean();
    private final AtomicInteger progress = new AtomicInteger();
    private volatile boolean hasRest; // the last that was written was not taken as a whole
    private volatile boolean isUnflushed; // what TLS has made of it was not
    private int seen;
    private int looks;

    WatchedSink(StreamConnection connection, StreamSinkConduit next, Duration longest) {
        super(next);
        this.connection = connection;
        this.pause = Math.max(1, longest.toNanos() / LOOKS);
    }

    private long written(long count, boolean hasMore) {
        if (count > 0) {
            progress.incrementAndGet();
        }
        hasRest = hasMore;
        if (hasMore) {
            watch();
        }
        return count;
    }

    private void watch() {
        if (isWatched.compareAndSet(false, true)) {
            seen = progress.get();
            looks = 0;
            lookLater();
        }
    }

    private void lookLater() {
        try {
            getWriteThread().executeAfter(this::look, pause, TimeUnit.NANOSECONDS);
        } catch (RejectedExecutionException stopped) {
            isWatched.set(false);
        }
    }

    private boolean isFull() {
        return hasRest || isUnflushed;
    }

    private void look() {
        if (!isFull()) {
            isWatched.set(false);
            if (isFull()) {
                watch();
            }
            return;
        }
        if (progress.get() != seen) {
            seen = progress.get();
            looks = 0;
        } else if (++looks == LOOKS) {
            end();
            return;
        }
        if (next.isWriteResumed()) {
            next.wakeupWrites(); // a client that is slow and not silent has room for a little, of which no selector
            // speaks
        }
        lookLater();
    }

    /** With a reset, which gives back at once what the kernel holds, and looks like no end of an answer. */
    private void end() {
        try {
            connection.setOption(Options.CLOSE_ABORT, true);
        } catch (IOException ignored) { // closed already
        }
        IoUtils.safeClose(connection);
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        int count = next.write(bytes);
        written(count, bytes.hasRemaining());
        return count;
    }

    @Override
    public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
        return written(next.write(buffers, offset, length), hasRemaining(buffers, offset, length));
    }

    @Override
    public int writeFinal(ByteBuffer bytes) throws IOException {
        int count = next.writeFinal(bytes);
        written(count, bytes.hasRemaining());
        return count;
    }

    @Override
    public long writeFinal(ByteBuffer[] buffers, int offset, int length) throws IOException {
        return written(next.writeFinal(buffers, offset, length), hasRemaining(buffers, offset, length));
    }

    @Override
    public boolean flush() throws IOException {
        boolean isFlushed = next.flush();
        if (isFlushed && isUnflushed) {
            progress.incrementAndGet();
        }
        isUnflushed = !isFlushed;
        if (!isFlushed) {
            watch();
        }
        return isFlushed;
    }

    private static boolean hasRemaining(ByteBuffer[] buffers, int offset, int length) {
        for (int i = offset; i < offset + length; i++) {
            if (buffers[i].hasRemaining()) {
                return true;
            }
        }
        return false;
    }
}
