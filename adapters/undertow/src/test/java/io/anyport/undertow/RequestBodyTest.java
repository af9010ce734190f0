package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Problem;
import io.anyport.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublisher;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.ArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Bodies: whole before the application sees them, never over the limit, and without a thread that waits for them. */
final class RequestBodyTest {

    private static final byte[] TOO_LARGE = new byte[7_000_000];

    private static final App APP = App.of(
            "bodies",
            get("/").to(request -> Response.ok().text("here")),
            post("/").to(request -> Response.ok().text(request.body().text())));

    private static final UndertowServer SERVER = UndertowServer.start(APP, 0);
    private static final UndertowServer SMALL = UndertowServer.start(APP.bodyLimit(5), 0);
    private static final HttpClient CLIENT =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    @AfterAll
    static void stop() {
        SERVER.stop();
        SMALL.stop();
    }

    @Test
    void chunksAreOneBody() throws IOException {
        try (var client = new SocketClient(SERVER.port())) {
            String head = "POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n";
            for (int i = 0; i < 3; i++) {
                client.send(head).send("3\r\nabc\r\n").send("2;x=y\r\nde\r\n0\r\nTrailer: t\r\n\r\n");
                assertEquals("abcde", client.answer().text());
            }
        }
    }

    @Test
    void tooMuchIsRefusedSoThatTheClientSeesIt() throws Exception {
        var chunked = BodyPublishers.ofInputStream(() -> new ByteArrayInputStream(TOO_LARGE));
        for (BodyPublisher body : new BodyPublisher[] {BodyPublishers.ofByteArray(TOO_LARGE), chunked}) {
            var request = HttpRequest.newBuilder(URI.create("http://localhost:" + SERVER.port()))
                    .POST(body)
                    .build();
            var answer = CLIENT.send(request, BodyHandlers.ofString());
            assertEquals(413, answer.statusCode());
            assertTrue(answer.body().contains("6291456"), answer.body());
        }
    }

    @Test
    void whoSendsFirstAndReadsLaterSeesTheRefusalToo() throws IOException {
        try (var client = new SocketClient(SERVER.port())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: " + TOO_LARGE.length + "\r\n\r\n")
                    .send(TOO_LARGE);
            assertRefused(client);
        }
        try (var client = new SocketClient(SERVER.port())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\n")
                    .send(Integer.toHexString(3 * TOO_LARGE.length) + "\r\n")
                    .send(TOO_LARGE)
                    .send(TOO_LARGE) // which the sockets cannot hold: somebody has to read it
                    .send(TOO_LARGE)
                    .send("\r\n0\r\n\r\n");
            assertRefused(client);
        }
    }

    private static void assertRefused(SocketClient client) throws IOException {
        var answer = client.answer();
        assertEquals(413, answer.status().code());
        assertEquals(Problem.MEDIA_TYPE, answer.header("Content-Type").orElse("none"));
        assertEquals("close", answer.header("Connection").orElse("none"));
        assertEquals("", client.rest());
    }

    @Test
    void theLimitIsExact() throws IOException {
        for (var framed : new String[] {
            "Content-Length: 5\r\n\r\n12345", "Transfer-Encoding: chunked\r\n\r\n3\r\n123\r\n2\r\n45\r\n0\r\n\r\n"
        }) {
            try (var client = new SocketClient(SMALL.port())) {
                client.send("POST / HTTP/1.1\r\nHost: a\r\n" + framed);
                assertEquals("12345", client.answer().text());
            }
        }
        for (var framed : new String[] {
            "Content-Length: 6\r\n\r\n123456", "Transfer-Encoding: chunked\r\n\r\n6\r\n123456\r\n0\r\n\r\n"
        }) {
            try (var client = new SocketClient(SMALL.port())) {
                client.send("POST / HTTP/1.1\r\nHost: a\r\n" + framed);
                assertRefused(client);
            }
        }
    }

    @Test
    void continueIsSaidWhenTheBodyIsWanted() throws IOException {
        try (var client = new SocketClient(SERVER.port())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 3\r\n\r\n");
            assertEquals(100, client.answer().status().code());
            assertEquals("abc", client.send("abc").answer().text());
        }
        try (var client = new SocketClient(SERVER.port())) {
            client.send("POST / HTTP/1.1\r\nHost: a\r\nExpect: 100-continue\r\nContent-Length: 7000000\r\n\r\n");
            assertRefused(client);
        }
    }

    @Test
    void aBodyThatBreaksOffReachesNobody() throws IOException {
        var reached = new AtomicInteger();
        var app = App.of("broken", post("/").to(request -> {
            reached.incrementAndGet();
            return Response.ok();
        }));
        try (var server = UndertowServer.start(app, 0)) {
            for (var framed : new String[] {
                "Content-Length: 5\r\n\r\nabc",
                "Transfer-Encoding: chunked\r\n\r\n5\r\nabc",
                "Transfer-Encoding: chunked\r\n\r\nno size\r\nabc"
            }) {
                try (var client = new SocketClient(server.port())) {
                    client.send("POST / HTTP/1.1\r\nHost: a\r\n" + framed);
                    client.finishSending();
                    client.rest();
                }
            }
        }
        assertEquals(0, reached.get());
    }

    /** It would wait for ten seconds otherwise, with a thread that asks all the time. */
    @Test
    @Timeout(8)
    void whatComesBehindARefusedHeadIsThrownAwayWhateverItIs() throws IOException {
        try (var client = new SocketClient(SERVER.port())) {
            client.send("TRACE / HTTP/1.1\r\nHost: a\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n");
            assertEquals(501, client.answer().status().code());
            client.send("more");
            client.finishSending();
            assertEquals("", client.rest());
        }
    }

    @Test
    void slowBodiesTakeNoThreads() throws IOException {
        var slow = new ArrayList<SocketClient>();
        for (int i = 0; i < 200; i++) { // which is more than there are threads
            slow.add(new SocketClient(SERVER.port())
                    .send("POST / HTTP/1.1\r\nHost: a\r\nContent-Length: 6000000\r\n\r\nabc"));
        }
        try (var client = new SocketClient(SERVER.port())) {
            assertEquals(
                    "here",
                    client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n").answer().text());
        }
        for (var client : slow) {
            client.close();
        }
    }
}
