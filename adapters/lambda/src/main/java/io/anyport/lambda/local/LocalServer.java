package io.anyport.lambda.local;

import com.sun.net.httpserver.HttpExchange;
import com.sun.net.httpserver.HttpServer;
import io.anyport.Invocation;
import io.anyport.http.Body;
import io.anyport.http.Handler;
import io.anyport.http.Headers;
import io.anyport.http.Method;
import io.anyport.http.Origin;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.io.UncheckedIOException;
import java.lang.System.Logger.Level;
import java.net.InetSocketAddress;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.regex.Pattern;

/**
 * A function behind a front door, on a port of this machine, for any HTTP client: what {@link FrontDoor#listen} starts. It is the JDK's
 * own server, which writes the names of fields with one capital, makes tabs in them spaces, and refuses targets that are no URI.
 */
public final class LocalServer implements AutoCloseable {

    /** Without it each answer on a connection that is kept waits for the client to acknowledge the head, for 40 ms. */
    private static final String NO_DELAY = "sun.net.httpserver.nodelay";

    private static final Pattern AUTHORITY = Pattern.compile("^[A-Za-z][A-Za-z0-9+.-]*://[^/?]*");

    /** How much of a body that is too large is read, so that the client sees the answer. */
    private static final long PATIENCE = 100L * 1024 * 1024;

    private static final int STEP = 16 * 1024;

    private final FrontDoor door;
    private final Handler client;
    private final HttpServer server;
    private final ExecutorService threads = Executors.newCachedThreadPool(LocalServer::thread);

    private LocalServer(FrontDoor door, Handler client, HttpServer server) {
        this.door = door;
        this.client = client;
        this.server = server;
    }

    private static Thread thread(Runnable work) {
        var thread = new Thread(work, "anyport-front-door");
        thread.setDaemon(true);
        return thread;
    }

    static LocalServer start(FrontDoor door, Handler client, int port) {
        if (System.getProperty(NO_DELAY) == null) {
            System.setProperty(NO_DELAY, "true");
        }
        var server = open(port);
        var local = new LocalServer(door, client, server);
        server.setExecutor(local.threads);
        server.createContext("/", local::serve);
        server.start();
        return local;
    }

    private static HttpServer open(int port) {
        try {
            return HttpServer.create(new InetSocketAddress(port), 0);
        } catch (IOException taken) {
            throw new UncheckedIOException("cannot listen on port " + port + ": " + taken.getMessage(), taken);
        }
    }

    /** {@return where it listens} */
    public int port() {
        return server.getAddress().getPort();
    }

    /** An exchange that is closed ends its answer; if something is thrown, the server cuts the connection instead. */
    private void serve(HttpExchange exchange) throws IOException {
        Response answer;
        try {
            answer = answer(exchange);
        } catch (IllegalArgumentException malformed) {
            answer = door.refusal(Status.BAD_REQUEST);
        } catch (Exception failed) {
            System.getLogger(LocalServer.class.getName()).log(Level.ERROR, "a request failed", failed);
            answer = door.refusal(door.failure());
        }
        send(exchange, answer);
        exchange.close();
    }

    private Response answer(HttpExchange exchange) throws Exception {
        if (exchange.getRequestHeaders().getOrDefault("Host", List.of()).size() > 1) {
            return door.refusal(Status.BAD_REQUEST);
        }
        byte[] body;
        try {
            body = exchange.getRequestBody().readNBytes(door.bodyLimit() + 1);
        } catch (
                IOException broken) { // the client has gone, or what it sent is no body: nothing more of it can be read
            System.getLogger(LocalServer.class.getName()).log(Level.DEBUG, "a body broke off", broken);
            exchange.getResponseHeaders().set("Connection", "close");
            return door.refusal(Status.BAD_REQUEST);
        }
        if (body.length > door.bodyLimit()) {
            drain(exchange.getRequestBody());
            return door.refusal(Status.CONTENT_TOO_LARGE);
        }
        return client.handle(request(exchange, body));
    }

    private static void drain(InputStream body) throws IOException {
        byte[] bytes = new byte[1 << 16];
        long left = PATIENCE;
        for (int read = 0; read >= 0 && left > 0; left -= read) {
            read = body.read(bytes);
        }
    }

    /** The target is taken as it came, since a URI would take what stands behind two slashes for a host. */
    private static Request request(HttpExchange exchange, byte[] body) {
        String target = AUTHORITY.matcher(exchange.getRequestURI().toString()).replaceFirst("");
        int question = target.indexOf('?');
        String path = question < 0 ? target : target.substring(0, question);
        var headers = headers(exchange);
        var address = exchange.getRemoteAddress().getAddress().getHostAddress();
        return Request.received(
                Method.of(exchange.getRequestMethod()),
                path.isEmpty() ? "/" : path,
                question < 0 ? null : target.substring(question + 1),
                headers,
                Body.of(body),
                Origin.of("http", headers.first("Host").orElse("localhost")),
                Invocation.local().withClientAddress(address.split("%", 2)[0]));
    }

    private static Headers headers(HttpExchange exchange) {
        var fields = new ArrayList<String>();
        exchange.getRequestHeaders()
                .forEach((name, values) -> values.forEach(value -> {
                    fields.add(name);
                    fields.add(value);
                }));
        return Headers.of(fields.toArray(new String[0]));
    }

    private static void send(HttpExchange exchange, Response response) throws IOException {
        var status = response.status();
        boolean isHead = exchange.getRequestMethod().equals("HEAD");
        response.headers().forEach((name, value) -> {
            if (isHead || !name.equalsIgnoreCase("Content-Length")) {
                exchange.getResponseHeaders().add(name, value);
            }
        });
        if (isHead || status.isWithoutContent()) {
            response.body().discard();
            exchange.sendResponseHeaders(status.code(), -1);
        } else if (response.body().isStream()) {
            exchange.sendResponseHeaders(status.code(), 0);
            copy(response.body(), exchange.getResponseBody());
        } else {
            byte[] content = response.body().bytes();
            exchange.sendResponseHeaders(status.code(), content.length == 0 ? -1 : content.length);
            if (content.length > 0) {
                exchange.getResponseBody().write(content);
                exchange.getResponseBody().flush(); // before the end looks at a body that may be broken
            }
        }
    }

    private static void copy(Body body, OutputStream client) throws IOException {
        try (var content = body.stream()) {
            byte[] buffer = new byte[STEP];
            for (int count = content.read(buffer); count >= 0; count = content.read(buffer)) {
                client.write(buffer, 0, count);
                client.flush();
            }
        }
    }

    /** Stops listening, and what is being served with it. */
    @Override
    public void close() {
        server.stop(0);
        threads.shutdownNow();
    }
}
