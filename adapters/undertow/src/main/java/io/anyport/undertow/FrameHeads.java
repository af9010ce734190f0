package io.anyport.undertow;

import java.nio.ByteBuffer;

/**
 * Finds the heads of frames in the bytes of one direction of a connection, whatever pieces they come in (RFC 9113, 4.1). What is in the
 * frames is passed over. By one thread at a time.
 */
final class FrameHeads {

    static final int DATA = 0;
    static final int HEADERS = 1;
    static final int RST_STREAM = 3;
    static final int SETTINGS = 4;
    static final int GOAWAY = 7;
    static final int CONTINUATION = 9;

    static final int END_STREAM = 1; // of DATA and HEADERS
    static final int ACK = 1; // of SETTINGS
    static final int END_HEADERS = 4;
    static final int PADDED = 8;

    private static final int SIZE = 9;

    /** Is told of each head. */
    interface Listener {
        /** {@return whether the bytes are to be followed any further} */
        boolean frame(int type, int flags, int stream, int length);
    }

    private final Listener listener;
    private final byte[] head = new byte[SIZE];
    private int size; // of what is there of the head
    private int left; // of the frame behind it

    FrameHeads(Listener listener) {
        this.listener = listener;
    }

    /** {@return whether no frame has begun that has not ended} */
    boolean isBetweenFrames() {
        return size == 0 && left == 0;
    }

    /** Goes through bytes. {@return whether the listener wants more} */
    boolean follow(ByteBuffer bytes, int start, int end) {
        int i = start;
        while (i < end) {
            if (left > 0) {
                int step = Math.min(left, end - i);
                left -= step;
                i += step;
            } else {
                head[size++] = bytes.get(i++);
                if (size == SIZE && !isWanted()) {
                    return false;
                }
            }
        }
        return true;
    }

    private boolean isWanted() {
        var fields = ByteBuffer.wrap(head);
        int lengthAndType = fields.getInt();
        int flags = fields.get();
        int stream = fields.getInt() & Integer.MAX_VALUE; // one bit is reserved
        size = 0;
        left = lengthAndType >>> 8;
        return listener.frame(lengthAndType & 0xFF, flags, stream, left);
    }
}
