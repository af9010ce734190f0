package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Response;
import java.io.IOException;
import java.net.ConnectException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The end of a server, step by step. A test that has seen enough of one step interrupts the thread that waits in it. */
@Timeout(60)
final class DrainTest {

    private static final String READY = "GET /health/ready HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String LIVE = "GET /health/live HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";

    private final CountDownLatch entered = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);

    private final App app = App.of(
            "drain",
            get("/").to(request -> Response.ok().text("here")),
            get("/slow").to(request -> {
                entered.countDown();
                released.await();
                return Response.ok().text("done");
            }));

    private static ServerOptions patient() {
        return ServerOptions.onPort(0).drainDelay(Duration.ofHours(1));
    }

    /** Stops a server on a thread of its own, which is at work when this returns. */
    private static Stop stop(UndertowServer server) throws IOException {
        var done = new FutureTask<>(server::stop, true);
        var thread = new Thread(done);
        thread.setDaemon(true);
        thread.start();
        try (var client = new SocketClient(server.port())) {
            while (client.send(READY).answer().status().code() == 200) {
                assertTrue(thread.isAlive());
            }
        }
        return new Stop(thread, done);
    }

    /** A stop that is under way. */
    private record Stop(Thread thread, FutureTask<Boolean> done) {
        void hurry() throws Exception {
            assertFalse(done.isDone());
            thread.interrupt();
            assertTrue(done.get(10, TimeUnit.SECONDS));
        }
    }

    private static void assertClosed(String text, SocketClient client, Response answer) throws IOException {
        assertEquals(text, answer.text());
        assertEquals("close", answer.header("Connection").orElse("none"));
        assertEquals("", client.rest());
    }

    @Test
    void whileItDrainsItSaysSoAndServesAll() throws Exception {
        var server = UndertowServer.start(app, patient());
        try (var idle = new SocketClient(server.port());
                var inFlight = new SocketClient(server.port());
                var late = new SocketClient(server.port())) {
            assertEquals("here", idle.send(GET).answer().text());
            inFlight.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            assertTrue(entered.await(10, TimeUnit.SECONDS));
            var stopping = stop(server);
            try (var client = new SocketClient(server.port())) {
                var answer = client.send(READY).answer();
                assertEquals(503, answer.status().code());
                assertClosed("{\"status\":\"stopping\"}", client, answer);
            }
            try (var client = new SocketClient(server.port())) {
                var answer = client.send(LIVE).answer();
                assertEquals(200, answer.status().code());
                assertClosed("{\"status\":\"pass\"}", client, answer);
            }
            assertClosed("here", idle, idle.send(GET).answer());
            assertClosed("here", late, late.send(GET).answer());
            released.countDown();
            assertClosed("done", inFlight, inFlight.answer());
            stopping.hurry();
            assertThrows(ConnectException.class, () -> new SocketClient(server.port()));
        }
    }

    @Test
    void drainingGoesOnUntilTheServerIsStopped() throws Exception {
        try (var server = UndertowServer.start(app, ServerOptions.onPort(0).drainDelay(Duration.ZERO))) {
            server.drain();
            server.drain();
            for (int i = 0; i < 3; i++) {
                try (var client = new SocketClient(server.port())) {
                    assertEquals(503, client.send(READY).answer().status().code());
                }
                try (var client = new SocketClient(server.port())) {
                    assertClosed("here", client, client.send(GET).answer());
                }
            }
        }
    }

    /** The delay would be longer than this test may take. */
    @Test
    @Timeout(9)
    void whereNobodyAsksAgainAndAgainThereIsNoDelay() throws IOException {
        var server = UndertowServer.start(app, 0);
        try (var client = new SocketClient(server.port())) {
            client.send(LIVE).answer();
            client.send(LIVE).answer();
            client.send(READY).answer();
        }
        server.stop();
    }

    @Test
    void whereSomebodyDoesThereIsADelay() throws Exception {
        var server = UndertowServer.start(app, 0);
        try (var client = new SocketClient(server.port())) {
            client.send(READY).answer();
            assertEquals(200, client.send(READY).answer().status().code());
            var stopping = stop(server);
            for (int i = 0; i < 100; i++) {
                try (var other = new SocketClient(server.port())) {
                    assertClosed("here", other, other.send(GET).answer());
                }
            }
            stopping.hurry();
        }
    }

    @Test
    void afterTheDelayConnectionsAreRefusedAndWhatIsInFlightIsAnswered() throws Exception {
        var server = UndertowServer.start(app, ServerOptions.onPort(0).drainDelay(Duration.ZERO));
        try (var inFlight = new SocketClient(server.port());
                var idle = new SocketClient(server.port());
                var asking = new SocketClient(server.port())) {
            inFlight.send("GET /slow HTTP/1.1\r\nHost: a\r\n\r\n");
            assertTrue(entered.await(10, TimeUnit.SECONDS));
            var stopping = CompletableFuture.runAsync(server::stop);
            var again = CompletableFuture.runAsync(server::stop);
            untilRefused(server.port());
            assertClosed("here", asking, asking.send(GET).answer());
            assertFalse(stopping.isDone() || again.isDone());
            released.countDown();
            assertClosed("done", inFlight, inFlight.answer());
            stopping.get(10, TimeUnit.SECONDS);
            again.get(10, TimeUnit.SECONDS);
            assertEquals("", idle.rest());
        }
    }

    private static void untilRefused(int port) throws IOException {
        while (true) {
            try {
                new SocketClient(port).close();
            } catch (ConnectException refused) {
                return;
            }
        }
    }

    /** The connections that the server itself has closed are still known to the system. */
    @Test
    void itsPortCanBeTakenAgainAtOnce() throws IOException {
        var server = UndertowServer.start(app, 0);
        int port = server.port();
        for (int i = 0; i < 3; i++) {
            var clients = new ArrayList<SocketClient>();
            for (int j = 0; j < 5; j++) {
                clients.add(new SocketClient(port));
                clients.get(j).send(GET).answer();
            }
            server.stop();
            server = UndertowServer.start(app, port);
            for (var client : clients) {
                client.close();
            }
        }
        server.stop();
    }

    @Test
    void whatTheServerHasUsedIsClosedAfterIt() {
        var server = UndertowServer.start(app, 0);
        var closed = new ArrayList<String>();
        Exit.end(
                server,
                List.of(
                        () -> {
                            assertThrows(ConnectException.class, () -> new SocketClient(server.port()));
                            closed.add("first");
                            throw new IOException("it cannot");
                        },
                        () -> closed.add("second")));
        assertEquals(List.of("first", "second"), closed);
    }

    @Test
    void delaysAreChecked() {
        assertThrows(
                IllegalArgumentException.class, () -> ServerOptions.onPort(0).drainDelay(Duration.ofNanos(-1)));
    }
}
