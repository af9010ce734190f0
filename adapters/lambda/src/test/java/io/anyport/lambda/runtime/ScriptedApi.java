package io.anyport.lambda.runtime;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.BufferedInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.util.List;
import java.util.Queue;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentLinkedQueue;
import java.util.concurrent.LinkedBlockingQueue;

/**
 * A Runtime API that answers each request with the next bytes of a script, whatever they are, and holds its peace after the last
 * ones. An empty answer cuts the connection.
 */
final class ScriptedApi implements AutoCloseable {

    /** Answers as bytes of text. */
    static final String CUT = "";

    private final ServerSocket server;
    private final Queue<String> script;
    private final BlockingQueue<String> requests = new LinkedBlockingQueue<>();

    private ScriptedApi(ServerSocket server, List<String> script) {
        this.server = server;
        this.script = new ConcurrentLinkedQueue<>(script);
    }

    static ScriptedApi answering(String... script) throws IOException {
        var api = new ScriptedApi(new ServerSocket(0, 50, InetAddress.getLoopbackAddress()), List.of(script));
        var accepting = new Thread(api::accept, "scripted");
        accepting.setDaemon(true);
        accepting.start();
        return api;
    }

    /** An answer with a content and its length. */
    static String answer(int status, String fields, String content) {
        return "HTTP/1.1 " + status + " Said So\r\n" + fields + "Content-Length: " + content.length() + "\r\n\r\n"
                + content;
    }

    /** An event. */
    static String event(String id, String content) {
        return answer(200, "lambda-runtime-aws-request-id: " + id + "\r\nLambda-Runtime-Deadline-Ms: 1\r\n", content);
    }

    String authority() {
        return server.getInetAddress().getHostAddress() + ":" + server.getLocalPort();
    }

    /** {@return the next request: its first line, and its content behind a space} */
    String request() throws InterruptedException {
        return requests.take();
    }

    private void accept() {
        while (!server.isClosed()) {
            try (var socket = server.accept()) {
                serve(socket);
            } catch (IOException e) {
                // the test is over, or the client has gone
            }
        }
    }

    private void serve(Socket socket) throws IOException {
        var in = new BufferedInputStream(socket.getInputStream());
        while (true) {
            String first = line(in);
            int length = 0;
            for (String line = line(in); !line.isEmpty(); line = line(in)) {
                if (line.startsWith("Content-Length: ")) {
                    length = Integer.parseInt(line.substring(16));
                }
            }
            requests.add(first.replace(" HTTP/1.1", " ") + new String(in.readNBytes(length), ISO_8859_1));
            String answer = script.poll();
            if (answer == null) {
                in.read();
                return;
            }
            if (answer.isEmpty()) {
                return;
            }
            socket.getOutputStream().write(answer.getBytes(ISO_8859_1));
        }
    }

    private static String line(InputStream in) throws IOException {
        var line = new StringBuilder();
        for (int c = in.read(); c != '\n'; c = in.read()) {
            if (c < 0) {
                throw new IOException("ended");
            }
            line.append((char) c);
        }
        return line.toString().stripTrailing();
    }

    @Override
    public void close() throws IOException {
        server.close();
    }
}
