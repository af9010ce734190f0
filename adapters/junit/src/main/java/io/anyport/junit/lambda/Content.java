package io.anyport.junit.lambda;

import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Map;

/** The content of a request, with its length known or in chunks (RFC 9112, section 7.1). One thread's own. */
final class Content {

    private final Wire wire;
    private final boolean isChunked;
    private long left; // of the chunk, or of all
    private boolean isFirst = true;
    private boolean isEnded;
    private Map<String, String> trailers = Map.of();

    Content(RequestHead head, Wire wire) throws IOException {
        this.wire = wire;
        this.isChunked = head.isChunked();
        this.left = head.length();
        this.isEnded = !isChunked && left == 0;
    }

    /** {@return how many bytes there were; -1 at the end} */
    int read(byte[] target) throws IOException {
        if (left == 0 && isChunked && !isEnded) {
            nextChunk();
        }
        if (isEnded) {
            return -1;
        }
        int some = wire.read(target, 0, (int) Math.min(target.length, left));
        left -= some;
        isEnded = !isChunked && left == 0;
        return some;
    }

    private void nextChunk() throws IOException {
        if (!isFirst && !wire.line().isEmpty()) {
            throw new IOException("a chunk longer than it was said to be");
        }
        isFirst = false;
        String line = wire.line();
        int extension = line.indexOf(';');
        try {
            left = Long.parseUnsignedLong((extension < 0 ? line : line.substring(0, extension)).trim(), 16);
        } catch (NumberFormatException malformed) {
            throw new IOException("a malformed size of a chunk", malformed);
        }
        if (left == 0) {
            trailers = wire.fields();
            isEnded = true;
        }
    }

    /** {@return the fields behind the content, once it has been read to its end} */
    Map<String, String> trailers() {
        return trailers;
    }

    /** {@return all of it, or of what is longer one byte more than the limit; it is read to its end in any case} */
    byte[] all(int limit) throws IOException {
        var all = new ByteArrayOutputStream(Math.max(32, (int) Math.min(limit, left)));
        var piece = new byte[16 * 1024];
        for (int some = read(piece); some >= 0; some = read(piece)) {
            all.write(piece, 0, Math.min(some, limit + 1 - all.size()));
        }
        return all.toByteArray();
    }
}
