package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.util.Iterator;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.LinkedBlockingQueue;

/** The API that AWS offers to a runtime, on loopback: it hands out events one by one, and collects what comes back. */
final class RuntimeApi implements AutoCloseable {

    /** What came back: where it was sent to, and its content. */
    record Outcome(String path, String content) {}

    private static final String ROOT = "/2018-06-01/runtime/";

    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool();
    private final Iterator<byte[]> events;
    private final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    private final CountDownLatch closed = new CountDownLatch(1);
    private int invocations;

    private RuntimeApi(HttpServer server, List<byte[]> events) {
        this.server = server;
        this.events = events.iterator();
    }

    static RuntimeApi serving(List<byte[]> events) throws IOException {
        var server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        var api = new RuntimeApi(server, events);
        server.setExecutor(api.threads);
        server.createContext(ROOT, api::answer);
        server.start();
        return api;
    }

    /** {@return host and port} */
    String authority() {
        return server.getAddress().getAddress().getHostAddress() + ":"
                + server.getAddress().getPort();
    }

    /** {@return what came back next; waits for it} */
    Outcome outcome() throws InterruptedException {
        return outcomes.take();
    }

    private void answer(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath().substring(ROOT.length());
        if (path.equals("invocation/next")) {
            handOut(exchange);
        } else {
            outcomes.add(new Outcome(path, new String(exchange.getRequestBody().readAllBytes(), UTF_8)));
            send(exchange, 202, "{}".getBytes(UTF_8));
        }
    }

    private synchronized void handOut(HttpExchange exchange) throws IOException {
        if (!events.hasNext()) {
            awaitEnd();
            exchange.close();
            return;
        }
        var headers = exchange.getResponseHeaders();
        headers.set("Lambda-Runtime-Aws-Request-Id", "invocation-" + ++invocations);
        headers.set("Lambda-Runtime-Deadline-Ms", String.valueOf(System.currentTimeMillis() + 30_000));
        headers.set("Lambda-Runtime-Invoked-Function-Arn", "arn:aws:lambda:eu-west-1:123456789012:function:local");
        headers.set("Lambda-Runtime-Trace-Id", "Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1");
        send(exchange, 200, events.next());
    }

    private void awaitEnd() {
        try {
            closed.await();
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }

    private static void send(HttpExchange exchange, int status, byte[] content) throws IOException {
        exchange.getResponseHeaders().set("Content-Type", "application/json");
        exchange.sendResponseHeaders(status, content.length);
        exchange.getResponseBody().write(content);
        exchange.close();
    }

    @Override
    public void close() {
        closed.countDown();
        server.stop(0);
        threads.shutdownNow();
    }
}
