package io.anyport.undertow;

import static io.anyport.http.Mount.mount;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.anyport.App;
import io.anyport.http.Problem;
import io.anyport.http.Response;
import java.io.IOException;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What never reaches the application's routes, and how the client is told. */
final class RefusedRequestTest {

    private static final App APP = App.of("refused", mount("/any", request -> {
                request.body().bytes();
                return Response.ok().text("reached");
            }))
            .with(next -> request -> next.handle(request).withHeader("Filtered", "yes"));

    private static final UndertowServer SERVER = UndertowServer.start(APP, 0);

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    @TestFactory
    Stream<DynamicTest> refusalsAreProblemsThroughTheFilters() {
        return Map.of(
                        "GET /any HTTP/1.1\r\nHost: a b\r\n\r\n", 400,
                        "TRACE /any HTTP/1.1\r\nHost: a\r\n\r\n", 501,
                        "CONNECT a:443 HTTP/1.1\r\nHost: a:443\r\n\r\n", 501,
                        "POST /any HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: gzip\r\n\r\n", 501,
                        "POST /any HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: identity\r\n\r\n", 501,
                        "POST /any HTTP/1.0\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n", 400,
                        "POST /any HTTP/1.1\r\nHost: a\r\nContent-Length: 18446744073709551619\r\n\r\nabc", 413)
                .entrySet()
                .stream()
                .map(entry -> dynamicTest(name(entry.getKey()), () -> {
                    try (var client = new SocketClient(SERVER.port())) {
                        var answer = client.send(entry.getKey()).answer();
                        assertEquals(entry.getValue(), answer.status().code(), answer::text);
                        assertEquals(
                                Problem.MEDIA_TYPE,
                                answer.header("Content-Type").orElse("none"));
                        assertEquals("yes", answer.header("Filtered").orElse("no"));
                        assertEquals("close", answer.header("Connection").orElse("none"));
                        client.finishSending();
                        assertEquals("", client.rest());
                    }
                }));
    }

    /** Undertow's parser answers these itself; what counts is that nothing reaches the application, and that the connection ends. */
    @TestFactory
    Stream<DynamicTest> whatUndertowRefuses() {
        return Stream.of(
                        "GET /any HTTP/1.1\r\n\r\n",
                        "GET /any HTTP/1.1\r\nHost: a b\r\n\r\n",
                        "GET /any HTTP/1.1\r\nHost: a@b\r\n\r\n",
                        "GET /any HTTP/1.1\r\nHost: a:b\r\n\r\n",
                        "GET /any HTTP/1.1\r\nHost: a\r\nX: a\u0000b\r\n\r\n",
                        "GET /any HTTP/1.1\r\nHost: a\r\nX: a\u0001b\r\n\r\n",
                        "GET /any HTTP/1.1\r\nHost: a\r\nHost: b\r\n\r\n",
                        "GET /any HTTP/1.1\r\nHost: a\r\nBad Name: b\r\n\r\n",
                        "GET /any HTTP/1.1\r\nHost: a\r\nName : b\r\n\r\n",
                        "G(T /any HTTP/1.1\r\nHost: a\r\n\r\n",
                        "POST /any HTTP/1.1\r\nHost: a\r\nContent-Length: +3\r\n\r\nabc",
                        "POST /any HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nContent-Length: 4\r\n\r\nabc",
                        "POST /any HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\nTransfer-Encoding: chunked\r\n\r\n0\r\n\r\n")
                .map(request -> dynamicTest(name(request), () -> {
                    try (var client = new SocketClient(SERVER.port())) {
                        var answer = client.send(request).answer();
                        assertEquals(400, answer.status().code());
                        client.finishSending();
                        assertEquals("", client.rest());
                    }
                }));
    }

    private static String name(String request) {
        return request.replaceAll("[^!-~]+", " ");
    }

    @Test
    void theReasonIsThatOfTheProblem() throws IOException {
        try (var client = new SocketClient(SERVER.port())) {
            client.send("POST /any HTTP/1.1\r\nHost: a\r\nContent-Length: 7000000\r\n\r\n");
            client.finishSending();
            assertTrue(client.rest().startsWith("HTTP/1.1 413 Content Too Large\r\n"));
        }
    }

    @Test
    void closeIsFoundInLists() throws IOException {
        for (var fields : new String[] {"foo, close", "foo\r\nConnection: CLOSE", "close"}) {
            try (var client = new SocketClient(SERVER.port())) {
                client.send("GET /any HTTP/1.1\r\nHost: a\r\nConnection: " + fields + "\r\n\r\n");
                assertEquals("reached", client.answer().text());
                assertEquals("", client.rest());
            }
        }
    }

    @Test
    void connectionsAreKept() throws IOException {
        try (var client = new SocketClient(SERVER.port())) {
            for (int i = 0; i < 3; i++) {
                client.send("POST /any HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc");
                assertEquals("reached", client.answer().text());
            }
            client.send("GET /any HTTP/1.1\r\nHost: a\r\n\r\n".repeat(20));
            for (int i = 0; i < 20; i++) {
                assertEquals("reached", client.answer().text());
            }
        }
    }
}
