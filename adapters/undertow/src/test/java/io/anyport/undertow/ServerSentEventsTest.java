package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.App;
import io.anyport.http.Response;
import io.anyport.http.ServerSentEvent;
import java.io.BufferedReader;
import java.io.IOException;
import java.io.InputStream;
import java.io.InputStreamReader;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.Iterator;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingQueue;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Server-sent events, and a client that reads them while they are made. */
@Timeout(60)
final class ServerSentEventsTest {

    private static final ServerSentEvent END = ServerSentEvent.comment("end");
    private static final ServerSentEvent FAILURE = ServerSentEvent.comment("failure");

    /** Events that a test gives one by one, and whether nobody wants them any more. */
    private static final class Source implements Iterator<ServerSentEvent>, AutoCloseable {
        private final BlockingQueue<ServerSentEvent> events = new LinkedBlockingQueue<>();
        private final CountDownLatch closed = new CountDownLatch(1);
        private ServerSentEvent next = END;

        @Override
        public boolean hasNext() {
            try {
                next = events.take();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            return !next.equals(END);
        }

        @Override
        public ServerSentEvent next() {
            if (next.equals(FAILURE)) {
                throw new IllegalStateException("secret");
            }
            return next;
        }

        @Override
        public void close() {
            closed.countDown();
        }
    }

    private static HttpResponse<InputStream> ask(UndertowServer server, Source source, String data) throws Exception {
        source.events.add(ServerSentEvent.of(data)); // the first one brings status and fields with it
        return HttpClient.newHttpClient()
                .send(
                        HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + "/"))
                                .build(),
                        BodyHandlers.ofInputStream());
    }

    private static UndertowServer serving(Source source) {
        return UndertowServer.start(
                App.of("events", get("/").to(request -> Response.ok().events(source))), 0);
    }

    private static BufferedReader lines(HttpResponse<InputStream> response) {
        return new BufferedReader(new InputStreamReader(response.body(), UTF_8));
    }

    @Test
    void eachEventArrivesWhenItIsMade() throws Exception {
        var source = new Source();
        try (var server = serving(source)) {
            var response = ask(server, source, "0");
            assertEquals(
                    "text/event-stream",
                    response.headers().firstValue("Content-Type").orElse(""));
            assertEquals(
                    "no-store", response.headers().firstValue("Cache-Control").orElse(""));
            var lines = lines(response);
            for (int i = 1; i < 100; i++) { // the next one is made when the last one is there, and not before
                assertEquals("data: " + (i - 1), lines.readLine());
                assertEquals("", lines.readLine());
                source.events.add(ServerSentEvent.of(String.valueOf(i)));
            }
            source.events.add(END);
            assertEquals("data: 99", lines.readLine());
            assertEquals("", lines.readLine());
            assertNull(lines.readLine());
            source.closed.await();
        }
    }

    @Test
    void aClientThatGoesAwayClosesTheSource() throws Exception {
        var source = new Source();
        try (var server = serving(source)) {
            var response = ask(server, source, "0");
            response.body().close();
            while (source.closed.getCount() > 0) { // the first ones may still go into the buffers of the connection
                source.events.add(ServerSentEvent.comment("still there?"));
                Thread.onSpinWait();
            }
        }
    }

    @Test
    void aSourceThatFailsCutsTheConnection() throws Exception {
        var source = new Source();
        try (var server = serving(source)) {
            var lines = lines(ask(server, source, "0"));
            assertEquals("data: 0", lines.readLine());
            source.events.add(FAILURE);
            assertThrows(IOException.class, () -> {
                for (String line = lines.readLine(); line != null; line = lines.readLine()) {
                    assertEquals("", line);
                }
            });
            source.closed.await();
        }
    }
}
