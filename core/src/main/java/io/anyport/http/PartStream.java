package io.anyport.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;

/** A part of a stream, which is skipped to where the part begins when it is first read. Closing closes the stream. */
final class PartStream extends InputStream {

    private final InputStream stream;
    private long ahead;
    private long left;

    PartStream(InputStream stream, long first, long length) {
        super();
        this.stream = stream;
        this.ahead = first;
        this.left = length;
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (ahead > 0) {
            stream.skipNBytes(ahead);
            ahead = 0;
        }
        if (left == 0) {
            return -1;
        }
        int count = stream.read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the stream ends " + left + " bytes before the end of the range");
        }
        left -= count;
        return count;
    }

    @Override
    public void close() throws IOException {
        stream.close();
    }
}
