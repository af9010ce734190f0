package io.anyport.undertow;

import io.undertow.server.AbstractServerConnection;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.FileChannel;
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

    private static final int STEP = 4 * 1024;
    private final Pace pace;
    private final RequestBytes requests;
    private final @Nullable FrameSource frames; // where HTTP/2 is possible

    private @Nullable ByteBuffer held; // the beginning of a head, with what else has come: to be written to
    private @Nullable ByteBuffer ready; // what may be handed on: to be read from
    private XnioExecutor.@Nullable Key late;
    private int exchanges; // that have begun, each with one of the requests
    private boolean isTold; // what is wrong with the last body

    /**
     * A source of strict requests.
     *
     * @param requests what is right
     * @param pace what a head may take
     * @param frames what follows HTTP/2, where that is possible
     */
    StrictSource(StreamSourceConduit next, RequestBytes requests, Pace pace, @Nullable FrameSource frames) {
        super(next);
        this.frames = frames;
        this.requests = requests;
        this.pace = pace;
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
        if (frames != null && requests.isOther()) {
            return frames.read(next, bytes);
        }
        if (requests.isRefused()) {
            return discard(bytes);
        }
        return held == null ? direct(bytes) : indirect(bytes);
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
        var broken = exchange == requests.requests() ? requests.broken() : null;
        isTold |= broken != null;
        return broken;
    }

    /** Says that nobody will ask what is wrong with the body that comes, so that it can be thrown away. */
    void giveUp() {
        isTold = true;
    }

    /** What comes after a violation is read so that the client can read the answer, and means nothing. */
    private int discard(ByteBuffer waste) throws IOException {
        if (requests.broken() != null && !isTold) {
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
        int good = requests.check(bytes, start, start + count);
        if (frames != null && requests.isOther()) {
            return frames.follow(bytes, start, requests.frames());
        }
        int end = bytes.position(); // which is another one if lines were taken out
        bytes.position(good);
        if (requests.isInHead() && good < end) {
            hold(bytes, good, end);
        } else {
            refuse();
        }
        return good > start ? good - start : ready == null ? 0 : handOn(bytes);
    }

    private void hold(ByteBuffer bytes, int start, int end) {
        held = copy(bytes, start, end);
        watch();
    }

    /** {@return a copy that has room for as much again} */
    private static ByteBuffer copy(ByteBuffer bytes, int start, int end) {
        var part = bytes.duplicate().limit(end).position(start);
        return ByteBuffer.allocate(Math.max(STEP, part.remaining() * 2)).put(part);
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
        int good = requests.check(buffer, 0, buffer.position());
        int end = buffer.position(); // which is another one if lines were taken out
        if (frames != null && requests.isOther()) {
            good = frames.follow(buffer, 0, requests.frames());
        }
        if (good > 0) {
            onTime();
            ready = copy(buffer, 0, good).flip();
        }
        if (!requests.isInHead() || good == end) {
            held = null;
            refuse();
        } else if (good > 0) {
            hold(buffer, good, end);
        }
        return ready == null ? 0 : handOn(bytes);
    }

    /** If a head was refused, our own takes its place, behind what was right before it. */
    private void refuse() {
        var violation = requests.refusal();
        if (violation == null) {
            return;
        }
        onTime();
        held = null;
        byte[] head = RefusedHead.of(violation, requests.isHead());
        var before = ready == null ? ByteBuffer.allocate(0) : ready;
        ready = ByteBuffer.allocate(before.remaining() + head.length)
                .put(before)
                .put(head)
                .flip();
    }

    private void refuse(Violation violation) {
        requests.refuse(violation);
        refuse();
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
        if (held != null) {
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
