package io.anyport.lambda.runtime;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.StandardCharsets;
import java.util.Base64;

/**
 * A request to the Runtime API whose content is sent in chunks while it is being made (RFC 9112, 7.1), on a connection of its own, which
 * ends with it. What is written is sent when it is flushed, or some kilobytes are there. For one thread at a time.
 */
final class ChunkedRequest extends OutputStream {

    static final String ERROR_BODY = "Lambda-Runtime-Function-Error-Body";

    private static final int STEP = 16 * 1024;
    private static final int HEAD = 8; // the length of a chunk, in hexadecimal digits, and a line break
    private static final byte[] LINE_BREAK = {'\r', '\n'};

    private final ApiConnection connection;
    private final ApiSocket channel;
    private final byte[] chunk = new byte[HEAD + STEP + LINE_BREAK.length];
    private int size;
    private byte[] unsent; // what stands before the first chunk
    private boolean isLost;
    private boolean isComplete;

    ChunkedRequest(ApiConnection connection, ApiSocket channel, byte[] head) {
        this.connection = connection;
        this.channel = channel;
        this.unsent = head;
    }

    /** {@return whether the platform has gone, so that nothing can be sent to it any more} */
    boolean isLost() {
        return isLost;
    }

    @Override
    public void write(int b) throws IOException {
        if (size == STEP) {
            flush();
        }
        requireOpen();
        chunk[HEAD + size++] = (byte) b;
    }

    @Override
    public void write(byte[] bytes, int offset, int length) throws IOException {
        int written = 0;
        while (written < length) {
            if (size == STEP) {
                flush();
            }
            requireOpen();
            int step = Math.min(length - written, STEP - size);
            System.arraycopy(bytes, offset + written, chunk, HEAD + size, step);
            size += step;
            written += step;
        }
    }

    private void requireOpen() throws IOException {
        if (isLost || isComplete) {
            throw new IOException(isLost ? "the Runtime API has ended the connection" : "the answer is complete");
        }
    }

    /** An empty chunk would be the end. */
    @Override
    public void flush() throws IOException {
        requireOpen();
        if (size == 0) {
            send(new byte[0], 0, 0);
            return;
        }
        String digits = Integer.toHexString(size);
        int start = HEAD - LINE_BREAK.length - digits.length();
        for (int i = 0; i < digits.length(); i++) {
            chunk[start + i] = (byte) digits.charAt(i);
        }
        System.arraycopy(LINE_BREAK, 0, chunk, HEAD - LINE_BREAK.length, LINE_BREAK.length);
        System.arraycopy(LINE_BREAK, 0, chunk, HEAD + size, LINE_BREAK.length);
        int end = HEAD + size + LINE_BREAK.length;
        size = 0;
        send(chunk, start, end - start);
    }

    /** The runtime ends the request, since it knows how the function did. */
    @Override
    public void close() throws IOException {
        if (!isLost && !isComplete) {
            flush();
        }
    }

    /** Ends a content that is complete. */
    Answer complete() throws IOException {
        return end("");
    }

    /** Ends a content that is not complete, and says why: in fields that follow it. */
    Answer breakOff(Throwable failed) throws IOException {
        String body = new String(Base64.getEncoder().encode(ErrorReport.of(failed)), StandardCharsets.US_ASCII);
        return end(ErrorReport.field(failed) + ERROR_BODY + ": " + body + "\r\n");
    }

    private Answer end(String trailers) throws IOException {
        try {
            flush();
            isComplete = true;
            byte[] end = AnswerReader.latin("0\r\n" + trailers + "\r\n");
            send(end, 0, end.length);
            return connection.answer();
        } finally {
            connection.close();
        }
    }

    /** A thread that somebody has interrupted would end the connection; only while it waits for the platform it is left to. */
    private void send(byte[] bytes, int offset, int length) throws IOException {
        boolean wasInterrupted = Thread.interrupted();
        try {
            sendAll(ByteBuffer.wrap(unsent));
            unsent = new byte[0];
            sendAll(ByteBuffer.wrap(bytes, offset, length));
        } catch (IOException gone) {
            isLost = true;
            connection.close();
            throw gone;
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private void sendAll(ByteBuffer bytes) throws IOException {
        while (bytes.hasRemaining()) {
            channel.write(bytes);
        }
    }
}
