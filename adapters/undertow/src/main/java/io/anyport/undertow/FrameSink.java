package io.anyport.undertow;

import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import org.xnio.conduits.AbstractStreamSinkConduit;
import org.xnio.conduits.StreamSinkConduit;

/**
 * What is under Undertow's frames on their way out: follows them, and writes the last of a connection that is ended. By the I/O thread
 * of the connection.
 */
final class FrameSink extends AbstractStreamSinkConduit<StreamSinkConduit> {

    private static final byte[] UPGRADE = "HTTP/1.1 101 ".getBytes(StandardCharsets.US_ASCII);
    private static final byte[] END_OF_HEAD = "\r\n\r\n".getBytes(StandardCharsets.US_ASCII);
    private static final int ENHANCE_YOUR_CALM = 11;

    private enum At {
        BEGINNING,
        HTTP1,
        UPGRADE_HEAD,
        FRAMES,
        END
    }

    private final Http2Connection streams;
    private final FrameHeads heads;
    private At at = At.BEGINNING;
    private int matched; // of the end of the head

    FrameSink(StreamSinkConduit next, Http2Connection streams) {
        super(next);
        this.streams = streams;
        this.heads = new FrameHeads(streams::sent);
    }

    Http2Connection streams() {
        return streams;
    }

    /** Ends the connection. A client that has left a frame half read is not told why. */
    void calm(int lastStream) throws IOException {
        if (at != At.HTTP1 && heads.isBetweenFrames()) {
            var goAway = ByteBuffer.allocate(17).putInt(8 << 8 | FrameHeads.GOAWAY);
            goAway.put((byte) 0).putInt(0).putInt(lastStream).putInt(ENHANCE_YOUR_CALM);
            next.write(goAway.flip());
        }
        at = At.END;
        next.terminateWrites();
        next.flush();
    }

    @Override
    public int write(ByteBuffer bytes) throws IOException {
        if (at == At.END) {
            return waste(bytes);
        }
        int start = bytes.position();
        begin(bytes);
        int count = next.write(bytes);
        written(bytes, start);
        return count;
    }

    @Override
    public int writeFinal(ByteBuffer bytes) throws IOException {
        if (at == At.END) {
            return waste(bytes);
        }
        int start = bytes.position();
        begin(bytes);
        int count = next.writeFinal(bytes);
        written(bytes, start);
        return count;
    }

    @Override
    public long write(ByteBuffer[] buffers, int offset, int length) throws IOException {
        long count = 0;
        if (at == At.END) {
            for (int i = offset; i < offset + length; i++) {
                count += waste(buffers[i]);
            }
            return count;
        }
        int[] starts = starts(buffers, offset, length);
        count = next.write(buffers, offset, length);
        for (int i = 0; i < length; i++) {
            written(buffers[offset + i], starts[i]);
        }
        return count;
    }

    @Override
    public long writeFinal(ByteBuffer[] buffers, int offset, int length) throws IOException {
        if (at == At.END) {
            return write(buffers, offset, length);
        }
        int[] starts = starts(buffers, offset, length);
        long count = next.writeFinal(buffers, offset, length);
        for (int i = 0; i < length; i++) {
            written(buffers[offset + i], starts[i]);
        }
        return count;
    }

    private int[] starts(ByteBuffer[] buffers, int offset, int length) {
        int[] starts = new int[length];
        boolean isFirst = true;
        for (int i = 0; i < length; i++) {
            var bytes = buffers[offset + i];
            starts[i] = bytes.position();
            if (isFirst && bytes.hasRemaining()) {
                begin(bytes);
                isFirst = false;
            }
        }
        return starts;
    }

    private static int waste(ByteBuffer bytes) {
        int count = bytes.remaining();
        bytes.position(bytes.limit());
        return count;
    }

    /** Finds out what it is that is about to be written. */
    private void begin(ByteBuffer bytes) {
        if (at == At.BEGINNING && bytes.hasRemaining()) {
            at = bytes.get(bytes.position()) == 'H'
                    ? At.HTTP1
                    : At.FRAMES; // none is so long that it begins with a letter
        }
        if (at == At.HTTP1 && bytes.remaining() > UPGRADE.length) {
            at = bytes.slice(bytes.position(), UPGRADE.length).equals(ByteBuffer.wrap(UPGRADE)) ? At.UPGRADE_HEAD : at;
        }
    }

    private void written(ByteBuffer bytes, int start) {
        int from = start;
        int end = bytes.position();
        while (at == At.UPGRADE_HEAD && from < end) {
            byte next = bytes.get(from++);
            matched = next == END_OF_HEAD[matched] ? matched + 1 : next == END_OF_HEAD[0] ? 1 : 0;
            if (matched == END_OF_HEAD.length) {
                at = At.FRAMES;
                streams.upgraded();
            }
        }
        if (at == At.FRAMES) {
            heads.follow(bytes, from, end);
        }
    }
}
