package io.anyport.benchmarks.cold;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.Closeable;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.Locale;

/**
 * The Runtime API for one function, on a bare socket, so that it costs the same for all: it hands the same event out as often as it is
 * told, and looks at what comes back. Used by one thread.
 */
final class Platform implements Closeable {

    private static final String FIELDS = "HTTP/1.1 200 OK\r\nContent-Type: application/json\r\n"
            + "Lambda-Runtime-Invoked-Function-Arn: arn:aws:lambda:eu-west-1:123456789012:function:todo\r\n"
            + "Lambda-Runtime-Trace-Id: Root=1-5e6722a7-cc56ab8a46db7ae02d4da47e;Sampled=0\r\n";
    private static final byte[] TAKEN =
            "HTTP/1.1 202 Accepted\r\nContent-Type: application/json\r\nContent-Length: 0\r\n\r\n".getBytes(ISO_8859_1);

    private final ServerSocket server = new ServerSocket(0, 16, InetAddress.getLoopbackAddress());
    private final byte[] event;
    private Socket connection;
    private InputStream in;
    private int invocations;

    /** A request of the function. */
    private record Call(String line, byte[] content) {}

    Platform(byte[] event) throws IOException {
        this.event = event;
        server.setSoTimeout(60_000);
    }

    /** {@return host and port} */
    String authority() {
        return "127.0.0.1:" + server.getLocalPort();
    }

    /**
     * Hands the event out, once it is asked for.
     *
     * @return what the function answered, to which nothing has been said yet: the function waits
     */
    String invoke() throws IOException {
        var next = call();
        if (!next.line.startsWith("GET ")) {
            throw new IOException("the function said " + next.line + ": " + new String(next.content, UTF_8));
        }
        String head =
                FIELDS + "Lambda-Runtime-Aws-Request-Id: 8476a536-e9f4-11e8-9739-" + (100_000_000_000L + ++invocations)
                        + "\r\nLambda-Runtime-Deadline-Ms: " + (System.currentTimeMillis() + 30_000)
                        + "\r\nContent-Length: " + event.length + "\r\n\r\n";
        var bytes = new byte[head.length() + event.length];
        System.arraycopy(head.getBytes(ISO_8859_1), 0, bytes, 0, head.length());
        System.arraycopy(event, 0, bytes, head.length(), event.length);
        connection.getOutputStream().write(bytes);

        var answer = call();
        if (!answer.line.contains("/response ")) {
            throw new IOException("the function said " + answer.line + ": " + new String(answer.content, UTF_8));
        }
        return new String(answer.content, UTF_8);
    }

    /** Tells the function that its answer was taken, whereupon it asks for the next event. */
    void take() throws IOException {
        connection.getOutputStream().write(TAKEN);
    }

    /** {@return the next request, on another connection if this one has ended} */
    private Call call() throws IOException {
        while (true) {
            if (connection == null) {
                connection = server.accept();
                connection.setTcpNoDelay(true);
                connection.setSoTimeout(60_000);
                in = new BufferedInputStream(connection.getInputStream(), 16_384);
            }
            String line = line();
            if (line != null) {
                return new Call(line, content());
            }
            connection.close();
            connection = null;
        }
    }

    private byte[] content() throws IOException {
        int length = 0;
        boolean isChunked = false;
        for (String field = line(); field != null && !field.isEmpty(); field = line()) {
            String lower = field.toLowerCase(Locale.ROOT);
            if (lower.startsWith("content-length:")) {
                length = Integer.parseInt(lower.substring(15).strip());
            }
            isChunked |= lower.startsWith("transfer-encoding:");
        }
        if (isChunked) {
            throw new IOException("chunks are not understood");
        }
        byte[] content = in.readNBytes(length);
        if (content.length < length) {
            throw new EOFException();
        }
        return content;
    }

    /** {@return a line; null at the end} */
    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c >= 0; c = in.read()) {
            if (c == '\n') {
                return line.toString().stripTrailing();
            }
            line.append((char) c);
        }
        return null;
    }

    /** Ends the waiting for a function that has ended. */
    void end() {
        try {
            server.close();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Override
    public void close() throws IOException {
        if (connection != null) {
            connection.close();
        }
        server.close();
    }
}
