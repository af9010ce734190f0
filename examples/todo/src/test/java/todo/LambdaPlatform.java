package todo;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;

/** What AWS offers to a runtime, on loopback: it hands out events one by one, and collects what comes back. */
final class LambdaPlatform implements AutoCloseable {

    private static final String ROOT = "/2018-06-01/runtime/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final BlockingQueue<String> events = new LinkedBlockingQueue<>();
    private final BlockingQueue<String> outcomes = new LinkedBlockingQueue<>();

    private LambdaPlatform(HttpServer server) {
        this.server = server;
    }

    static LambdaPlatform start() throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var platform = new LambdaPlatform(server);
        server.setExecutor(platform.threads);
        server.createContext(ROOT, platform::serve);
        server.start();
        return platform;
    }

    /** {@return host and port} */
    String authority() {
        return server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    /** {@return what the function answers to an event, behind the path to which it was sent} */
    String invoke(String event) throws InterruptedException {
        events.add(event);
        String outcome = outcomes.poll(60, TimeUnit.SECONDS);
        return outcome == null ? "nothing" : outcome;
    }

    private void serve(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(ROOT.length());
        if (path.equals("invocation/next")) {
            handOut(exchange);
        } else {
            outcomes.add(path + " " + new String(exchange.getRequestBody().readAllBytes(), UTF_8));
            send(exchange, 202, "{}");
        }
    }

    private void handOut(HttpExchange exchange) throws IOException {
        try {
            String event = events.take();
            var headers = exchange.getResponseHeaders();
            headers.set("Lambda-Runtime-Aws-Request-Id", "invocation");
            headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + 60_000));
            headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:123456789012:function:todo");
            send(exchange, 200, event);
        } catch (InterruptedException closed) {
            exchange.close();
        }
    }

    private static void send(HttpExchange exchange, int status, String content) throws IOException {
        byte[] bytes = content.getBytes(UTF_8);
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, bytes.length);
        exchange.getResponseBody().write(bytes);
        exchange.close();
    }

    @Override
    public void close() {
        threads.shutdownNow();
        server.stop(0);
    }
}
