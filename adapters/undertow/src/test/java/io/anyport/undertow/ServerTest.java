package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static java.util.stream.Collectors.toList;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.event.Consumer;
import io.anyport.event.Operation;
import io.anyport.event.SocketRoute;
import io.anyport.http.Body;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** The life of a server: start, requests in flight, stop. */
final class ServerTest {

    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private static App app(String name, io.anyport.http.Handler handler) {
        return App.of(name, get("/").to(handler));
    }

    private static List<Thread> threads(String name) {
        return Thread.getAllStackTraces().keySet().stream()
                .filter(thread -> thread.getName().startsWith("undertow-" + name + " "))
                .collect(toList());
    }

    /** They have been told to, and need a moment. */
    private static void assertThreadsEnd(String name) throws InterruptedException {
        for (var thread : threads(name)) {
            thread.join(10_000);
        }
        assertEquals(List.of(), threads(name));
    }

    @Test
    void aServerKeepsTheProcessAliveUntilItIsStopped() throws InterruptedException {
        var server = startOnMain("alive");
        assertTrue(threads("alive").stream().anyMatch(thread -> !thread.isDaemon()));
        server.stop();
        assertThreadsEnd("alive");
        server.stop();
        server.close();
        assertThrows(ConnectException.class, () -> new SocketClient(server.port()));
    }

    /** A thread begets its like, and those that run tests are daemons. */
    private static UndertowServer startOnMain(String name) throws InterruptedException {
        var started = new CompletableFuture<UndertowServer>();
        var main = new Thread(() -> started.complete(UndertowServer.start(app(name, request -> Response.ok()), 0)));
        main.setDaemon(false);
        main.start();
        main.join();
        return started.join();
    }

    @Test
    void aTakenPortIsSaidInALine() throws InterruptedException {
        try (var server = UndertowServer.start(app("first", request -> Response.ok()), 0)) {
            var thrown = assertThrows(
                    UncheckedIOException.class,
                    () -> UndertowServer.start(app("second", request -> Response.ok()), server.port()));
            assertTrue(
                    String.valueOf(thrown.getMessage())
                            .matches("cannot listen on 0\\.0\\.0\\.0:" + server.port() + ": [ -~]+"),
                    thrown.getMessage());
        }
        assertThreadsEnd("second");
    }

    @Test
    void optionsAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> ServerOptions.onPort(65_536));
        assertThrows(IllegalArgumentException.class, () -> ServerOptions.onPort(-1));
        assertThrows(
                IllegalArgumentException.class, () -> ServerOptions.onPort(0).grace(Duration.ofNanos(-1)));
    }

    @Test
    void undertowsOwnOptionsCanBeReached() throws IOException {
        var options = ServerOptions.onPort(0)
                .host("localhost")
                .undertow(builder -> builder.setServerOption(io.undertow.UndertowOptions.MAX_HEADERS, 2));
        try (var server = UndertowServer.start(app("options", request -> Response.ok()), options);
                var client = new SocketClient(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\nA: b\r\nC: d\r\n\r\n");
            assertEquals(400, client.answer().status().code());
        }
    }

    @Test
    void whatIsInFlightIsAnswered() throws Exception {
        var entered = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        var server = UndertowServer.start(
                app("flight", request -> {
                    entered.countDown();
                    released.await();
                    return Response.ok().text("done");
                }),
                0);
        try (var inFlight = new SocketClient(server.port());
                var late = new SocketClient(server.port())) {
            for (int i = 0; i < 3; i++) { // what is over by then must not count against what is not
                late.send("GET /none HTTP/1.1\r\nHost: a\r\n\r\n").answer();
            }
            inFlight.send(GET);
            assertTrue(entered.await(10, TimeUnit.SECONDS));
            var stopping = CompletableFuture.runAsync(server::stop);
            untilClosed(late);
            untilRefused(server.port());
            assertFalse(stopping.isDone());
            released.countDown();
            assertEquals("done", inFlight.answer().text());
            stopping.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatNoRequestBringsIsRefusedAtTheStart() {
        var app = App.of(
                "events",
                get("/").to(request -> Response.ok()),
                Consumer.queue("imports").run(() -> {}),
                Operation.operation("recount").run(() -> {}),
                SocketRoute.socket("$default").to(frame -> Response.ok()));
        var refused = assertThrows(IllegalStateException.class, () -> UndertowServer.start(app, 0));
        assertEquals(
                "undertow brings requests only, and events also binds queue imports, operation recount, socket"
                        + " $default: start App.requestsOnly() there if another target brings the rest",
                refused.getMessage());
        UndertowServer.start(app.requestsOnly(), 0).stop();
    }

    /** Asks for what is answered at once, until the server has noticed that it is being stopped. */
    private static void untilClosed(SocketClient client) throws IOException {
        var answer = client.send("GET /none HTTP/1.1\r\nHost: a\r\n\r\n").answer();
        while (!answer.header("Connection").orElse("none").equals("close")) {
            answer = client.send("GET /none HTTP/1.1\r\nHost: a\r\n\r\n").answer();
        }
        assertEquals(Status.NOT_FOUND, answer.status());
        assertEquals("", client.rest());
    }

    /** By then it may accept a connection that it then drops. */
    private static void untilRefused(int port) throws IOException {
        while (true) {
            try {
                new SocketClient(port).close();
            } catch (ConnectException refused) {
                return;
            }
        }
    }

    @Test
    void answersAreSentToTheirEnd() throws Exception {
        int length = 20_000_000; // which is more than the sockets hold
        var app = app("sending", request -> Response.ok().withBody(Body.of(new byte[length])));
        var server = UndertowServer.start(app, 0);
        try (var client = new SocketClient(server.port())) {
            client.send(GET);
            client.awaitAnswer();
            var stopping = CompletableFuture.runAsync(server::stop);
            assertEquals(length, client.answer().body().bytes().length);
            stopping.get(10, TimeUnit.SECONDS);
        }
    }

    @Test
    void whatTakesTooLongIsInterrupted() throws Exception {
        var entered = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var server = UndertowServer.start(
                app("stuck", request -> {
                    entered.countDown();
                    try {
                        new CountDownLatch(1).await();
                    } catch (InterruptedException e) {
                        interrupted.countDown();
                    }
                    return Response.ok();
                }),
                ServerOptions.onPort(0).grace(Duration.ZERO));
        try (var client = new SocketClient(server.port())) {
            client.send(GET);
            assertTrue(entered.await(10, TimeUnit.SECONDS));
            server.stop();
            assertTrue(interrupted.await(10, TimeUnit.SECONDS));
        }
    }
}
