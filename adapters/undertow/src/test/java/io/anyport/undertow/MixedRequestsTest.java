package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Problem;
import io.anyport.http.ProblemException;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.io.IOException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many requests with errors, aborts and malformed ones among them, of which nothing stays. */
final class MixedRequestsTest {

    private static final int ROUNDS = 200;
    private static final int PIPELINE = 95; // and five others in each round: 20,000 requests

    private final TrackedStream.Log log = new TrackedStream.Log();

    private final App app = App.of(
            "mixed",
            get("/").to(request -> Response.ok().text("here")),
            get("/refused").to(request -> {
                throw ProblemException.of(Problem.of(Status.CONFLICT));
            }),
            get("/stream").to(request -> Response.ok().withBody(Body.of(log.endless()))),
            post("/").to(request -> Response.ok().text(request.body().text())));

    @Test
    @Timeout(value = 30, threadMode = Timeout.ThreadMode.SEPARATE_THREAD)
    void nothingStays() throws Exception {
        try (var server = UndertowServer.start(app, 0)) {
            for (int i = 0; i < ROUNDS; i++) {
                round(server.port());
            }
            while (server.load().inFlight() > 0 || log.closed() < log.opened()) {
                Thread.onSpinWait();
            }
            assertEquals(ROUNDS, log.opened());
            assertEquals(0, server.load().waiting());
            assertEquals(0, server.load().shed());
        }
    }

    private static void round(int port) throws IOException {
        try (var client = new SocketClient(port)) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n".repeat(PIPELINE));
            for (int i = 0; i < PIPELINE; i++) {
                assertEquals("here", client.answer().text());
            }
            client.send("GET /refused HTTP/1.1\r\nHost: a\r\n\r\nGET / HTTP/1.1\r\nHost: a b\r\n\r\n");
            assertEquals(409, client.answer().status().code());
            assertEquals(400, client.answer().status().code());
        }
        try (var client = new SocketClient(port)) {
            client.send("GET /stream HTTP/1.1\r\nHost: a\r\n\r\n").awaitAnswer();
        }
        try (var client = new SocketClient(port)) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 9\r\n\r\nabc");
        }
        try (var client = new SocketClient(port)) {
            client.send("GET / HT");
        }
    }
}
