package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.function.BooleanSupplier;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that do not take their answers, or not at once. A server that is waited for in vain lets a test run out of time. */
@Timeout(60)
final class SlowReaderTest {

    private static final int LARGE = 16 * 1024 * 1024; // more than the kernel keeps of a connection
    private static final int WINDOW_UPDATE = 8;
    private static final String GET = "GET / HTTP/1.1\r\nHost: a\r\n\r\n";
    private static final String GET_OTHER = "GET /other HTTP/1.1\r\nHost: a\r\n\r\n";

    private static App app(Body body) {
        return App.of(
                "readers",
                get("/").to(request -> Response.ok().withBody("a/b", body)),
                post("/").to(request -> Response.ok().withBody("a/b", body)),
                get("/other").to(request -> Response.ok().text("other")));
    }

    private static App streaming(TrackedStream.Log log) {
        return App.of(
                "streaming",
                get("/").to(request -> Response.ok().withBody("a/b", Body.of(log.endless()))),
                get("/none").to(request -> Response.of(Status.NO_CONTENT)),
                get("/other").to(request -> Response.ok().text("other")));
    }

    private static void awaitNobodyInFlight(UndertowServer server) {
        await(() -> server.load().inFlight() == 0);
    }

    private static void awaitNobodyInFlight(UndertowServer server, TrackedStream.Log log, int streams) {
        await(() -> log.opened() == streams && server.load().inFlight() == 0);
    }

    private static void awaitClosed(TrackedStream.Log log, int streams) {
        await(() -> log.closed() == streams);
    }

    private static void await(BooleanSupplier condition) {
        while (!condition.getAsBoolean()) {
            if (Thread.interrupted()) {
                throw new AssertionError("waited in vain");
            }
            Thread.onSpinWait();
        }
    }

    @ParameterizedTest
    @EnumSource(names = {"WHERE_THEY_FIT", "WORKERS"})
    void aStreamThatNobodyReadsHoldsNoThread(HandlerThreads threads) throws IOException {
        var log = new TrackedStream.Log();
        var clients = new ArrayList<SocketClient>();
        try (var server = UndertowServer.start(
                        streaming(log), ServerOptions.onPort(0).limits(2, 4).threads(threads));
                var other = new SocketClient(server.port())) {
            for (int i = 0; i < 4; i++) {
                clients.add(new SocketClient(server.port()).send(GET));
            }
            awaitNobodyInFlight(server, log, 4);
            assertEquals("other", other.send(GET_OTHER).answer().text());
            assertEquals(0, log.closed());
            for (var client : clients) {
                client.close();
            }
            awaitClosed(log, 4);
        }
        assertEquals(4, log.closed());
    }

    @Test
    void aStreamThatTheWindowStopsHoldsNoThread() throws IOException {
        var log = new TrackedStream.Log();
        try (var server = UndertowServer.start(
                streaming(log), ServerOptions.onPort(0).limits(2, 4).http2(Http2.ALSO_CLEAR))) {
            try (var client = withoutWindow(server);
                    var other = new SocketClient(server.port())) {
                for (int i = 0; i < 4; i++) {
                    client.request(2 * i + 1, "/");
                }
                awaitNobodyInFlight(server, log, 4);
                assertEquals("other", other.send(GET_OTHER).answer().text());
                assertEquals(0, log.closed());
            }
            awaitClosed(log, 4);
        }
        assertEquals(4, log.closed());
    }

    private static FrameClient withoutWindow(UndertowServer server) throws IOException {
        var client = new FrameClient(server.port());
        client.send(FrameClient.SETTINGS, 0, 0, (byte) 0, (byte) 4, (byte) 0, (byte) 0, (byte) 0, (byte) 0);
        return client;
    }

    /** Whoever waits is waited for, and gets every byte, in order. */
    @ParameterizedTest
    @ValueSource(booleans = {true, false})
    void whatIsReadLaterIsWhole(boolean isFile, @TempDir Path folder) throws Exception {
        var content = new byte[LARGE];
        new Random(1).nextBytes(content);
        var file = Files.write(folder.resolve("file"), content);
        var begun = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        var app = App.of(
                "later",
                get("/").to(request ->
                        Response.ok().withBody("a/b", isFile ? Body.of(file) : Body.of(Files.newInputStream(file)))),
                get("/other").to(request -> {
                    begun.countDown();
                    released.await();
                    return Response.ok().text("other");
                }));
        try (var server = UndertowServer.start(app, ServerOptions.onPort(0).limits(1, 1));
                var client = new SocketClient(server.port());
                var other = new SocketClient(server.port())) {
            client.send(GET).awaitAnswer();
            awaitNobodyInFlight(server);
            other.send(GET_OTHER); // which gets the only place, so that the file has to wait for it
            begun.await();
            var answer = CompletableFuture.supplyAsync(() -> answer(client));
            released.countDown();
            assertEquals("other", other.answer().text());
            assertArrayEquals(content, answer.get().body().bytes());
            assertEquals("other", client.send(GET_OTHER).answer().text());
        }
    }

