package io.anyport.undertow;

import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.jspecify.annotations.Nullable;

/**
 * Follows the bytes of a connection, and says how far they are HTTP/1.1 to the letter (RFC 9112), whatever pieces they come in. It takes out or
 * completes what the RFCs allow and Undertow's parser does not know. For one connection, by one thread at a time.
 */
final class RequestBytes {

    private static final int MOST_EMPTY_LINES = 8;
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private enum At {
        HEAD,
        BODY,
        CHUNKS,
        /** Nothing more is right: a violation was. */
        REFUSED,
        /** HTTP/2, which is not ours to read. */
        OTHER
    }

    private final int headLimit;
    private final boolean isHttp2Possible;
    private final HeadLines head = new HeadLines();
    private final ChunkBytes chunks;

    private At at = At.HEAD;
    private long bodyLeft;
    private int emptyLines;
    private int line; // where the line begins that is not complete, counted from where the head does
    private int scanned; // where the search for its end goes on, counted likewise
    private int requests;
    private boolean isUpgrade; // asked for by the last request
    private int frames;
    private @Nullable Violation refusal; // of a head
    private @Nullable Violation broken; // of a body

    /**
     * The bytes of a connection.
     *
     * @param bodyLimit the longest body
     * @param headLimit the longest head, in bytes
     * @param isHttp2Possible whether the connection may turn out to be HTTP/2
     */
    RequestBytes(long bodyLimit, int headLimit, boolean isHttp2Possible) {
        this.chunks = new ChunkBytes(bodyLimit);
        this.headLimit = headLimit;
        this.isHttp2Possible = isHttp2Possible;
    }

    boolean isInHead() {
        return at == At.HEAD;
    }

    boolean isRefused() {
        return at == At.REFUSED;
    }

    boolean isOther() {
        return at == At.OTHER;
    }

    /** {@return where the frames begin in the bytes that were checked last, once it has turned out that they are HTTP/2} */
    int frames() {
        return frames;
    }

    /** {@return how many requests there were, one that is refused included} */
    int requests() {
        return requests;
    }

    /** {@return what is wrong with the last head, or null} */
    @Nullable
    Violation refusal() {
        return refusal;
    }

    /** {@return what is wrong with the body of the last request, or null} */
    @Nullable
    Violation broken() {
        return broken;
    }

    /** {@return whether what was refused is a request for a head only, as far as that is known} */
    boolean isHead() {
        return head.isHead();
    }

    /**
     * Goes through bytes; empty lines before a head are taken out.
     *
     * @return up to where they may be handed on
     */
    int check(ByteBuffer bytes, int start, int end) {
        int i = start;
        while (i < end) {
            switch (at) {
                case BODY -> {
                    long step = Math.min(bodyLeft, end - i);
                    bodyLeft -= step;
                    i += (int) step;
                    if (bodyLeft == 0) {
                        at = At.HEAD;
                    }
                }
                case CHUNKS -> {
                    i = chunks.read(bytes, i, end);
                    if (chunks.violation() != null) {
                        at = At.REFUSED;
                        broken = chunks.violation();
                        return i;
                    }
                    if (chunks.isEnd()) {
                        at = At.HEAD;
                    }
                }
                case HEAD -> {
                    int next = head(bytes, i, end);
                    if (at == At.REFUSED || next < 0) {
                        return i;
                    }
                    end = bytes.position();
                    i = next;
                }
                case OTHER, REFUSED -> {
                    return at == At.OTHER ? end : i;
                }
            }
        }
        return i;
    }

    /** {@return where the head ends; -1 if it does not yet, or is refused} */
    private int head(ByteBuffer bytes, int start, int end) {
        if (line == 0) {
            end = withoutEmptyLines(bytes, start, end);
            if (isPreface(bytes, start, end)) {
                at = end - start < PREFACE.length ? at : At.OTHER;
                frames = start + PREFACE.length;
                return at == At.OTHER ? end : -1;
            }
            if (start < end && !Characters.isToken(bytes.get(start)) && bytes.get(start) != '\r') {
                return refuse(Violation.REQUEST_LINE);
            }
        }
        int from = start + line;
        for (int i = Math.max(from, start + scanned); i < end; i++) {
            if (bytes.get(i) != '\n') {
                continue;
            }
            if (i == from || bytes.get(i - 1) != '\r') {
                return refuse(Violation.LINE_END);
            }
            if (i - 1 == from) {
                return end(bytes, start, i + 1 - start, end);
            }
            if (isTooLong(i - start)) {
                return refuse(head.isInRequestLine() ? Violation.LONG_TARGET : Violation.LONG_HEAD);
            }
            var violation = head.line(bytes, start, from, i - 1);
            if (violation != null) {
                return refuse(violation);
            }
            from = i + 1;
        }
        line = from - start;
        scanned = end - start;
        return isTooLong(end - start)
                ? refuse(head.isInRequestLine() ? Violation.LONG_TARGET : Violation.LONG_HEAD)
                : -1;
    }

    private boolean isTooLong(int length) {
        return length > headLimit;
    }

    /** {@return where the head ends; -1 if it is refused as a whole} */
    private int end(ByteBuffer bytes, int start, int length, int end) {
        var violation = isTooLong(length) ? Violation.LONG_HEAD : head.end();
        if (violation != null) {
            return refuse(violation);
        }
        int headEnd = start + head.toOriginForm(bytes, start, length, end);
        long body = head.body();
        at = body == HeadLines.CHUNKED ? At.CHUNKS : body > 0 ? At.BODY : At.HEAD;
        bodyLeft = body;
        if (at == At.CHUNKS) {
            chunks.reset();
        }
        isUpgrade = head.isUpgrade();
        head.reset();
        line = 0;
        scanned = 0;
        emptyLines = 0;
        requests++;
        return headEnd;
    }

    /** Before a request line they are to be ignored (RFC 9112, 2.2), and Undertow does not. {@return the end of what is left} */
    private int withoutEmptyLines(ByteBuffer bytes, int start, int end) {
        int from = start;
        while (end - from >= 2
                && bytes.get(from) == '\r'
                && bytes.get(from + 1) == '\n'
                && emptyLines < MOST_EMPTY_LINES) {
            from += 2;
            emptyLines++;
        }
        if (from == start) {
            return end;
        }
        for (int i = from; i < end; i++) {
            bytes.put(start + i - from, bytes.get(i));
        }
        bytes.position(end - (from - start));
        return bytes.position();
    }

    private boolean isPreface(ByteBuffer bytes, int start, int end) {
        boolean isPreface = isHttp2Possible && (requests == 0 || isUpgrade) && start < end;
        for (int i = start; isPreface && i < end && i - start < PREFACE.length; i++) {
            isPreface = bytes.get(i) == PREFACE[i - start];
        }
        return isPreface;
    }

    /** Refuses the head that has begun. {@return -1} */
    int refuse(Violation violation) {
        at = At.REFUSED;
        requests++;
        refusal = violation;
        return -1;
    }
}
