package io.anyport;

import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;

/** A request's body of unknown length, which turns out to be too large when it is read beyond the limit. */
final class LimitedStream extends FilterInputStream {

    private final long limit;
    private long read;

    LimitedStream(InputStream in, long limit) {
        super(in);
        this.limit = limit;
    }

    @Override
    public int read() throws IOException {
        int b = super.read();
        count(b < 0 ? 0 : 1);
        return b;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        int count = super.read(buffer, offset, length);
        count(Math.max(count, 0));
        return count;
    }

    @Override
    public long skip(long n) throws IOException {
        long skipped = super.skip(n);
        count(skipped);
        return skipped;
    }

    @Override
    public boolean markSupported() {
        return false;
    }

    private void count(long more) {
        read += more;
        if (read > limit) {
            throw App.tooLargeException(limit);
        }
    }
}
