package io.anyport.undertow;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.xnio.XnioExecutor;
import org.xnio.channels.StreamSinkChannel;
import org.xnio.conduits.AbstractStreamSourceConduit;
import org.xnio.conduits.ConduitReadableByteChannel;
import org.xnio.conduits.Conduits;
import org.xnio.conduits.StreamSourceConduit;

/**
 * What is under Undertow's parser: hands on the bytes of a connection as they come, and only what is HTTP/1.1 to the letter (RFC 9112),
 * since two readers that do not agree where a request ends can be played off against each other (11.2). A head is handed on when it is
 * complete and right; the first that is wrong is replaced by a {@linkplain RefusedHead request of our own} that says why, and everything
 * after it is thrown away. A body that is wrong stops, and whoever reads it finds out {@linkplain #broken why}; an exception would have
 * Undertow close the connection without an answer.
 *
 * <p>A head that comes in one piece, as nearly all do, is not copied.
 */
final class StrictSource extends AbstractStreamSourceConduit<StreamSourceConduit> {

    private static final int MOST_EMPTY_LINES = 8;
    private static final int STEP = 4 * 1024;
    private static final byte[] PREFACE = "PRI * HTTP/2.0\r\n\r\nSM\r\n\r\n".getBytes(StandardCharsets.US_ASCII);

    private enum At {
        HEAD,
        BODY,
        CHUNKS,
        /** Nothing is handed on any more: a violation was. */
        REFUSED,
        /** HTTP/2, which is not ours to read. */
        OTHER
    }

    private final int headLimit;
    private final Pace pace;
    private final boolean isHttp2Possible;
    private final HeadLines head = new HeadLines();
    private final ChunkBytes chunks;

    private At at = At.HEAD;
    private long bodyLeft;
    private int emptyLines;
    private int line; // where the line begins that is not complete, counted from where the head does
    private @Nullable ByteBuffer held; // the beginning of a head, with what else has come: to be written to
    private @Nullable ByteBuffer ready; // what may be handed on: to be read from
    private @Nullable Violation broken; // what is wrong with the body of the request that was read last
    private boolean isTold;
    private int requests; // that were handed on
    private int exchanges; // that have begun with one of them
    private int scanned; // where the search for the end of the line goes on, counted from where the head does
    private XnioExecutor.@Nullable Key late;

    /**
     * A source of strict requests.
     *
     * @param bodyLimit the longest body
     * @param headLimit the longest head, in bytes
     * @param pace what a head may take
     * @param isHttp2Possible whether the connection may turn out to be HTTP/2
     */
    StrictSource(StreamSourceConduit next, long bodyLimit, int headLimit, Pace pace, boolean isHttp2Possible) {
        super(next);
        this.chunks = new ChunkBytes(bodyLimit);
        this.headLimit = headLimit;
        this.pace = pace;
        this.isHttp2Possible = isHttp2Possible;
    }

    /** {@return what is under an exchange; null if it is none of HTTP/1.1} */
    static @Nullable StrictSource of(HttpServerExchange exchange) {
        return exchange.getConnection() instanceof AbstractServerConnection connection
                        && connection.getOriginalSourceConduit() instanceof StrictSource source
                ? source
                : null;
    }

    @Override
    public int read(ByteBuffer bytes) throws IOException {
        if (!bytes.hasRemaining()) {
            return 0;
        }
        if (ready != null) {
            return handOn(bytes);
        }
        return switch (at) {
            case OTHER -> next.read(bytes);
            case REFUSED -> discard(bytes);
            default -> held == null ? direct(bytes) : indirect(bytes);
        };
    }

    private int handOn(ByteBuffer bytes) {
        var source = ready;
        if (source == null) {
            return 0;
        }
        int count = Math.min(source.remaining(), bytes.remaining());
        int limit = source.limit();
        source.limit(source.position() + count);
        bytes.put(source);
        source.limit(limit);
        ready = source.hasRemaining() ? source : null;
        return count;
    }

    /** Tells that an exchange has begun, one for each request. {@return its number} */
    int begin() {
        return ++exchanges;
    }

    /** {@return what is wrong with the body of an exchange, or null} */
    @Nullable
    Violation broken(int exchange) {
        isTold |= broken != null && exchange == requests;
        return exchange == requests ? broken : null;
    }

    /** What comes after a violation is read so that the client can read the answer, and means nothing. */
    private int discard(ByteBuffer waste) throws IOException {
        if (broken != null && !isTold) {
            return 0; // an end would be one before the reader has asked what is wrong
        }
        int start = waste.position();
        int count = next.read(waste);
        waste.position(start);
        return Math.min(count, 0);
    }

    /** Reads into the reader's own buffer, where nearly everything can stay. */
    private int direct(ByteBuffer bytes) throws IOException {
        int start = bytes.position();
        int count = next.read(bytes);
        if (count <= 0) {
            return count;
        }
        int good = check(bytes, start, start + count);
        int end = bytes.position();
        bytes.position(good);
        if (at == At.HEAD && good < end) {
            hold(bytes, good, end);
        }
        return good > start ? good - start : ready == null ? 0 : handOn(bytes);
    }

    private void hold(ByteBuffer bytes, int start, int end) {
        var part = bytes.duplicate();
        part.position(start).limit(end);
        var copy = ByteBuffer.allocate(Math.max(STEP, part.remaining() * 2));
        held = copy.put(part);
        watch();
    }

