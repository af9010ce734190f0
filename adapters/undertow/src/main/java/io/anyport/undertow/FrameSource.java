package io.anyport.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.TimeUnit;
import org.xnio.IoUtils;
import org.xnio.StreamConnection;
import org.xnio.conduits.StreamSourceConduit;

/** What a client sends over HTTP/2: followed, and thrown away once the connection is over its {@linkplain Allowance allowance}. */
final class FrameSource {

    /** So that the client can read why: what it sends meanwhile would be answered by a reset otherwise, which takes that away. */
    private static final int LINGERING_SECONDS = 1;

    private static final int NONE = -1;

    private final StreamConnection connection;
    private final Http2Connection streams;
    private final FrameSink sink;
    private final FrameHeads heads;
    private boolean isOver;
    private int held = NONE; // the last byte of a header block that goes on

    FrameSource(StreamConnection connection, Http2Connection streams, FrameSink sink) {
        this.connection = connection;
        this.streams = streams;
        this.sink = sink;
        this.heads = new FrameHeads(streams::received);
    }

    int read(StreamSourceConduit next, ByteBuffer bytes) throws IOException {
        int start = bytes.position();
        if (held != NONE) {
            bytes.put((byte) held);
        }
        int unread = bytes.position();
        int count = readOrLeave(next, bytes);
        if (count <= 0) {
            bytes.position(start);
            return count;
        }
        held = NONE;
        return follow(bytes, start, unread);
    }

    private int readOrLeave(StreamSourceConduit next, ByteBuffer bytes) throws IOException {
        try {
            int count = next.read(bytes);
            if (count < 0) {
                streams.leave();
            }
            return count;
        } catch (IOException reset) {
            streams.leave();
            throw reset;
        }
    }

    /**
     * Follows what has been read.
     *
     * @param start of what was read
     * @param frames where the frames go on that have not been followed yet
     * @return how many bytes may be handed on
     */
    int follow(ByteBuffer bytes, int start, int frames) throws IOException {
        if (!isOver && heads.follow(bytes, frames, bytes.position())) {
            holdBack(bytes);
            return bytes.position() - start;
        }
        bytes.position(start);
        if (!isOver) {
            isOver = true;
            end();
        }
        return 0;
    }

    /** Undertow 2.4.4 takes a block for complete if what it has read ends with a frame of it. */
    private void holdBack(ByteBuffer bytes) {
        if (streams.isBlockOpen() && heads.isBetweenFrames()) {
            int last = bytes.position() - 1;
            held = bytes.get(last) & 0xFF;
            bytes.position(last);
        }
    }

    private void end() throws IOException {
        streams.leave();
        sink.calm(streams.last());
        try {
            connection
                    .getIoThread()
                    .executeAfter(() -> IoUtils.safeClose(connection), LINGERING_SECONDS, TimeUnit.SECONDS);
        } catch (RejectedExecutionException stopped) {
            IoUtils.safeClose(connection);
        }
    }
}
