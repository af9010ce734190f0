package io.anyport.http;

import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/** A part of a body, which is opened, and skipped to where the part begins, when it is first read. Closing closes it. */
final class PartStream extends InputStream {

    private final Body body;
    private final ByteRange range;
    private @Nullable InputStream stream;
    private long left;

    PartStream(Body body, ByteRange range) {
        super();
        this.body = body;
        this.range = range;
        this.left = range.length();
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (left == 0) {
            return -1;
        }
        int count = opened().read(buffer, offset, (int) Math.min(length, left));
        if (count < 0) {
            throw new EOFException("the content ends " + left + " bytes before the end of the range");
        }
        left -= count;
        return count;
    }

    private InputStream opened() throws IOException {
        var known = stream;
        if (known == null) {
            known = body instanceof FileBody file ? file.open() : body.stream();
            stream = known;
            known.skipNBytes(range.first());
        }
        return known;
    }

    @Override
    public void close() throws IOException {
        if (stream == null) {
            body.discard();
        } else {
            stream.close();
        }
    }
}