    /** Only while somebody reads: what a client has sent in the meantime is not late. */
    private void watch() {
        if (held != null && late == null) {
            late = getReadThread().executeAfter(this::late, pace.head().toMillis(), TimeUnit.MILLISECONDS);
        }
    }

    /** Reads into a buffer of our own, since the beginning of a head is there. */
    private int indirect(ByteBuffer bytes) throws IOException {
        var buffer = held;
        if (buffer == null) {
            return 0;
        }
        if (!buffer.hasRemaining()) {
            buffer = ByteBuffer.allocate(buffer.capacity() * 2).put(buffer.flip());
            held = buffer;
        }
        int count = next.read(buffer);
        if (count == 0) {
            return 0;
        }
        if (count < 0) {
            refuse(Violation.UNENDED);
            return handOn(bytes);
        }
        int end = buffer.position();
        int good = check(buffer, 0, end);
        end = buffer.position(); // less by empty lines
        if (good > 0) {
            prepend(buffer, good);
        }
        if (at != At.HEAD || good == end) {
            held = null;
        } else if (good > 0) {
            hold(buffer, good, end);
        }
        return ready == null ? 0 : handOn(bytes);
    }

    /** What is right goes before what we say of the rest. */
    private void prepend(ByteBuffer buffer, int good) {
        var refusal = ready;
        var all = ByteBuffer.allocate(good + (refusal == null ? 0 : refusal.remaining()));
        all.put(buffer.duplicate().position(0).limit(good));
        if (refusal != null) {
            all.put(refusal);
        }
        ready = all.flip();
    }

    /**
     * Goes through bytes; empty lines before a head are taken out.
     *
     * @return up to where they may be handed on
     */
    private int check(ByteBuffer bytes, int start, int end) {
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
                return end(i + 1 - start) ? i + 1 : -1;
            }
            if (isTooLong(i - start)) {
                return refuse(head.isInRequestLine() ? Violation.LONG_TARGET : Violation.LONG_HEAD);
            }
            var violation = head.line(bytes, from, i - 1);
            int slash = head.missingSlash();
            if (violation == null && slash >= 0) {
                violation = insertSlash(bytes, slash, end) ? null : Violation.TARGET;
                end++;
                i++;
            }
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

    private static boolean insertSlash(ByteBuffer bytes, int place, int end) {
        if (end == bytes.limit()) {
            return false;
        }
        for (int i = end; i > place; i--) {
            bytes.put(i, bytes.get(i - 1));
        }
        bytes.put(place, (byte) '/').position(end + 1);
        return true;
    }

    private boolean isTooLong(int length) {
        return length > headLimit;
    }

    private boolean end(int length) {
        var violation = isTooLong(length) ? Violation.LONG_HEAD : head.end();
        if (violation != null) {
            refuse(violation);
            return false;
        }
        long body = head.body();
        at = body == HeadLines.CHUNKED ? At.CHUNKS : body > 0 ? At.BODY : At.HEAD;
        bodyLeft = body;
        if (at == At.CHUNKS) {
            chunks.reset();
        }
        head.reset();
        line = 0;
        scanned = 0;
        emptyLines = 0;
        requests++;
        onTime();
        return true;
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
        boolean isPreface = isHttp2Possible && start < end;
        for (int i = start; isPreface && i < end && i - start < PREFACE.length; i++) {
            isPreface = bytes.get(i) == PREFACE[i - start];
        }
        return isPreface;
    }

    private int refuse(Violation violation) {
        at = At.REFUSED;
        held = null;
        requests++;
        ready = ByteBuffer.wrap(RefusedHead.of(violation, head.isHead()));
        onTime();
        return -1;
    }

    private void onTime() {
        var key = late;
        if (key != null) {
            key.remove();
            late = null;
        }
    }

    private void late() {
        late = null;
        if (at == At.HEAD && held != null) {
            refuse(Violation.LATE);
            next.wakeupReads();
        }
    }

    @Override
    public long read(ByteBuffer[] buffers, int offset, int length) throws IOException {
        for (var buffer : Arrays.asList(buffers).subList(offset, offset + length)) {
            if (buffer.hasRemaining()) {
                return read(buffer);
            }
        }
        return 0;
    }

    @Override
    public long transferTo(long position, long count, FileChannel target) throws IOException {
        return target.transferFrom(new ConduitReadableByteChannel(this), position, count);
    }

    @Override
    public long transferTo(long count, ByteBuffer throughBuffer, StreamSinkChannel target) throws IOException {
        return Conduits.transfer(this, count, throughBuffer, target);
    }

    /** What is held here, no selector knows of. */
    @Override
    public void resumeReads() {
        if (ready != null) {
            next.wakeupReads();
        } else {
            watch();
            next.resumeReads();
        }
    }

    @Override
    public void suspendReads() {
        onTime();
        next.suspendReads();
    }

    @Override
    public void awaitReadable() throws IOException {
        if (ready == null) {
            next.awaitReadable();
        }
    }

    @Override
    public void awaitReadable(long time, TimeUnit unit) throws IOException {
        if (ready == null) {
            next.awaitReadable(time, unit);
        }
    }

    @Override
    public void terminateReads() throws IOException {
        onTime();
        ready = null;
        held = null;
        next.terminateReads();
    }
}
