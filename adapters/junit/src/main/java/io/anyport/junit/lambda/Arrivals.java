package io.anyport.junit.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Objects;
import java.util.Queue;
import org.jspecify.annotations.Nullable;

/** The pieces of an answer, between the connection that brings them and whoever reads them. Thread-safe. */
final class Arrivals {

    private final Queue<byte[]> pieces = new ArrayDeque<>();
    private final ByteArrayOutputStream all = new ByteArrayOutputStream();
    private boolean isPulled;
    private boolean isEnded;

    Arrivals(boolean isPulled) {
        this.isPulled = isPulled;
    }

    /** Adds a piece; waits for the one before to be read if the answer is pulled. */
    synchronized void add(byte[] bytes, int length) throws InterruptedIOException {
        while (isPulled && !pieces.isEmpty()) {
            await(0);
        }
        all.write(bytes, 0, length);
        pieces.add(Arrays.copyOf(bytes, length));
        notifyAll();
    }

    synchronized byte[] all() {
        return all.toByteArray();
    }

    synchronized void end() {
        isEnded = true;
        notifyAll();
    }

    synchronized void release() {
        isPulled = false;
        notifyAll();
    }

    /** {@return the next piece, or null at the end} */
    private synchronized byte @Nullable [] next(Duration patience) throws InterruptedIOException {
        long end = System.nanoTime() + patience.toNanos();
        while (pieces.isEmpty() && !isEnded) {
            long left = (end - System.nanoTime()) / 1_000_000;
            if (left <= 0) {
                throw new InterruptedIOException("nothing has arrived within " + patience);
            }
            await(left);
        }
        byte[] piece = pieces.poll();
        notifyAll();
        return piece;
    }

    @SuppressWarnings("WaitNotInLoop") // the loops are the callers'
    private void await(long millis) throws InterruptedIOException {
        try {
            wait(millis);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    InputStream stream(Duration patience) {
        return new InputStream() {
            private byte[] piece = new byte[0];
            private int position;

            @Override
            public int read() throws IOException {
                var one = new byte[1];
                return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
            }

            @Override
            public int read(byte[] target, int offset, int length) throws IOException {
                Objects.checkFromIndexSize(offset, length, target.length);
                while (position == piece.length && length > 0) {
                    byte[] next = next(patience);
                    if (next == null) {
                        return -1;
                    }
                    piece = next;
                    position = 0;
                }
                int some = Math.min(length, piece.length - position);
                System.arraycopy(piece, position, target, offset, some);
                position += some;
                return some;
            }

            @Override
            public void close() {
                release();
            }
        };
    }
}