    private static Response answer(SocketClient client) {
        try {
            return client.answer();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    @Test
    void whatFailsLaterNeverLooksComplete() throws IOException {
        var log = new TrackedStream.Log();
        var app = App.of(
                "failing", get("/").to(request -> Response.ok().withBody("a/b", Body.of(log.stream(LARGE, true)))));
        for (var version : new String[] {"1.1", "1.0"}) {
            try (var server = UndertowServer.start(app, 0);
                    var client = new SocketClient(server.port())) {
                client.send("GET / HTTP/" + version + "\r\nHost: a\r\n\r\n").awaitAnswer();
                awaitNobodyInFlight(server);
                assertThrows(IOException.class, () -> {
                    client.answer();
                    client.rest();
                });
            }
        }
        assertEquals(2, log.closed());
    }

    /** A server that is stopped waits for what is not over; here it would for as long as the test may take. */
    private static ServerOptions impatient() {
        return ServerOptions.onPort(0)
                .answerPause(Duration.ofMillis(200))
                .grace(Duration.ofHours(1))
                .http2(Http2.ALSO_CLEAR);
    }

    @Test
    void whoTakesNothingIsCutOff() throws IOException {
        var log = new TrackedStream.Log();
        try (var server = UndertowServer.start(streaming(log), impatient());
                var client = new SocketClient(server.port()).send(GET)) {
            client.awaitAnswer();
            awaitClosed(log, 1);
            assertThrows(IOException.class, client::rest);
        }
    }

    @Test
    void whoTakesNothingOfAnAnswerInOnePieceIsCutOff() throws IOException {
        var server = UndertowServer.start(app(Body.of(new byte[LARGE])), impatient());
        try (var client = new SocketClient(server.port()).send(GET)) {
            client.awaitAnswer();
            server.stop();
            assertThrows(IOException.class, client::answer);
        }
    }

    @Test
    void aStreamWhoseWindowStaysClosedIsResetAlone() throws IOException {
        var log = new TrackedStream.Log();
        try (var server = UndertowServer.start(streaming(log), impatient());
                var client = withoutWindow(server)) {
            assertEquals(FrameClient.RST_STREAM, client.request(1, "/").end(1).type());
            awaitClosed(log, 1);
            var none = client.request(3, "/none").receive();
            while (none.stream() != 3) {
                none = client.receive();
            }
            assertEquals(FrameClient.HEADERS, none.type());
        }
    }

    /** All windows are open, and nothing is read. */
    @Test
    void aConnectionThatNobodyReadsIsEnded() throws IOException {
        var log = new TrackedStream.Log();
        var server = UndertowServer.start(streaming(log), impatient());
        try (var client = new FrameClient(server.port())) {
            client.send(
                    FrameClient.SETTINGS, 0, 0, (byte) 0, (byte) 4, (byte) 0x7f, (byte) 0xff, (byte) 0xff, (byte) 0xff);
            client.send(WINDOW_UPDATE, 0, 0, (byte) 0x7f, (byte) 0xff, (byte) 0, (byte) 0);
            for (int i = 0; i < 10; i++) {
                client.request(2 * i + 1, "/");
            }
            awaitClosed(log, 10);
            server.stop();
            assertThrows(IOException.class, () -> {
                while (client.receive().type() >= 0) {}
            });
        }
    }

    @Test
    void forWhatTheHeapIsNotEnoughThereIs503() throws IOException {
        var options = ServerOptions.onPort(0).memory(1_000_000, 1_000_000);
        try (var server = UndertowServer.start(app(Body.of(new byte[LARGE])), options);
                var first = new SocketClient(server.port()).send(GET);
                var second = new SocketClient(server.port())) {
            first.awaitAnswer(); // which has a place for itself, however large
            awaitNobodyInFlight(server);
            var refused = second.send(GET).answer();
            assertEquals(503, refused.status().code());
            assertEquals("1", refused.header("Retry-After").orElse("none"));
            assertEquals("other", second.send(GET_OTHER).answer().text());
            assertEquals(LARGE, first.answer().body().bytes().length);
            assertEquals(LARGE, second.send(GET).answer().body().bytes().length);
        }
    }

    /** What it did cannot be undone, and 503 would say that it was not done. */
    @Test
    void whatWasDoneIsBrokenOffInstead() throws IOException {
        var options = ServerOptions.onPort(0).memory(1_000_000, 1_000_000);
        try (var server = UndertowServer.start(app(Body.of(new byte[LARGE])), options);
                var first = new SocketClient(server.port()).send(GET);
                var second = new SocketClient(server.port())) {
            first.awaitAnswer();
            awaitNobodyInFlight(server);
            second.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 0\r\n\r\n");
            assertThrows(IOException.class, second::answer);
        }
    }

    @Test
    void limitsAreChecked() {
        var options = ServerOptions.onPort(0);
        assertThrows(IllegalArgumentException.class, () -> options.answerPause(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> options.memory(0, 1));
        assertThrows(IllegalArgumentException.class, () -> options.memory(1, 0));
    }
}
