package io.anyport.junit.lambda;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.BufferedInputStream;
import java.io.EOFException;
import java.io.IOException;
import java.io.InputStream;
import java.net.Socket;
import java.util.Map;
import java.util.TreeMap;

/** What a runtime says to the Runtime API, byte by byte. */
final class RawClient implements AutoCloseable {

    record Answer(int status, Map<String, String> fields, String content) {
        String id() {
            return fields.getOrDefault("Lambda-Runtime-Aws-Request-Id", "");
        }
    }

    private final Socket socket;
    private final InputStream in;

    private RawClient(Socket socket) throws IOException {
        this.socket = socket;
        this.in = new BufferedInputStream(socket.getInputStream());
    }

    static RawClient of(RuntimeApi api) throws IOException {
        String[] parts = api.authority().split(":", 2);
        var socket = new Socket(parts[0], Integer.parseInt(parts[1]));
        socket.setTcpNoDelay(true);
        socket.setSoTimeout(30_000); // a read cannot be interrupted
        return new RawClient(socket);
    }

    void send(String text) throws IOException {
        socket.getOutputStream().write(text.getBytes(UTF_8));
    }

    void send(byte[] bytes) throws IOException {
        socket.getOutputStream().write(bytes);
    }

    Answer next() throws IOException {
        send("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\nHost: x\r\n\r\n");
        return answer();
    }

    Answer post(String path, String fields, String content) throws IOException {
        send(head(path, fields + "Content-Length: " + content.getBytes(UTF_8).length + "\r\n") + content);
        return answer();
    }

    static String head(String path, String fields) {
        return "POST /2018-06-01/runtime/" + path + " HTTP/1.1\r\nHost: x\r\n" + fields + "\r\n";
    }

    /** The head of a streamed answer. */
    void stream(String id) throws IOException {
        String fields = String.join(
                "\r\n",
                "Lambda-Runtime-Function-Response-Mode: streaming",
                "Transfer-Encoding: chunked",
                "Trailer: Lambda-Runtime-Function-Error-Type",
                "");
        send(head("invocation/" + id + "/response", fields));
    }

    void chunk(String content) throws IOException {
        send(Integer.toHexString(content.getBytes(UTF_8).length) + "\r\n" + content + "\r\n");
    }

    Answer answer() throws IOException {
        int status = Integer.parseInt(line().split(" ", 3)[1]);
        var fields = new TreeMap<String, String>(String.CASE_INSENSITIVE_ORDER);
        for (String line = line(); !line.isEmpty(); line = line()) {
            String[] parts = line.split(": ", 2);
            fields.put(parts[0], parts[1]);
        }
        int length = Integer.parseInt(fields.getOrDefault("Content-Length", "0"));
        byte[] content = in.readNBytes(length);
        if (content.length < length) {
            throw new EOFException("cut");
        }
        return new Answer(status, fields, new String(content, UTF_8));
    }

    private String line() throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new EOFException("ended");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    /** What comes until the connection ends. */
    String rest() throws IOException {
        return new String(in.readAllBytes(), ISO_8859_1);
    }

    @Override
    public void close() throws IOException {
        socket.close();
    }
}
