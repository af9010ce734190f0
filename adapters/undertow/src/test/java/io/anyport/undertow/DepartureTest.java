package io.anyport.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Response;
import io.anyport.http.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** Clients that go away before they have their answer. */
@Timeout(60)
final class DepartureTest {

    private final List<String> seen = new CopyOnWriteArrayList<>();
    private final CountDownLatch begun = new CountDownLatch(1);
    private final CountDownLatch released = new CountDownLatch(1);
    private final CountDownLatch interrupted = new CountDownLatch(1);

    private final App app = App.of(
            "departure",
            Route.get("/seen/{which}").to(request -> {
                seen.add(request.path());
                return Response.ok().text("done");
            }),
            Route.get("/busy").to(request -> {
                begun.countDown();
                try {
                    released.await();
                } catch (InterruptedException e) {
                    interrupted.countDown();
                    throw e;
                }
                return Response.ok().text("done");
            }));

    /** A server that would wait for ever for what does not end. */
    private UndertowServer start() {
        var options = ServerOptions.onPort(0).http2(Http2.ALSO_CLEAR).limits(1, 100);
        return UndertowServer.start(app, options.grace(Duration.ofDays(1)));
    }

    @Test
    void whatWaitsIsNotBegun() throws Exception {
        try (var server = start();
                var client = new FrameClient(server.port())) {
            client.request(1, "/busy");
            begun.await();
            client.request(3, "/seen/reset").request(5, "/seen/kept");
            while (server.load().waiting() < 2) {
                Thread.onSpinWait();
            }
            client.reset(3);
            while (server.load().waiting() > 1) {
                Thread.onSpinWait();
            }
            released.countDown();
            assertTrue(client.end(5).endsStream());
            assertEquals(List.of("/seen/kept"), seen);
        }
    }

    @Test
    void whatIsCancelledAtOnceIsNotBegun() throws IOException {
        var frames = new ByteArrayOutputStream();
        for (int id = 1; id < 40; id += 2) {
            frames.writeBytes(FrameClient.frame(
                    FrameClient.HEADERS,
                    FrameClient.END_HEADERS | FrameClient.END_STREAM,
                    id,
                    FrameClient.get("/seen/reset")));
            frames.writeBytes(FrameClient.frame(FrameClient.RST_STREAM, 0, id, (byte) 0, (byte) 0, (byte) 0, (byte) 8));
        }
        try (var server = start();
                var client = new FrameClient(server.port())) {
            client.send(frames.toByteArray());
            assertTrue(client.request(41, "/seen/kept").end(41).endsStream());
            assertEquals(List.of("/seen/kept"), seen);
        }
    }

    /** How a client can leave. */
    enum Way {
        RESET,
        GOAWAY,
        CLOSE
    }

    @ParameterizedTest
    @EnumSource
    void whatRunsIsInterrupted(Way way) throws Exception {
        try (var server = start();
                var client = new FrameClient(server.port());
                var other = new FrameClient(server.port())) {
            client.request(1, "/busy");
            begun.await();
            switch (way) {
                case RESET -> client.reset(1);
                case GOAWAY -> client.send(FrameClient.GOAWAY, 0, 0, new byte[8]);
                case CLOSE -> client.hangUp();
            }
            interrupted.await();
            assertTrue(other.request(1, "/seen/next").end(1).endsStream());
        }
    }

    /** The server stops although its grace is a day, and clients may be as slow as they like. */
    @Test
    void whatHasBeenMadeIsForgotten() throws Exception {
        var options = ServerOptions.onPort(0)
                .http2(Http2.ALSO_CLEAR)
                .slowestBody(Duration.ofDays(1), 1)
                .grace(Duration.ofDays(1));
        try (var server = UndertowServer.start(app, options);
                var client = new FrameClient(server.port())) {
            client.send(FrameClient.SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 0});
            client.request(1, "/seen/held");
            while (seen.isEmpty() || server.load().inFlight() > 0) {
                Thread.onSpinWait();
            }
            client.reset(1);
            server.stop();
        }
    }
}
