package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import java.io.IOException;
import java.time.Duration;
import java.util.Iterator;
import java.util.List;
import java.util.NoSuchElementException;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Server-sent events: how each is sent, and how a sequence of them is an answer. */
final class ServerSentEventTest {

    @ParameterizedTest
    @CsvSource({
        "'', 'data: \n\n'",
        "a, 'data: a\n\n'",
        "' a', 'data:  a\n\n'",
        "'a\nb', 'data: a\ndata: b\n\n'",
        "'a\rb', 'data: a\ndata: b\n\n'",
        "'a\r\nb', 'data: a\ndata: b\n\n'",
        "'a\n\rb', 'data: a\ndata: \ndata: b\n\n'",
        "'\na\r\n', 'data: \ndata: a\ndata: \n\n'",
        "'data: x\n\nevent: y', 'data: data: x\ndata: \ndata: event: y\n\n'",
        "'\u2028é\ud83d\udea2', 'data: \u2028é\ud83d\udea2\n\n'",
    })
    void dataIsSplitAtItsLineBreaks(String data, String sent) {
        assertEquals(sent, ServerSentEvent.of(data).text());
    }

    @Test
    void whatIsKnownOfAnEventStandsBeforeItsData() {
        var event = ServerSentEvent.of("{}").withName("added").withId("7").withRetry(Duration.ofSeconds(2));
        assertEquals("event: added\nid: 7\nretry: 2000\ndata: {}\n\n", event.text());
        assertEquals("id: \ndata: x\n\n", ServerSentEvent.of("x").withId("").text());
        assertEquals("ServerSentEvent[added, 2]", event.toString());
        assertEquals(
                event, ServerSentEvent.of("{}").withId("7").withName("added").withRetry(Duration.ofSeconds(2)));
        assertNotEquals(event, event.withId("8"));
    }

    @Test
    void aCommentIsSeenByNobody() {
        assertEquals(": \n\n", ServerSentEvent.comment("").text());
        assertEquals(": a\n: data: b\n\n", ServerSentEvent.comment("a\ndata: b").text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"\n", "a\rb", "a\r\ndata: x"})
    void noNameOrIdBeginsAnotherField(String text) {
        var event = ServerSentEvent.of("secret");
        var refused = assertThrows(IllegalArgumentException.class, () -> event.withName(text));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("name must not have a line break, has one at "));
        assertThrows(IllegalArgumentException.class, () -> event.withId(text));
        assertThrows(IllegalArgumentException.class, () -> event.withId("\u0000"));
        assertThrows(IllegalArgumentException.class, () -> event.withId("é"));
        assertThrows(IllegalArgumentException.class, () -> event.withRetry(Duration.ofMillis(-1)));
    }

    @Test
    void aClientThatConnectsAgainTellsWhatItHasGot() {
        assertEquals(Optional.empty(), ServerSentEvent.lastId(Request.get("/")));
        assertEquals(Optional.empty(), ServerSentEvent.lastId(Request.get("/").withHeader("last-event-id", "")));
        assertEquals(Optional.of("7"), ServerSentEvent.lastId(Request.get("/").withHeader("Last-Event-ID", "7")));
    }

    @Test
    void eventsAreMadeWhenTheyAreReadAndTheSourceIsClosed() throws IOException {
        var made = new AtomicInteger();
        var closed = new AtomicInteger();
        var response = Response.ok()
                .events(Stream.generate(() -> ServerSentEvent.of("e" + made.incrementAndGet()))
                        .limit(3)
                        .onClose(closed::incrementAndGet));
        assertEquals("text/event-stream", response.header("Content-Type").orElse(""));
        assertEquals("no-store", response.header("Cache-Control").orElse(""));
        assertTrue(response.body().length().isEmpty());
        var buffer = new byte[100];
        try (var stream = response.body().stream()) {
            assertEquals(0, made.get());
            for (int i = 1; i <= 3; i++) {
                assertEquals(10, stream.read(buffer));
                assertEquals("data: e" + i, new String(buffer, 0, 8, java.nio.charset.StandardCharsets.US_ASCII));
                assertEquals(i, made.get());
            }
            assertEquals(-1, stream.read(buffer));
            assertEquals(-1, stream.read());
            assertEquals(0, closed.get());
        }
        assertEquals(1, closed.get());
    }

    /** A source that counts, fails at its end, and knows whether it is closed. */
    private static final class Source implements Iterator<ServerSentEvent>, AutoCloseable {
        private int left;
        private int closed;

        Source(int length) {
            left = length;
        }

        @Override
        public boolean hasNext() {
            return true;
        }

        @Override
        public ServerSentEvent next() {
            if (left-- == 0) {
                throw new NoSuchElementException("secret");
            }
            return ServerSentEvent.of("éa");
        }

        @Override
        public void close() {
            closed++;
        }
    }

    @Test
    void aSourceThatFailsIsClosedToo() throws IOException {
        var source = new Source(1);
        var stream = Response.ok().events(source).body().stream();
        for (int c : new int[] {'d', 'a', 't', 'a', ':', ' ', 0xc3, 0xa9, 'a', '\n'}) {
            assertEquals(c, stream.read());
        }
        assertEquals(1, stream.available());
        assertEquals('\n', stream.read());
        assertThrows(NoSuchElementException.class, stream::read);
        stream.close();
        stream.close();
        assertThrows(IOException.class, stream::read);
        assertEquals(1, source.closed);
    }

    @Test
    void headClosesTheSourceAndAsksForNothing() {
        var source = new Source(0);
        var app = App.of("events", Route.get("/").to(request -> Response.ok().events(source)));
        var response = app.handle(Request.of(Method.HEAD, "/"));
        assertEquals("text/event-stream", response.header("Content-Type").orElse(""));
        assertFalse(response.body().isStream());
        assertEquals(1, source.closed);
    }

    @Test
    void eventsOfAListNeedNoClosing() {
        var events = List.of(ServerSentEvent.of("a"), ServerSentEvent.comment("b"));
        assertEquals(
                "data: a\n\n: b\n\n", Response.ok().events(events.iterator()).text());
    }
}
