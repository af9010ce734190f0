package io.anyport.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Response;
import io.anyport.http.Route;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Clients that ask and do not take the answer. */
@Timeout(60)
final class SlowReaderTest {

    private static final int LARGE = 20_000_000; // more than the buffers of any connection

    private final CountDownLatch begun = new CountDownLatch(1);
    private final App app = App.of(
            "large",
            Route.get("/bytes").to(request -> {
                begun.countDown();
                return Response.ok().withBody(Body.of(new byte[LARGE]));
            }),
            Route.get("/stream").to(request -> {
                begun.countDown();
                return Response.ok().withBody(Body.of(new ByteArrayInputStream(new byte[LARGE])));
            }),
            Route.get("/small").to(request -> Response.ok().text("done")));

    /** A server that is in no hurry to stop, but with clients. */
    private UndertowServer start() {
        return UndertowServer.start(
                app,
                ServerOptions.onPort(0)
                        .http2(Http2.ALSO_CLEAR)
                        .slowestBody(Duration.ofMillis(100), Integer.MAX_VALUE)
                        .grace(Duration.ofDays(1)));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/bytes", "/stream", "/small"})
    void aStreamWithoutAWindowIsReset(String path) throws IOException {
        try (var server = start();
                var client = new FrameClient(server.port())) {
            client.send(FrameClient.SETTINGS, 0, 0, new byte[] {0, 4, 0, 0, 0, 0});
            client.request(1, path);
            assertEquals(FrameClient.RST_STREAM, client.end(1).type());
        }
    }

    /** The server stops although its grace is a day. */
    @ParameterizedTest
    @ValueSource(strings = {"/bytes", "/stream"})
    void aConnectionWhoseClientDoesNotReadIsClosed(String path) throws Exception {
        try (var server = start();
                var client = new SocketClient(server.port())) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n");
            begun.await();
            server.stop();
        }
    }

    @Test
    void whoReadsGetsItAll() throws IOException {
        try (var server = UndertowServer.start(app, 0);
                var client = new SocketClient(server.port())) {
            for (String path : new String[] {"/bytes", "/stream", "/small"}) {
                var answer = client.send("GET " + path + " HTTP/1.1\r\nHost: a\r\n\r\n")
                        .answer();
                assertEquals(path.equals("/small") ? 4 : LARGE, answer.body().bytes().length);
            }
        }
    }
}
