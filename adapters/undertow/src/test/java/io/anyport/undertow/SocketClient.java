package io.anyport.undertow;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.Socket;

/** A client that sends whatever it is told to, byte for byte, and reads answers strictly. One connection, one thread. */
final class SocketClient implements AutoCloseable {

    private final Socket socket;
    private final InputStream in;

    SocketClient(int port) throws IOException {
        socket = new Socket(InetAddress.getLoopbackAddress(), port);
        socket.setSoTimeout(10_000);
        socket.setTcpNoDelay(true);
        in = new BufferedInputStream(socket.getInputStream());
    }

    /** {@return the answer on a connection of its own} */
    static Response ask(int port, Request request) throws IOException {
        try (var client = new SocketClient(port)) {
            byte[] body = request.body().bytes();
            client.send(head(request, body.length));
            client.send(body);
            return client.answer(request.method().name());
        }
    }

    private static String head(Request request, int length) {
        var head = new StringBuilder(request.method() + " " + request.path());
        request.rawQuery().ifPresent(query -> head.append('?').append(query));
        head.append(" HTTP/1.1\r\n");
        var headers = request.headers();
        headers.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        if (!headers.contains("Host")) {
            head.append("Host: localhost\r\n");
        }
        return head.append("Content-Length: ").append(length).append("\r\n\r\n").toString();
    }

    SocketClient send(String latin) throws IOException {
        return send(latin.getBytes(ISO_8859_1));
    }

    SocketClient send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
        return this;
    }

    Response answer() throws IOException {
        return answer("GET");
    }

    /** {@return the answer to a request with a method} */
    Response answer(String method) throws IOException {
        String line = line();
        if (!line.matches("HTTP/1\\.[01] [1-5][0-9][0-9] [ -~]*")) {
            throw new IOException("no status line: " + line);
        }
        var status = Status.of(Integer.parseInt(line.substring(9, 12)));
        var headers = headers();
        boolean hasBody = !method.equals("HEAD") && !status.isWithoutContent();
        var response = Response.of(status).withHeaders(headers);
        return hasBody ? response.withBody(Body.of(body(headers))) : response;
    }

    private Headers headers() throws IOException {
        var headers = Headers.EMPTY;
        for (String field = line(); !field.isEmpty(); field = line()) {
            int colon = field.indexOf(':');
            headers = headers.plus(field.substring(0, colon), field.substring(colon + 1));
        }
        return headers;
    }

    private byte[] body(Headers headers) throws IOException {
        var length = headers.first("Content-Length");
        if (headers.contains("Transfer-Encoding")) {
            if (length.isPresent()
                    || !headers.all("Transfer-Encoding").toString().equals("[chunked]")) {
                throw new IOException("framing: " + headers);
            }
            return chunks();
        }
        return length.isPresent() ? exactly(Integer.parseInt(length.get())) : in.readAllBytes();
    }

    private byte[] chunks() throws IOException {
        var body = new ByteArrayOutputStream();
        for (int size = size(); size > 0; size = size()) {
            body.write(exactly(size));
            endOfLine();
        }
        endOfLine();
        return body.toByteArray();
    }

    private int size() throws IOException {
        return Integer.parseInt(line(), 16);
    }

    private void endOfLine() throws IOException {
        if (!line().isEmpty()) {
            throw new IOException("no end of line");
        }
    }

    private byte[] exactly(int length) throws IOException {
        byte[] bytes = in.readNBytes(length);
        if (bytes.length < length) {
            throw new EOFException("broke off after " + bytes.length + " of " + length + " bytes");
        }
        return bytes;
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\r'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("broke off after '" + line + "'");
            }
            line.append((char) c);
        }
        if (in.read() != '\n') {
            throw new IOException("CR without LF");
        }
        return line.toString();
    }

    /** Waits for the first byte of an answer, which is left to be read. */
    void awaitAnswer() throws IOException {
        in.mark(1);
        if (in.read() < 0) {
            throw new EOFException("no answer");
        }
        in.reset();
    }

    /** {@return what else comes until the server closes} */
    String rest() throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    /** {@return the address that this client has} */
    String address() {
        return socket.getLocalAddress().getHostAddress();
    }

    void finishSending() throws IOException {
        socket.shutdownOutput();
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
