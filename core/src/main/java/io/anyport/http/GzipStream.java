package io.anyport.http;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.zip.GZIPOutputStream;

/** A stream's content in gzip, while it is read: if it is prompt, what one read has given is sent before the next. */
final class GzipStream extends InputStream {

    private static final int STEP = 8 * 1024;

    private final InputStream source;
    private final boolean isPrompt;
    private final ByteArrayOutputStream made = new ByteArrayOutputStream(STEP);
    private final GZIPOutputStream gzip;
    private final byte[] step = new byte[STEP];
    private byte[] ready = new byte[0];
    private int sent;
    private boolean isEnded;

    GzipStream(InputStream source, boolean isPrompt) throws IOException {
        super();
        this.source = source;
        this.isPrompt = isPrompt;
        this.gzip = new GZIPOutputStream(made, STEP, true);
    }

    @Override
    public int read() throws IOException {
        var one = new byte[1];
        return read(one, 0, 1) < 0 ? -1 : one[0] & 0xff;
    }

    @Override
    public int read(byte[] buffer, int offset, int length) throws IOException {
        if (length == 0) {
            return 0;
        }
        while (sent == ready.length) {
            if (isEnded) {
                return -1;
            }
            make();
        }
        int count = Math.min(length, ready.length - sent);
        System.arraycopy(ready, sent, buffer, offset, count);
        sent += count;
        return count;
    }

    /** The source is read before anything is given out, so that its failure can still become another answer. */
    private void make() throws IOException {
        int count = source.read(step);
        if (count < 0) {
            isEnded = true;
            gzip.finish();
        } else {
            gzip.write(step, 0, count);
            if (isPrompt) {
                gzip.flush();
            }
        }
        ready = made.toByteArray();
        sent = 0;
        made.reset();
    }

    @Override
    public void close() throws IOException {
        try {
            gzip.close(); // into memory: what counts is the native memory that it gives back
        } finally {
            source.close();
        }
    }
}
