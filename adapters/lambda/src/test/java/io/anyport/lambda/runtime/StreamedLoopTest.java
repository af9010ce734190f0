package io.anyport.lambda.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Response;
import io.anyport.http.Route;
import io.anyport.http.ServerSentEvent;
import io.anyport.junit.lambda.Call;
import io.anyport.junit.lambda.Fault;
import io.anyport.junit.lambda.InvokeRequest;
import io.anyport.junit.lambda.Outcome;
import io.anyport.junit.lambda.RuntimeApi;
import io.anyport.lambda.LambdaHandler;
import io.anyport.lambda.StreamingOutput;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.time.Duration;
import java.util.Base64;
import java.util.List;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a loop sends to the Runtime API if answers may be streamed. */
@Timeout(60)
final class StreamedLoopTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private static final String EVENT = """
            {"version":"2.0","rawPath":"/","headers":{},"requestContext":{"domainName":"a.lambda-url.b.on.aws",\
            "http":{"method":"GET"}}}""";

    /** A stream of some length, that may fail at its end, and whose closing is noticed. */
    private static final class Content extends InputStream {
        private final long length;
        private final boolean fails;
        private final AtomicLong made = new AtomicLong();
        private final CountDownLatch closed = new CountDownLatch(1);

        Content(long length, boolean fails) {
            this.length = length;
            this.fails = fails;
        }

        @Override
        public int read() throws IOException {
            throw new IOException("byte by byte");
        }

        @Override
        public int read(byte[] buffer, int offset, int most) throws IOException {
            int count = (int) Math.min(length - made.get(), most);
            made.addAndGet(count);
            if (count == 0 && most > 0 && fails) {
                throw new IOException("secret");
            }
            return count == 0 && most > 0 ? -1 : count;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private static RequestStreamHandler answering(Response response) {
        return new LambdaHandler(App.of("streamed", Route.get("/").to(request -> response))) {};
    }

    private static Thread start(RuntimeApi api, RequestStreamHandler handler) {
        return start(api, handler, "function-url");
    }

    private static Thread start(RuntimeApi api, RequestStreamHandler handler, String doors) {
        var loop = new Loop(handler, new ApiConnection(api.authority()), new Patience(3, 1), doors);
        var thread = new Thread(() -> assertThrows(IOException.class, loop::run), "loop");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }

    private static Outcome outcome(Response response) throws Exception {
        try (var api = RuntimeApi.start()) {
            start(api, answering(response));
            var outcome = api.invoke(EVENT).outcome(PATIENCE);
            assertEquals(List.of(), api.remarks());
            return outcome;
        }
    }

    @Test
    void eachEventIsSentWhenItIsMade() throws Exception {
        BlockingQueue<ServerSentEvent> made = new LinkedBlockingQueue<>();
        var end = ServerSentEvent.comment("end");
        var events = Stream.generate(() -> take(made)).takeWhile(event -> !event.equals(end));
        try (var api = RuntimeApi.start()) {
            start(api, answering(Response.ok().events(events)));
            made.add(ServerSentEvent.of("0"));
            var invoked = api.invoke(EVENT);
            var lines = new BufferedReader(new InputStreamReader(invoked.stream(PATIENCE), UTF_8));
            assertEquals(
                    "{\"statusCode\":200,\"headers\":{\"Cache-Control\":\"no-store\",\"Content-Type\":\"text/event-stream\"}}"
                            + "\0".repeat(8) + "data: 0",
                    lines.readLine());
            for (int i = 1; i < 50; i++) { // the next one is made when the last one is there, and not before
                assertEquals("", lines.readLine());
                made.add(ServerSentEvent.of(String.valueOf(i)));
                assertEquals("data: " + i, lines.readLine());
            }
            made.add(end);
            assertEquals("", lines.readLine());
            assertNull(lines.readLine());
            var outcome = invoked.outcome(PATIENCE);
            assertEquals(Outcome.Kind.STREAM, outcome.kind());
            assertEquals(
                    "application/vnd.awslambda.http-integration-response",
                    outcome.field("Content-Type").orElse(""));
            assertEquals(
                    "streaming",
                    outcome.field("Lambda-Runtime-Function-Response-Mode").orElse(""));
            assertEquals("chunked", outcome.field("Transfer-Encoding").orElse(""));
            assertTrue(outcome.trailers().isEmpty());
            assertEquals(List.of(), api.remarks());
        }
    }

    private static ServerSentEvent take(BlockingQueue<ServerSentEvent> made) {
        try {
            return made.take();
        } catch (InterruptedException e) {
            throw new IllegalStateException(e);
        }
    }

    @Test
    void aFailureInTheMiddleStandsBehindWhatWasSent() throws Exception {
        var content = new Content(100_000, true);
        var outcome = outcome(Response.ok().withBody("a/b", Body.of(content)));
        assertEquals(Outcome.Kind.STREAM, outcome.kind());
        assertEquals(100_000, outcome.body().length);
        assertEquals("io.anyport.lambda.BrokenAnswer", outcome.errorType().orElse(""));
        String told = new String(
                Base64.getDecoder().decode(outcome.trailers().get("Lambda-Runtime-Function-Error-Body")), UTF_8);
        assertTrue(
                told.startsWith("{\"errorMessage\":\"the answer was cut off, since it failed after 100000 bytes\","
                        + "\"errorType\":\"io.anyport.lambda.BrokenAnswer\",\"stackTrace\":[\"io.anyport.lambda."),
                told);
        content.closed.await();
    }

    @Test
    void aFailureBeforeTheFirstByteIsAnOrdinaryProblem() throws Exception {
        var content = new Content(0, true);
        var outcome = outcome(Response.ok().withBody("a/b", Body.of(content)));
        assertEquals(Outcome.Kind.STREAM, outcome.kind());
        assertTrue(outcome.prelude().startsWith("{\"statusCode\":500,"), outcome::prelude);
        assertTrue(new String(outcome.body(), UTF_8).contains("\"requestId\""));
        assertTrue(outcome.trailers().isEmpty());
        content.closed.await();
    }

    @Test
    void whatHasNoContentIsAPrelude() throws Exception {
        var outcome = outcome(Response.of(io.anyport.http.Status.NO_CONTENT).withHeader("a", "b"));
        assertEquals("{\"statusCode\":204,\"headers\":{\"a\":\"b\"}}", outcome.prelude());
        assertEquals(0, outcome.body().length);
    }

    /** The bound is what the two sockets may hold on loopback, and far from the whole. */
    @Test
    void aSlowClientMakesTheSourceWait() throws Exception {
        var content = new Content(96 << 20, false);
        try (var api = RuntimeApi.start()) {
            start(api, answering(Response.ok().withBody(Body.of(content))));
            var invoked = api.invoke(InvokeRequest.of(EVENT).pulled());
            try (var stream = invoked.stream(PATIENCE)) {
                byte[] buffer = new byte[1 << 16];
                long read = 0;
                for (int count = 0; count >= 0; count = stream.read(buffer)) {
                    read += count;
                    long ahead = content.made.get() - read;
                    assertTrue(ahead < 24 << 20, () -> ahead + " bytes ahead");
                }
                assertTrue(read > 96 << 20);
            }
            assertEquals(Outcome.Kind.STREAM, invoked.outcome(PATIENCE).kind());
        }
    }

    @Test
    void aPlatformThatGoesAwayClosesTheSource() throws Exception {
        var content = new Content(Long.MAX_VALUE, false);
        Thread loop;
        try (var api = RuntimeApi.start()) {
            loop = start(api, answering(Response.ok().withBody(Body.of(content))));
            var stream = api.invoke(InvokeRequest.of(EVENT).pulled()).stream(PATIENCE);
            assertTrue(stream.read() >= 0);
        }
        content.closed.await();
        loop.join();
    }

    @Test
    void theLoopGoesOnWithTheNextInvocation() throws Exception {
        try (var api = RuntimeApi.start()) {
            RequestStreamHandler counting = (input, output, context) -> {
                byte[] event = input.readAllBytes();
                if (event[0] == 's') {
                    Thread.currentThread().interrupt(); // which must not end a connection
                    var stream = ((StreamingOutput) output).stream("text/plain");
                    stream.write(event);
                    stream.flush();
                } else if (event[0] == 'f') {
                    ((StreamingOutput) output).stream("text/plain").write(event);
                    throw new IllegalStateException("failed");
                } else {
                    output.write(event);
                }
            };
            start(api, counting);
            api.fail(Call.RESPONSE, Fault.none(), Fault.cutUnanswered());
            for (int i = 0; i < 3; i++) {
                api.invoke("s" + i);
                api.invoke("b" + i);
                api.invoke("f" + i);
            }
            for (String text : List.of("s0", "b0", "f0", "s1", "b1", "f1", "s2", "b2", "f2")) {
                var outcome = api.outcome(PATIENCE);
                assertEquals(text, outcome.text());
                boolean isFailed = text.startsWith("f");
                assertEquals(
                        isFailed ? "java.lang.IllegalStateException" : "",
                        outcome.errorType().orElse(""));
            }
        }
    }

    @Test
    void whatIsNotAtItsEndAtTheDeadlineIsCutOff() throws Exception {
        var content = new Content(Long.MAX_VALUE, false);
        try (var api = RuntimeApi.start()) {
            start(api, answering(Response.ok().events(Stream.generate(() -> {
                try {
                    new CountDownLatch(1).await(); // for ever, unless it is interrupted
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
                return ServerSentEvent.of("");
            }))));
            var late = api.invoke(InvokeRequest.of(EVENT).withTimeout(Duration.ofSeconds(3)))
                    .outcome(PATIENCE);
            assertTrue(late.prelude().startsWith("{\"statusCode\":504,"), late::prelude);
        }
        try (var api = RuntimeApi.start()) {
            start(api, answering(Response.ok().events(endless(content))));
            var late = api.invoke(InvokeRequest.of(EVENT).withTimeout(Duration.ofSeconds(3)))
                    .outcome(PATIENCE);
            assertTrue(late.prelude().startsWith("{\"statusCode\":200,"), late::prelude);
            assertEquals("io.anyport.lambda.BrokenAnswer", late.errorType().orElse(""));
        }
    }

    private static Stream<ServerSentEvent> endless(Content content) {
        return Stream.generate(() -> {
            if (content.made.getAndIncrement() > 0) {
                try {
                    content.closed.await(); // for ever, unless it is interrupted
                } catch (InterruptedException e) {
                    throw new IllegalStateException(e);
                }
            }
            return ServerSentEvent.of("first");
        });
    }

    @Test
    void otherFrontDoorsAreAnsweredInOnePiece() throws Exception {
        try (var api = RuntimeApi.start()) {
            start(api, answering(Response.ok().events(Stream.of(ServerSentEvent.of("a")))), "rest-api");
            var outcome = api.invoke(EVENT).outcome(PATIENCE);
            assertEquals(Outcome.Kind.RESPONSE, outcome.kind());
            assertTrue(outcome.text().endsWith("\"body\":\"data: a\\n\\n\"}"), outcome::text);
        }
    }
}
