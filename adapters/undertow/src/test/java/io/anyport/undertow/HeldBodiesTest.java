package io.anyport.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Response;
import io.anyport.http.Route;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies that are in the heap and do not come to an end. A room that is not given back lets a test run out of time. */
@Timeout(60)
final class HeldBodiesTest {

    private static final int SIZE = 100_000;

    private static final App APP = App.of(
            "bodies",
            Route.post("/")
                    .to(request ->
                            Response.ok().text(String.valueOf(request.body().bytes().length))));

    private static Response post(UndertowServer server, int size) throws IOException {
        try (var client = new SocketClient(server.port())) {
            return client.send(head(size)).send(new byte[size]).answer();
        }
    }

    private static String head(int size) {
        return "POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + size + "\r\n\r\n";
    }

    private static Response awaitPost(UndertowServer server, int status) throws IOException {
        var answer = post(server, SIZE);
        while (answer.status().code() != status) {
            if (Thread.interrupted()) {
                throw new AssertionError("waited in vain for " + status);
            }
            answer = post(server, SIZE);
        }
        return answer;
    }

    /** For one and a half of them. */
    private static UndertowServer start() {
        return UndertowServer.start(APP, ServerOptions.onPort(0).memory(SIZE * 2, SIZE));
    }

    @Test
    void whatHasNoRoomIsRefusedUntilThereIsSome() throws IOException {
        try (var server = start();
                var client = new SocketClient(server.port())) {
            client.send(head(SIZE)).send(new byte[SIZE - 1]);
            var refused = awaitPost(server, 503);
            assertEquals("1", refused.header("Retry-After").orElse("none"));
            assertEquals("close", refused.header("Connection").orElse("none"));
            assertEquals("1000", post(server, 1_000).text(), "what is little has room");

            assertEquals("100000", client.send(new byte[1]).answer().text());
            assertEquals("100000", awaitPost(server, 200).text());
        }
    }

    @Test
    void whoGoesAwayGivesItBack() throws IOException {
        try (var server = start()) {
            for (int i = 0; i < 3; i++) {
                try (var client = new SocketClient(server.port())) {
                    client.send(head(SIZE)).send(new byte[SIZE - 1]);
                    awaitPost(server, 503);
                }
                awaitPost(server, 200);
            }
        }
    }

    /** By what it had sent it might have taken some hours. */
    @Test
    void whoSendsMuchAndThenNothingIsLate() throws IOException {
        var options =
                ServerOptions.onPort(0).slowestBody(Duration.ofMillis(200), 1).memory(SIZE * 2, SIZE);
        try (var server = UndertowServer.start(APP, options);
                var client = new SocketClient(server.port())) {
            client.send(head(SIZE)).send(new byte[SIZE - 1]);
            assertEquals(408, client.answer().status().code());
            awaitPost(server, 200);
        }
    }

    @Test
    void aQuarterIsKeptForWhatIsLittle() {
        var room = new Room(4 * Room.LITTLE);
        assertTrue(room.take(2 * Room.LITTLE, 0));
        assertFalse(room.take(2 * Room.LITTLE, 0), "the last quarter");
        assertTrue(room.take(Room.LITTLE, 0));
        assertTrue(room.take(Room.LITTLE, 0));
        assertFalse(room.take(1, 0));
        room.give(4 * Room.LITTLE);
        assertTrue(room.has(4 * Room.LITTLE));
        assertTrue(room.take(5 * Room.LITTLE, 0), "what is alone");
        assertFalse(room.has(1));
        assertTrue(room.take(1, 5 * Room.LITTLE), "and grows");
    }
}
