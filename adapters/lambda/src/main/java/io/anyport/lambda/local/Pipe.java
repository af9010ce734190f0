package io.anyport.lambda.local;

import java.io.IOException;
import java.io.InputStream;
import java.io.InterruptedIOException;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Bytes on their way from a function to its client, of which only the last ones written are kept: each waits for the other. */
final class Pipe extends InputStream {

    private byte[] bytes = {};
    private int position;
    private boolean isClosed; // by the client
    private boolean isEnded; // by the function
    private boolean isBroken;

    /** {@return where the function writes}; throws once the client has gone. */
    OutputStream writer() {
        return new OutputStream() {
            @Override
            public void write(int b) throws IOException {
                put(new byte[] {(byte) b});
            }

            @Override
            public void write(byte[] some, int offset, int length) throws IOException {
                var copy = new byte[length];
                System.arraycopy(some, offset, copy, 0, length);
                put(copy);
            }
        };
    }

    private synchronized void put(byte[] more) throws IOException {
        while (position < bytes.length && !isClosed) {
            await();
        }
        if (isClosed) {
            throw new IOException("the client has gone");
        }
        bytes = more;
        position = 0;
        notifyAll();
    }

    /** Ends it, from the function's side. */
    synchronized void end(@Nullable Throwable failed) {
        isEnded = true;
        isBroken = failed != null;
        notifyAll();
    }

    synchronized boolean isClosed() {
        return isClosed;
    }

    @Override
    public synchronized int read() throws IOException {
        return fill() ? bytes[position++] & 0xff : -1;
    }

    @Override
    public synchronized int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        if (!fill()) {
            return -1;
        }
        int count = Math.min(length, bytes.length - position);
        System.arraycopy(bytes, position, buffer, offset, count);
        position += count;
        notifyAll();
        return count;
    }

    private boolean fill() throws IOException {
        while (position == bytes.length && !isEnded && !isClosed) {
            notifyAll();
            await();
        }
        if (isClosed || (position == bytes.length && isBroken)) {
            throw new IOException(isClosed ? "closed" : "the function failed in the middle of its answer");
        }
        return position < bytes.length;
    }

    @SuppressWarnings("WaitNotInLoop") // the loops are the callers'
    private void await() throws InterruptedIOException {
        try {
            wait();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
            throw new InterruptedIOException("interrupted");
        }
    }

    @Override
    public synchronized void close() {
        isClosed = true;
        notifyAll();
    }
}
