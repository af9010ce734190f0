package io.anyport.undertow;

import io.anyport.http.Body;
import java.io.IOException;
import java.io.InputStream;
import java.lang.System.Logger.Level;
import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** A stream in pieces that are made one after the other, each from what the stream has ready. By one thread at a time. */
final class Pieces {

    private static final System.Logger LOGGER = System.getLogger("io.anyport.undertow");

    private static final int FIRST = 16 * 1024;
    private static final int LARGEST = 64 * 1024; // for a stream that fills the first: it costs a worker's turn each

    private final InputStream stream;
    private final long length; // -1 if it is not known
    private byte[] buffer = new byte[FIRST];
    private long made;
    private boolean isClosed;

    private Pieces(InputStream stream, long length) {
        this.stream = stream;
        this.length = length;
    }

    /** {@return the pieces of a body, which are to be read to their end or closed} */
    static Pieces of(Body body) {
        return new Pieces(body.stream(), body.length().orElse(-1));
    }

    /**
     * {@return the next piece, which is good until the one after it is asked for; null at the end, at which the stream is closed}
     * Waits for the stream if it must.
     *
     * @throws FailedAnswer if the stream fails, or is not as long as it was said to be
     */
    @Nullable
    ByteBuffer next() throws FailedAnswer {
        try {
            int count = stream.read(buffer);
            if (count < 0) {
                end();
                return null;
            }
            made += count;
            if (length >= 0 && made > length) {
                throw new FailedAnswer(
                        "its stream is longer than the " + length + " bytes that it was said to have", null);
            }
            var piece = ByteBuffer.wrap(buffer, 0, count);
            if (count == buffer.length && count < LARGEST) {
                buffer = new byte[LARGEST];
            }
            return piece;
        } catch (IOException | RuntimeException e) {
            throw new FailedAnswer("its stream failed", e);
        }
    }

    private void end() throws IOException, FailedAnswer {
        if (made < length) {
            throw new FailedAnswer("its stream ended after " + made + " of " + length + " bytes", null);
        }
        isClosed = true;
        stream.close();
    }

    /** {@return how much of the heap they take} */
    int size() {
        return buffer.length;
    }

    /** {@return whether the stream has been closed} */
    boolean isClosed() {
        return isClosed;
    }

    /** Closes a stream that has not come to its end, once. */
    void close() {
        if (isClosed) {
            return;
        }
        isClosed = true;
        try {
            stream.close();
        } catch (IOException | RuntimeException e) {
            LOGGER.log(Level.DEBUG, "a stream that broke off cannot be closed", e);
        }
    }
}
