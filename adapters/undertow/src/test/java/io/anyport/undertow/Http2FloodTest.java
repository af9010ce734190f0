package io.anyport.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Response;
import io.anyport.http.Route;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

/** Frames that lead nowhere, and more streams than were allowed. */
@Timeout(60)
final class Http2FloodTest {

    private static final int ENHANCE_YOUR_CALM = 11;
    private static final int REFUSED_STREAM = 7;

    private static final byte[] POST = post(1);

    private final AtomicInteger count = new AtomicInteger();
    private final App app = App.of(
            "flood",
            Route.get("/").to(request -> {
                count.incrementAndGet();
                return Response.ok().text("done");
            }),
            Route.post("/").to(request -> {
                count.incrementAndGet();
                return Response.ok();
            }));

    private static UndertowServer start(App app) {
        return UndertowServer.start(app, ServerOptions.onPort(0).http2(Http2.ALSO_CLEAR));
    }

    /** What is sent first, and what again and again. */
    static List<Arguments> floods() {
        return List.of(
                flood("settings", FrameClient.frame(FrameClient.SETTINGS, 0, 0)),
                flood("acknowledged settings", FrameClient.frame(FrameClient.SETTINGS, 1, 0)),
                flood("ping", FrameClient.frame(6, 0, 0, new byte[8])),
                flood("acknowledged ping", FrameClient.frame(6, 1, 0, new byte[8])),
                flood("priority", FrameClient.frame(2, 0, 3, new byte[] {0, 0, 0, 1, 0})),
                flood("window update", FrameClient.frame(8, 0, 0, new byte[] {0, 0, 0, 1})),
                flood("unknown", FrameClient.frame(0xEE, 0, 0)),
                Arguments.of("empty data", POST, FrameClient.frame(FrameClient.DATA, 0, 1)),
                Arguments.of("padding", POST, FrameClient.frame(FrameClient.DATA, 8, 1, new byte[] {3, 0, 0, 0})),
                Arguments.of(
                        "empty continuation",
                        FrameClient.frame(FrameClient.HEADERS, FrameClient.END_STREAM, 1, FrameClient.get("/")),
                        FrameClient.frame(FrameClient.CONTINUATION, 0, 1)));
    }

    private static byte[] post(int id) {
        return FrameClient.frame(
                FrameClient.HEADERS,
                FrameClient.END_HEADERS,
                id,
                FrameClient.block(":method", "POST", ":scheme", "http", ":path", "/", ":authority", "a"));
    }

    private static Arguments flood(String name, byte[] frame) {
        return Arguments.of(name, new byte[0], frame);
    }

    @ParameterizedTest
    @MethodSource("floods")
    void isEnded(String name, byte[] first, byte[] again) throws IOException {
        var frames = new ByteArrayOutputStream();
        frames.writeBytes(first);
        for (int i = 0; i < 1_500; i++) {
            frames.writeBytes(again);
        }
        try (var server = start(app);
                var client = new FrameClient(server.port())) {
            client.send(frames.toByteArray());
            assertEquals(ENHANCE_YOUR_CALM, client.refusal(), name);
            assertEquals(0, count.get());
        }
    }

    /** Undertow has limits for fields, which come first over a socket. */
    @Test
    void aHeaderBlockHasALimit() {
        var connection = new Http2Connection(64 * 1024);
        assertTrue(connection.received(FrameHeads.HEADERS, FrameHeads.END_STREAM, 1, 16 * 1024));
        for (int i = 0; i < 3; i++) {
            assertTrue(connection.received(FrameHeads.CONTINUATION, 0, 1, 16 * 1024));
        }
        assertFalse(connection.received(FrameHeads.CONTINUATION, FrameHeads.END_HEADERS, 1, 1));
    }

    /** Each of them is reset by the server, for the client's mistake: an increment of nothing. */
    @Test
    void resetsThatAreProvokedCount() throws IOException {
        var frames = new ByteArrayOutputStream();
        for (int id = 1; id < 400; id += 2) {
            frames.writeBytes(post(id));
            frames.writeBytes(FrameClient.frame(8, 0, id, new byte[4]));
        }
        try (var server = start(app);
                var client = new FrameClient(server.port())) {
            client.send(frames.toByteArray());
            assertEquals(ENHANCE_YOUR_CALM, client.refusal());
            assertEquals(0, count.get());
        }
    }

    @Test
    void whatComesWithRequestsIsNoFlood() throws IOException {
        try (var server = start(app);
                var client = new FrameClient(server.port())) {
            for (int id = 1; id < 3_000; id += 2) {
                client.send(2, 0, id, new byte[] {0, 0, 0, 0, 1});
                client.send(6, 0, 0, new byte[8]);
                assertTrue(client.request(id, "/").end(id).endsStream());
            }
            assertEquals(1_500, count.get());
        }
    }

    @Test
    void oneStreamTooManyIsRefusedAndTheOthersAreNot() throws Exception {
        var released = new CountDownLatch(1);
        var waiting = App.of("waiting", Route.get("/").to(request -> {
            released.await();
            count.incrementAndGet();
            return Response.ok().text("done");
        }));
        try (var server = start(waiting);
                var client = new FrameClient(server.port())) {
            for (int i = 0; i < 101; i++) {
                client.request(2 * i + 1, "/");
            }
            var refused = client.end(201);
            assertEquals(FrameClient.RST_STREAM, refused.type());
            assertEquals(REFUSED_STREAM, refused.code());
            released.countDown();
            for (int left = 100; left > 0; ) {
                var frame = client.receive();
                assertTrue(frame.type() != FrameClient.RST_STREAM && frame.type() != FrameClient.GOAWAY, "" + frame);
                left -= frame.endsStream() ? 1 : 0;
            }
            assertTrue(client.request(203, "/").end(203).endsStream());
            assertEquals(101, count.get());
        }
    }
}
