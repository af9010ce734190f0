package io.anyport.lambda.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Cookie;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Route;
import io.anyport.http.ServerSentEvent;
import io.anyport.http.Status;
import io.anyport.lambda.StreamingOutput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Front doors that take streamed answers, with real clients and without. */
@Timeout(60)
final class StreamedDoorTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    /** A stream of some length, at whose end it fails, and whose closing is noticed. */
    private static final class Content extends InputStream {
        private long left;
        private final CountDownLatch closed = new CountDownLatch(1);

        Content(long length) {
            left = length;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("byte by byte");
        }

        @Override
        public int read(byte[] buffer, int offset, int length) throws IOException {
            int count = (int) Math.min(left, length);
            left -= count;
            if (count == 0) {
                throw new IOException("secret");
            }
            return count;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private static List<FrontDoor> doors() {
        return List.of(FrontDoor.functionUrl().streaming(), FrontDoor.restApi().streaming());
    }

    private static App app(Response response) {
        return App.of("streamed", Route.get("/").to(request -> response));
    }

    private static Response ask(FrontDoor door, Response response) throws Exception {
        return door.to(app(response)).handle(Request.get("/"));
    }

    private static HttpResponse<InputStream> ask(LocalServer server) throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/"))
                .build();
        return CLIENT.send(request, BodyHandlers.ofInputStream());
    }

    @ParameterizedTest
    @MethodSource("doors")
    void eachEventArrivesWhenItIsMade(FrontDoor door) throws Exception {
        BlockingQueue<ServerSentEvent> made = new LinkedBlockingQueue<>();
        var end = ServerSentEvent.comment("end");
        var closed = new CountDownLatch(1);
        var events = Stream.generate(() -> take(made))
                .takeWhile(event -> !event.equals(end))
                .onClose(closed::countDown);
        made.add(ServerSentEvent.of("0"));
        try (var server = door.listen(app(Response.ok().events(events)), 0)) {
            var response = ask(server);
            assertEquals(
                    "text/event-stream",
                    response.headers().firstValue("Content-Type").orElse(""));
            var lines = new BufferedReader(new InputStreamReader(response.body(), UTF_8));
            for (int i = 1; i < 50; i++) { // the next one is made when the last one is there, and not before
                assertEquals("data: " + (i - 1), lines.readLine());
                assertEquals("", lines.readLine());
                made.add(ServerSentEvent.of(String.valueOf(i)));
            }
            made.add(end);
            assertEquals("data: 49", lines.readLine());
            assertEquals("", lines.readLine());
            assertNull(lines.readLine());
            closed.await();
        }
    }

    private static ServerSentEvent take(BlockingQueue<ServerSentEvent> made) {
        try {
            return made.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aFailureInTheMiddleCutsTheConnection(FrontDoor door) throws Exception {
        var content = new Content(100_000);
        try (var server = door.listen(app(Response.ok().withBody("a/b", Body.of(content))), 0)) {
            var response = ask(server);
            assertEquals(200, response.statusCode());
            assertThrows(IOException.class, () -> response.body().readAllBytes());
            content.closed.await();
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {99_999, 100_001})
    void aStreamOfAnotherLengthThanItWasSaidToHaveIsAFailure(long length) throws Exception {
        var content = new Content(100_000);
        var body = ask(FrontDoor.functionUrl().streaming(), Response.ok().withBody(Body.of(content, length)))
                .body();
        assertThrows(RuntimeException.class, body::bytes);
        content.closed.await();
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aClientThatGoesAwayClosesTheSource(FrontDoor door) throws Exception {
        var content = new Content(Long.MAX_VALUE);
        try (var server = door.listen(app(Response.ok().withBody(Body.of(content))), 0)) {
            ask(server).body().close();
            content.closed.await();
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void aFailureBeforeTheFirstByteIsAnOrdinaryProblem(FrontDoor door) throws Exception {
        var content = new Content(0);
        var failed = ask(door, Response.ok().withBody("a/b", Body.of(content)));
        assertEquals(Status.INTERNAL_SERVER_ERROR, failed.status());
        assertTrue(failed.text().contains("\"requestId\""));
        content.closed.await();
    }

    /** Status and fields have their place before the first 16 KiB are over, with eight zeros behind them. */
    @ParameterizedTest
    @MethodSource("doors")
    void fieldsOverTheLimitAreAProblem(FrontDoor door) throws Exception {
        int fits = 16 * 1024 - 8 - (door.name().startsWith("rest") ? 49 : 37);
        String long1 = "x".repeat(fits);
        assertEquals(Status.OK, ask(door, Response.ok().withHeader("a", long1)).status());
        assertEquals(
                Status.INTERNAL_SERVER_ERROR,
                ask(door, Response.ok().withHeader("a", long1 + "y")).status());
    }

    @ParameterizedTest
    @MethodSource("doors")
    void whatIsOverTheLimitIsAProblemIfItIsKnownAndCutOffIfItIsNot(FrontDoor door) throws Exception {
        long limit = 200L * 1024 * 1024;
        var known = new Content(limit + 1);
        assertEquals(
                Status.INTERNAL_SERVER_ERROR,
                ask(door, Response.ok().withBody(Body.of(known, limit + 1))).status());
        known.closed.await();
        var unknown = new Content(limit + 1);
        var stream = ask(door, Response.ok().withBody(Body.of(unknown))).body().stream();
        assertThrows(IOException.class, () -> {
            long read = 0;
            byte[] buffer = new byte[1 << 16];
            for (int count = 0; count >= 0; count = stream.read(buffer)) {
                read += count;
                assertTrue(read <= limit);
            }
        });
    }

    @ParameterizedTest
    @MethodSource("doors")
    void bytesAreNotInBase64AndCookiesStayApart(FrontDoor door) throws Exception {
        byte[] noise = {0, 0, 0, 0, 0, 0, 0, 0, -1, 13, 10};
        var response = ask(
                door,
                Response.ok()
                        .withBody(Body.of(noise))
                        .withCookie(Cookie.of("a", "1"))
                        .withCookie(Cookie.of("b", "2")));
        assertEquals(2, response.headers().all("Set-Cookie").size());
        org.junit.jupiter.api.Assertions.assertArrayEquals(
                noise, response.body().bytes());
    }

    @ParameterizedTest
    @MethodSource("doors")
    void whatHasNoContentSendsNone(FrontDoor door) throws Exception {
        for (var status : List.of(Status.NO_CONTENT, Status.of(304))) {
            var content = new Content(0);
            var response = ask(door, Response.of(status).withBody(Body.of(content)));
            assertEquals(status, response.status());
            assertEquals(0, response.body().bytes().length);
            content.closed.await();
        }
        var content = new Content(0);
        var app = app(Response.ok().withBody(Body.of(content, 7)));
        var head = door.to(app).handle(Request.of(io.anyport.http.Method.HEAD, "/"));
        assertEquals("7", head.header("Content-Length").orElse("none"));
        assertEquals(0, head.body().bytes().length);
        content.closed.await();
    }

    @Test
    void anyFunctionMayStream() throws Exception {
        RequestStreamHandler plain = (input, output, context) -> {
            var streaming = (StreamingOutput) output;
            assertTrue(streaming.streamsTo("function-url"));
            assertFalse(streaming.streamsTo("rest-api"));
            streaming.stream("text/plain").write("content".getBytes(UTF_8));
            assertThrows(IllegalStateException.class, () -> streaming.stream("text/plain"));
        };
        var response = FrontDoor.functionUrl().streaming().to(plain).handle(Request.get("/"));
        assertEquals("text/plain", response.header("Content-Type").orElse(""));
        assertEquals("content", response.text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"http-api", "alb", "alb-multi"})
    void otherFrontDoorsHaveNone(String name) {
        var refused = assertThrows(
                UnsupportedOperationException.class, () -> FrontDoor.named(name).streaming());
        assertEquals(name + " has no response streaming; function-url and rest-api have", refused.getMessage());
    }
}
