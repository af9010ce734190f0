package io.anyport.undertow;

import static io.anyport.undertow.FrameHeads.ACK;
import static io.anyport.undertow.FrameHeads.CONTINUATION;
import static io.anyport.undertow.FrameHeads.DATA;
import static io.anyport.undertow.FrameHeads.END_HEADERS;
import static io.anyport.undertow.FrameHeads.END_STREAM;
import static io.anyport.undertow.FrameHeads.GOAWAY;
import static io.anyport.undertow.FrameHeads.HEADERS;
import static io.anyport.undertow.FrameHeads.PADDED;
import static io.anyport.undertow.FrameHeads.RST_STREAM;
import static io.anyport.undertow.FrameHeads.SETTINGS;

import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the heads of its frames tell of a connection: which streams are open, whether their clients still wait, and whether the client
 * makes work that leads nowhere. For the I/O thread of the connection.
 */
final class Http2Connection {

    /** What RFC 9113, 6.5.2 recommends not to go below. */
    static final int STREAMS = 100;

    private static final int RESET = 10; // a request that was begun for nothing, or settings to be applied
    private static final int EARNED = 2; // by a request, or by data that was taken: window and priority may follow
    private static final int LEAST_DATA = 32; // shorter than that may be the client's own doing, by a small window
    private static final int MOST_PADDING = 256;

    private final int blockLimit;
    private final Allowance allowance = new Allowance(System.nanoTime());
    private final Map<Integer, Http2Stream> streams = new HashMap<>();
    private int last; // that the client has begun
    private int block; // the size of the header block that goes on
    private boolean isBlockOpen;
    private boolean isOver;

    /** A connection whose header blocks have no more bytes than a limit. */
    Http2Connection(int blockLimit) {
        this.blockLimit = blockLimit;
    }

    /** {@return the last stream that the client has begun} */
    int last() {
        return last;
    }

    /** {@return whether a header block has begun and not ended} */
    boolean isBlockOpen() {
        return isBlockOpen;
    }

    /** {@return a stream that has not ended, or null} */
    @Nullable
    Http2Stream stream(int id) {
        return streams.get(id);
    }

    /** A request over HTTP/1.1 has become the first stream (RFC 7540, 3.2). */
    void upgraded() {
        last = 1;
        var first = new Http2Stream(false);
        first.endByClient();
        streams.put(1, first);
    }

    /** Notes what the client has sent. {@return false if that was too much} */
    boolean received(int type, int flags, int id, int length) {
        charge(cost(type, flags, length));
        isBlockOpen = (type == HEADERS || type == CONTINUATION) && (flags & END_HEADERS) == 0;
        switch (type) {
            case HEADERS -> {
                block = length;
                begin(id);
                endByClient(flags, id);
            }
            case CONTINUATION -> block += length;
            case DATA -> endByClient(flags, id);
            case RST_STREAM -> leave(id);
            case GOAWAY -> leave(); // on which Undertow ends all streams
            default -> {}
        }
        isOver |= block > blockLimit;
        return !isOver;
    }

    private static int cost(int type, int flags, int length) {
        return switch (type) {
            case HEADERS -> (flags & END_HEADERS) != 0 ? 0 : 1;
            case DATA -> isEmpty(flags, length) && (flags & END_STREAM) == 0 ? 1 : 0;
            case RST_STREAM, GOAWAY -> RESET;
            case SETTINGS -> (flags & ACK) == 0 ? RESET : 1;
            default -> 1;
        };
    }

    private static boolean isEmpty(int flags, int length) {
        return length == 0 || ((flags & PADDED) != 0 && length <= MOST_PADDING);
    }

    private void charge(int cost) {
        isOver |= cost > 0 && !allowance.take(cost, System.nanoTime());
    }

    private void begin(int id) {
        if (id <= last) {
            return; // trailers, or an error that is Undertow's to find
        }
        last = id;
        var stream = new Http2Stream(streams.size() >= STREAMS);
        streams.put(id, stream);
        if (stream.isRefused()) {
            charge(RESET);
        } else {
            allowance.give(EARNED);
        }
    }

    private void endByClient(int flags, int id) {
        var stream = streams.get(id);
        if ((flags & END_STREAM) != 0 && stream != null && stream.endByClient()) {
            streams.remove(id);
        }
    }

    private void leave(int id) {
        var stream = streams.remove(id);
        if (stream != null) {
            stream.leave();
        }
    }

    /** The client is not there any more. */
    void leave() {
        var all = List.copyOf(streams.values());
        streams.clear();
        all.forEach(Http2Stream::leave);
    }

    /** Notes what the client is sent. Goes on in any case: what is too much is said when the client sends again. */
    boolean sent(int type, int flags, int id, int length) {
        if (type == DATA && length >= LEAST_DATA) {
            allowance.give(EARNED);
        }
        if (type == RST_STREAM) {
            reset(id);
        } else if ((type == DATA || type == HEADERS) && (flags & END_STREAM) != 0) {
            var stream = streams.get(id);
            if (stream != null && stream.endByServer()) {
                streams.remove(id);
            }
        }
        return true;
    }

    /** A client that errs on purpose makes the server reset its streams: that counts as if it had done it. */
    private void reset(int id) {
        var stream = streams.remove(id);
        if (stream == null) {
            return;
        }
        if (!stream.isRefused() && !stream.isBrokenOff()) {
            charge(RESET);
        }
        stream.leave();
    }
}
