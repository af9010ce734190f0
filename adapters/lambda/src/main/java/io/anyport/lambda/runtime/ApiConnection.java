package io.anyport.lambda.runtime;

import java.io.Closeable;
import java.io.IOException;
import java.nio.ByteBuffer;
import java.nio.channels.ClosedChannelException;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * A connection to the Runtime API, opened when it is needed and as often as it is. Not thread-safe, but for {@link #abort}: each loop
 * has its own.
 *
 * <p>It speaks just the HTTP/1.1 that is needed. The JDK's clients would be half of the time that a function needs to start.
 */
final class ApiConnection implements Closeable {

    private static final String ROOT = "/2018-06-01/runtime/";

    private final String host;
    private final int port;
    private volatile @Nullable ApiSocket channel;
    private volatile boolean isAborted;
    private @Nullable AnswerReader reader;

    ApiConnection(String authority) {
        int colon = authority.lastIndexOf(':');
        host = colon < 0 ? authority : authority.substring(0, colon);
        port = colon < 0 ? 80 : Integer.parseInt(authority.substring(colon + 1));
    }

    private ApiConnection(String host, int port) {
        this.host = host;
        this.port = port;
    }

    /** Asks for something; waits for as long as it takes. */
    Answer get(String path) throws IOException {
        return exchange(head("GET", path, "").append("\r\n"), new byte[0], 0);
    }

    /** Sends something. */
    Answer post(String path, String fields, byte[] content, int length) throws IOException {
        var head = head("POST", path, fields)
                .append("Content-Length: ")
                .append(length)
                .append("\r\n\r\n");
        return exchange(head, content, length);
    }

    /** Begins to send something in chunks, on a connection of its own, which cannot have been given up by the other side. */
    ChunkedRequest chunked(String path, String fields) throws IOException {
        var own = new ApiConnection(host, port);
        var head = head("POST", path, fields).append("Transfer-Encoding: chunked\r\n\r\n");
        var socket = own.open();
        socket.undelay();
        return new ChunkedRequest(own, socket, AnswerReader.latin(head.toString()));
    }

    /** Reads the answer to what was sent. */
    Answer answer() throws IOException {
        return Objects.requireNonNull(reader, "reader").read();
    }

    private StringBuilder head(String method, String path, String fields) {
        return new StringBuilder(256)
                .append(method)
                .append(' ')
                .append(ROOT)
                .append(path)
                .append(" HTTP/1.1\r\nHost: ")
                .append(host)
                .append(':')
                .append(port)
                .append("\r\nUser-Agent: anyport\r\n")
                .append(fields);
    }

    private Answer exchange(StringBuilder head, byte[] content, int length) throws IOException {
        boolean complete = false;
        try {
            var out = open();
            for (var bytes = ByteBuffer.wrap(together(head, content, length)); bytes.hasRemaining(); ) {
                out.write(bytes);
            }
            var answers = Objects.requireNonNull(reader, "reader");
            var answer = answers.read();
            complete = answers.isReusable();
            return answer;
        } finally {
            if (!complete) {
                close();
            }
        }
    }

    /** In one piece, which leaves in one packet if it is small. */
    private static byte[] together(StringBuilder head, byte[] content, int length) {
        var bytes = new byte[head.length() + length];
        System.arraycopy(AnswerReader.latin(head.toString()), 0, bytes, 0, head.length());
        System.arraycopy(content, 0, bytes, head.length(), length);
        return bytes;
    }

    private ApiSocket open() throws IOException {
        var current = channel;
        if (current != null && !current.isQuiet()) {
            close();
            current = null;
        }
        if (current == null) {
            current = ApiSocket.connect(host, port);
            reader = new AnswerReader(current);
            channel = current;
        }
        if (isAborted) {
            throw new ClosedChannelException();
        }
        return current;
    }

    /** Ends what goes on, from any thread, and lets nothing begin until it is reopened. */
    void abort() {
        isAborted = true;
        var current = channel;
        if (current != null) {
            close(current);
        }
    }

    void reopen() {
        isAborted = false;
    }

    boolean isAborted() {
        return isAborted;
    }

    @Override
    public void close() {
        var open = channel;
        channel = null;
        reader = null;
        if (open != null) {
            close(open);
        }
    }

    private static void close(ApiSocket open) {
        try {
            open.close();
        } catch (IOException e) {
            // it is given up anyway
        }
    }
}
