package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Response;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** More requests than a server works on at once. */
final class OverloadTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    @ParameterizedTest
    @EnumSource(names = {"WHERE_THEY_FIT", "WORKERS"})
    void whatIsTooMuchIsAnsweredAtOnceAndTheRestInTurn(HandlerThreads threads) throws Exception {
        var entered = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        var app = App.of("overload", get("/").to(request -> {
            entered.countDown();
            released.await();
            return Response.ok().text("done");
        }));
        try (var server = UndertowServer.start(
                        app, ServerOptions.onPort(0).limits(1, 1).threads(threads));
                var first = new SocketClient(server.port());
                var second = new SocketClient(server.port());
                var third = new SocketClient(server.port())) {
            first.send(GET);
            assertTrue(entered.await(10, TimeUnit.SECONDS));
            second.send(GET);
            while (server.load().waiting() < 1) {
                Thread.onSpinWait();
            }
            var shed = third.send(GET).answer();
            assertEquals(503, shed.status().code());
            assertEquals("1", shed.header("Retry-After").orElse("none"));
            assertEquals("application/problem+json", shed.header("Content-Type").orElse("none"));
            assertEquals(
                    503,
                    third.send("HEAD / HTTP/1.1\r\nHost: a\r\n\r\n")
                            .answer("HEAD")
                            .status()
                            .code());
            assertEquals(1, server.load().inFlight());
            assertEquals(2, server.load().shed());

            released.countDown();
            assertEquals("done", first.answer().text());
            assertEquals("done", second.answer().text());
            assertEquals("done", third.send(GET).answer().text());
            assertEquals(0, server.load().waiting());
        }
    }

    @Test
    void whatWaitsIsAnsweredBeforeTheServerStops() throws Exception {
        var entered = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        var app = App.of("stopping", get("/").to(request -> {
            entered.countDown();
            released.await();
            return Response.ok().text("done");
        }));
        var server = UndertowServer.start(app, ServerOptions.onPort(0).limits(1, 1));
        try (var first = new SocketClient(server.port());
                var second = new SocketClient(server.port())) {
            first.send(GET);
            assertTrue(entered.await(10, TimeUnit.SECONDS));
            second.send(GET);
            while (server.load().waiting() < 1) {
                Thread.onSpinWait();
            }
            var stopping = java.util.concurrent.CompletableFuture.runAsync(server::stop);
            released.countDown();
            assertEquals("done", first.answer().text());
            assertEquals("done", second.answer().text());
            stopping.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void limitsAreChecked() {
        assertThrows(
                IllegalArgumentException.class, () -> ServerOptions.onPort(0).limits(0, 0));
        assertThrows(
                IllegalArgumentException.class, () -> ServerOptions.onPort(0).limits(1, -1));
    }
}
