package io.anyport.undertow;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/** The instance metadata service, version 2 only, on this machine. */
final class MetadataServer implements AutoCloseable {

    private final HttpServer server;
    private final Map<String, String> values = new ConcurrentHashMap<>();
    private final List<String> requests = new CopyOnWriteArrayList<>();
    private final AtomicInteger tokens = new AtomicInteger();
    private volatile String token = "";
    private volatile int failing;

    MetadataServer() throws IOException {
        server = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        server.createContext("/", this::handle);
        server.start();
    }

    Ec2Options options() {
        return Ec2Options.of(Map.of(
                "AWS_EC2_METADATA_SERVICE_ENDPOINT",
                "http://localhost:" + server.getAddress().getPort() + "/"));
    }

    void put(String name, String value) {
        values.put("/latest/meta-data/" + name, value);
    }

    void expireToken() {
        token = "";
    }

    /** Answers everything with a status from now on; 0 for as it should. */
    void fail(int status) {
        failing = status;
    }

    int tokens() {
        return tokens.get();
    }

    List<String> requests() {
        return List.copyOf(requests);
    }

    private void handle(HttpExchange exchange) throws IOException {
        String path = exchange.getRequestURI().getPath();
        requests.add(exchange.getRequestMethod() + " " + path);
        exchange.getRequestBody().readAllBytes();
        if (failing != 0) {
            answer(exchange, failing, "failing");
        } else if (exchange.getRequestMethod().equals("PUT")) {
            giveToken(exchange, path);
        } else if (token.isEmpty()
                || !token.equals(exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token"))) {
            answer(exchange, 401, "no token");
        } else {
            String value = values.get(path);
            answer(exchange, value == null ? 404 : 200, value == null ? "not found" : value);
        }
    }

    private void giveToken(HttpExchange exchange, String path) throws IOException {
        String seconds = exchange.getRequestHeaders().getFirst("X-aws-ec2-metadata-token-ttl-seconds");
        if (!path.equals("/latest/api/token") || !"21600".equals(seconds)) {
            answer(exchange, 400, "bad");
            return;
        }
        token = "token-" + tokens.incrementAndGet();
        answer(exchange, 200, token);
    }

    private static void answer(HttpExchange exchange, int status, String text) throws IOException {
        byte[] body = text.getBytes(StandardCharsets.UTF_8);
        exchange.sendResponseHeaders(status, body.length);
        exchange.getResponseBody().write(body);
        exchange.close();
    }

    URI endpoint() {
        return options().endpoint();
    }

    @Override
    public void close() {
        server.stop(0);
    }
}
