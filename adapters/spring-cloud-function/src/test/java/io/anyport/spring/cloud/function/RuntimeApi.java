package io.anyport.spring.cloud.function;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.LinkedBlockingQueue;

/** The API that AWS offers to a runtime, on loopback: one invocation after the other. */
final class RuntimeApi implements AutoCloseable {

    /** What came back: where it was sent to, and its content. */
    record Outcome(String path, String content) {}

    private static final String ROOT = "/2018-06-01/runtime/";

    private final HttpServer server;
    private final BlockingQueue<byte[]> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();

    private RuntimeApi(HttpServer server) {
        this.server = server;
    }

    static RuntimeApi start() throws IOException {
        var api = new RuntimeApi(HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0));
        api.server.createContext(ROOT, api::answer);
        api.server.start();
        return api;
    }

    /** {@return host and port} */
    String authority() {
        return server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    /** {@return what the function makes of an event; waits for it} */
    Outcome invoke(byte[] event) throws InterruptedException {
        events.add(event);
        return outcomes.take();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(ROOT.length());
        byte[] sent = {};
        if (path.equals("invocation/next")) {
            var headers = exchange.getResponseHeaders();
            headers.set("Lambda-Runtime-Aws-Request-Id", "id-of-the-platform");
            headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + 30_000));
            headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:123456789012:function:local");
            sent = next();
        } else {
            outcomes.add(new Outcome(path, new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
        }
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(200, sent.length == 0 ? -1 : sent.length);
        exchange.getResponseBody().write(sent);
        exchange.close();
    }

    private byte[] next() throws IOException {
        try {
            return events.take();
        } catch (InterruptedException closed) {
            throw new IOException("the API is closed", closed);
        }
    }

    /** Ends what still waits for an event. */
    @Override
    public void close() {
        events.add(new byte[0]);
        server.stop(0);
    }
}
