package io.anyport.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Problem;
import io.anyport.http.Response;
import io.anyport.http.Route;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do not come to an end: they are told, and others notice nothing. */
@Timeout(60)
final class SlowClientTest {

    private static final App APP = App.of(
            "slow",
            Route.get("/").to(request -> Response.ok().text("here")),
            Route.post("/")
                    .to(request ->
                            Response.ok().text(String.valueOf(request.body().bytes().length))));

    private static UndertowServer impatient() {
        return UndertowServer.start(
                APP,
                ServerOptions.onPort(0)
                        .headTime(Duration.ofMillis(200))
                        .slowestBody(Duration.ofMillis(200), 1_000_000));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "G",
                "GET / HTTP/1.1\r\nHost: a",
                "GET / HTTP/1.1\r\nHost: a\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab",
                "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\n",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nab",
                "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n3\r\nabc\r\n0\r\nX"
            })
    void whatDoesNotEndIsAnsweredAndClosed(String begun) throws IOException {
        try (var server = impatient();
                var client = new SocketClient(server.port())) {
            var answer = client.send(begun).answer();
            assertEquals(408, answer.status().code());
            assertEquals(Problem.MEDIA_TYPE, answer.header("Content-Type").orElse("none"));
            assertEquals("close", answer.header("Connection").orElse("none"));
            client.finishSending();
            assertEquals("", client.rest());
        }
    }

    @Test
    void anAnswerThatWasDueIsGivenBefore() throws IOException {
        try (var server = impatient();
                var client = new SocketClient(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP");
            assertEquals("here", client.answer().text());
            assertEquals(408, client.answer().status().code());
        }
    }

    /** While an answer is being made nobody reads: that is not the client's fault. */
    @Test
    void whatHasComeInTheMeantimeIsNotLate() throws Exception {
        var begun = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        var app = App.of(
                "busy",
                Route.get("/").to(request -> Response.ok().text("here")),
                Route.get("/busy").to(request -> {
                    begun.countDown();
                    released.await();
                    return Response.ok().text("done");
                }));
        var options = ServerOptions.onPort(0).headTime(Duration.ofMillis(100));
        try (var server = UndertowServer.start(app, options);
                var client = new SocketClient(server.port());
                var other = new SocketClient(server.port())) {
            client.send("GET /busy HTTP/1.1\r\nHost: a\r\n\r\nGET / HT");
            begun.await();
            client.send("TP/1.1\r\nHost: a\r\n\r\n");
            assertEquals(408, other.send("G").answer().status().code(), "which began later");
            released.countDown();
            assertEquals("done", client.answer().text());
            assertEquals("here", client.answer().text());
        }
    }

    /** More of them than there are threads of any kind. */
    @Test
    void othersNoticeNothing() throws IOException {
        var slow = new ArrayList<SocketClient>();
        try (var server = UndertowServer.start(APP, 0)) {
            for (int i = 0; i < 400; i++) {
                var begun = i % 2 == 0 ? "GET / HT" : "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nab";
                slow.add(new SocketClient(server.port()).send(begun));
            }
            try (var client = new SocketClient(server.port())) {
                for (int i = 0; i < 100; i++) {
                    assertEquals(
                            "here",
                            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n")
                                    .answer()
                                    .text());
                }
            }
            while (server.load().inFlight() > 0) { // the last one is answered before it has ended
                Thread.onSpinWait();
            }
            assertEquals("3", slow.get(1).send("c").answer().text());
            assertEquals(
                    "here",
                    slow.get(0).send("TP/1.1\r\nHost: a\r\n\r\n").answer().text());
        } finally {
            for (var client : slow) {
                client.close();
            }
        }
    }

    @Test
    void whatIsFastEnoughIsRead() throws IOException {
        try (var server = impatient();
                var client = new SocketClient(server.port())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 3000000\r\n\r\n");
            for (int i = 0; i < 30; i++) {
                client.send(new byte[100_000]);
            }
            assertEquals("3000000", client.answer().text());
        }
    }

    @Test
    void timesThatAreNoneAreRefused() {
        var options = ServerOptions.onPort(0);
        for (var bad : List.<org.junit.jupiter.api.function.Executable>of(
                () -> options.headTime(Duration.ZERO),
                () -> options.slowestBody(Duration.ofSeconds(-1), 1),
                () -> options.slowestBody(Duration.ofSeconds(1), 0))) {
            var refused = assertThrows(IllegalArgumentException.class, bad);
            assertTrue(String.valueOf(refused.getMessage()).contains("must be >= 1"), refused.getMessage());
        }
    }
}
