package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.TrustedProxies;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** What the application is told about who asks, and where. */
final class InvocationTest {

    private static final App APP = App.of(
            "invocations", get("/").to(InvocationTest::seen), get("/{path}").to(InvocationTest::seen));
    private static final UndertowServer SERVER = UndertowServer.start(APP, 0);

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    private static Response seen(Request request) {
        var invocation = request.invocation();
        return Response.ok()
                .withHeader("Target", invocation.target())
                .withHeader("Client", invocation.clientAddress().orElse("none"))
                .withHeader("Trace", invocation.trace().orElse("none"))
                .withHeader("Thread", Thread.currentThread().toString())
                .withHeader("Origin", request.origin().toString());
    }

    @Test
    void theClientIsThePeer() throws IOException {
        try (var client = new SocketClient(SERVER.port())) {
            var answer = client.send("GET / HTTP/1.1\r\nHost: a\r\nX-Forwarded-For: 9.9.9.9\r\n\r\n")
                    .answer();
            assertEquals("undertow", answer.header("Target").orElse("none"));
            assertEquals(client.address(), answer.header("Client").orElse("none"));
        }
    }

    @Test
    void aTrustedProxyIsBelieved() throws IOException {
        var proxies = TrustedProxies.xForwarded("127.0.0.0/8", "::1").withForwardedHost();
        var options = ServerOptions.onPort(0).trustedProxies(proxies);
        var lines = List.of(
                "GET / HTTP/1.1",
                "Host: a",
                "X-Forwarded-For: 8.8.8.8, 9.9.9.9",
                "X-Forwarded-Proto: https",
                "X-Forwarded-Host: b.example",
                "",
                "");
        try (var server = UndertowServer.start(APP, options);
                var client = new SocketClient(server.port())) {
            var answer = client.send(String.join("\r\n", lines)).answer();
            assertEquals("9.9.9.9", answer.header("Client").orElse("none"));
            assertEquals("https://b.example", answer.header("Origin").orElse("none"));
        }
    }

    @Test
    void onlyATraceIsATrace() throws IOException {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        assertEquals(trace, ask("traceparent: " + trace).header("Trace").orElse("absent"));
        assertEquals(
                "none",
                ask("traceparent: " + trace.substring(1)).header("Trace").orElse("absent"));
        assertEquals(
                "none",
                ask("traceparent: " + trace.replace('4', 'X')).header("Trace").orElse("absent"));
        assertEquals("none", ask("A: b").header("Trace").orElse("absent"));
    }

    @Test
    void theOriginIsWhatTheClientAskedFor() throws IOException {
        assertEquals(
                "http://todo.example:81",
                answer("GET / HTTP/1.1\r\nHost: todo.example:81\r\n\r\n")
                        .header("Origin")
                        .orElse("none"));
        assertEquals(
                "http://[::1]:81",
                answer("GET / HTTP/1.1\r\nHost: [::1]:81\r\n\r\n")
                        .header("Origin")
                        .orElse("none"));
        assertEquals(
                "http://127.0.0.1:" + SERVER.port(),
                answer("GET / HTTP/1.0\r\n\r\n").header("Origin").orElse("none"));
    }

    @Test
    void threadsAreVirtualWhereTheyDoNotPin() throws IOException {
        String thread = ask("A: b").header("Thread").orElse("none");
        assertEquals(Runtime.version().feature() >= 24, thread.startsWith("VirtualThread"), thread);
        assertTrue(thread.startsWith("VirtualThread") || thread.contains("undertow-invocations task"), thread);
    }

    private static Response ask(String field) throws IOException {
        return answer("GET / HTTP/1.1\r\nHost: a\r\n" + field + "\r\n\r\n");
    }

    private static Response answer(String request) throws IOException {
        try (var client = new SocketClient(SERVER.port())) {
            return client.send(request).answer();
        }
    }
}
