package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Problem;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.io.IOException;
import java.util.List;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.Test;

/** How answers look on the wire. */
final class AnswerTest {

    private static final TrackedStream.Log LOG = new TrackedStream.Log();

    private static final App APP = App.of(
            "answers",
            get("/hop-by-hop").to(request -> Response.ok().withHeaders(hopByHop())),
            get("/length").to(request -> Response.ok().text("four").withHeader("Content-Length", "7")),
            get("/without/{status}")
                    .to(request -> Response.of(Status.of(Integer.parseInt(request.parameter("status"))))
                            .withHeader("Content-Length", "7")
                            .withBody(Body.of("nothing"))),
            get("/interim").to(request -> Response.of(Status.of(103))),
            get("/text").to(request -> Response.ok().text("text")),
            get("/dated").to(request -> Response.ok().withHeader("Date", "Thu, 01 Jan 1970 00:00:00 GMT")),
            get("/chunked").to(request -> Response.ok().withBody(Body.of(LOG.stream(40_000, false)))),
            get("/sized").to(request -> Response.ok().withBody(Body.of(LOG.stream(40_000, false), 40_000))),
            get("/short").to(request -> Response.ok().withBody(Body.of(LOG.stream(40_000, false), 40_001))),
            get("/long").to(request -> Response.ok().withBody(Body.of(LOG.stream(40_000, false), 39_999))),
            get("/broken").to(request -> Response.ok().withBody(Body.of(LOG.stream(40_000, true)))),
            get("/broken-at-once").to(request -> Response.ok().withBody("a/b", Body.of(LOG.stream(0, true)))));

    private static final UndertowServer SERVER = UndertowServer.start(APP, 0);

    @AfterAll
    static void stop() {
        SERVER.stop();
        assertEquals(LOG.opened(), LOG.closed());
    }

    private static Headers hopByHop() {
        return Headers.of(
                "Connection", "close, Private",
                "Keep-Alive", "timeout=1",
                "Proxy-Connection", "close",
                "Transfer-Encoding", "gzip",
                "TE", "trailers",
                "Trailer", "Expires",
                "Upgrade", "h2c",
                "Private", "a",
                "Public", "b");
    }

    @Test
    void whatIsAboutTheConnectionIsNotTheApplications() throws IOException {
        var headers = ask("GET", "/hop-by-hop").headers();
        assertEquals("[b]", headers.all("Public").toString());
        for (var name : new String[] {
            "Connection", "Keep-Alive", "Proxy-Connection", "Transfer-Encoding", "TE", "Trailer", "Upgrade", "Private"
        }) {
            assertFalse(headers.contains(name), name);
        }
    }

    @Test
    void theServerSaysTheDateAndNotItsName() throws IOException {
        var headers = ask("GET", "/text").headers();
        assertTrue(headers.first("Date").orElseThrow().matches("[A-Z][a-z]{2}, [0-9]{2} .* GMT"));
        assertFalse(headers.contains("Server"));
        assertEquals(
                "[Thu, 01 Jan 1970 00:00:00 GMT]",
                ask("GET", "/dated").headers().all("Date").toString());
    }

    @Test
    void theLengthIsTheBodys() throws IOException {
        var answer = ask("GET", "/length");
        assertEquals("[4]", answer.headers().all("Content-Length").toString());
        assertEquals("four", answer.text());
    }

    @Test
    void headHasTheLengthOfGet() throws IOException {
        assertEquals("[4]", ask("HEAD", "/text").headers().all("Content-Length").toString());
        assertEquals(
                "[40000]", ask("HEAD", "/sized").headers().all("Content-Length").toString());
        assertFalse(ask("HEAD", "/chunked").headers().contains("Content-Length"));
    }

    @Test
    void somethingWithoutContentHasNoLength() throws IOException {
        for (int status : new int[] {204, 304}) {
            try (var client = new SocketClient(SERVER.port())) {
                for (String method : List.of("GET", "HEAD", "GET", "HEAD")) { // nothing is left over in the connection
                    var answer = client.send(method + " /without/" + status + " HTTP/1.1\r\nHost: a\r\n\r\n")
                            .answer(method);
                    assertEquals(status, answer.status().code());
                    assertFalse(answer.headers().contains("Content-Length"));
                    assertFalse(answer.headers().contains("Transfer-Encoding"));
                }
            }
        }
    }

    @Test
    void theLastAnswerSaysSoIfItHasNoContentToo() throws IOException {
        for (String method : List.of("GET", "HEAD")) {
            try (var client = new SocketClient(SERVER.port())) {
                client.send(method + " /without/204 HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n");
                assertEquals("close", client.answer(method).header("Connection").orElse("none"));
                assertEquals("", client.rest());
            }
        }
    }

    /** RFC 9110, 15.3.6. */
    @Test
    void resetContentHasNone() throws IOException {
        try (var client = new SocketClient(SERVER.port())) {
            for (String method : List.of("GET", "HEAD", "GET")) {
                var answer = client.send(method + " /without/205 HTTP/1.1\r\nHost: a\r\n\r\n")
                        .answer(method);
                assertEquals(205, answer.status().code());
                assertEquals("0", answer.header("Content-Length").orElse("none"));
                assertFalse(answer.headers().contains("Transfer-Encoding"));
                assertEquals("", answer.text());
            }
        }
    }

    @Test
    void whatDoesNotEndARequestIsAFailure() throws IOException {
        var answer = ask("GET", "/interim");
        assertEquals(Status.INTERNAL_SERVER_ERROR, answer.status());
        assertTrue(answer.text().contains("\"requestId\""), answer.text());
    }

    @Test
    void aStreamOfUnknownLengthIsChunked() throws IOException {
        for (var fields : new String[] {"", "Connection: close\r\n"}) {
            try (var client = new SocketClient(SERVER.port())) {
                var answer = client.send("GET /chunked HTTP/1.1\r\nHost: a\r\n" + fields + "\r\n")
                        .answer();
                assertEquals("chunked", answer.header("Transfer-Encoding").orElse("none"));
                assertEquals(40_000, answer.body().bytes().length);
            }
        }
        try (var client = new SocketClient(SERVER.port())) {
            var answer = client.send("GET /chunked HTTP/1.0\r\n\r\n").answer();
            assertFalse(answer.headers().contains("Transfer-Encoding"));
            assertEquals(40_000, answer.body().bytes().length);
        }
    }

    @Test
    void aStreamOfKnownLengthHasIt() throws IOException {
        var answer = ask("GET", "/sized");
        assertEquals("[40000]", answer.headers().all("Content-Length").toString());
        assertEquals(40_000, answer.body().bytes().length);
    }

    @Test
    void aStreamThatFailsNeverLooksComplete() {
        for (var path : new String[] {"/broken", "/short", "/long"}) {
            for (var version : new String[] {"1.1", "1.0"}) {
                assertThrows(
                        IOException.class,
                        () -> {
                            try (var client = new SocketClient(SERVER.port())) {
                                client.send("GET " + path + " HTTP/" + version + "\r\nHost: a\r\n\r\n");
                                client.answer();
                                client.rest();
                            }
                        },
                        path + " " + version);
            }
        }
    }

    @Test
    void aStreamThatFailsBeforeItsFirstByteIsAProblem() throws IOException {
        var answer = ask("GET", "/broken-at-once");
        assertEquals(Status.INTERNAL_SERVER_ERROR, answer.status());
        assertEquals(
                "[" + Problem.MEDIA_TYPE + "]",
                answer.headers().all("Content-Type").toString());
        assertTrue(answer.text().contains("\"requestId\""), answer.text());
        assertFalse(answer.text().contains("secret"), answer.text());
    }

    @Test
    void aClientThatHangsUpClosesTheStream() throws Exception {
        var stream = LOG.endless();
        try (var server = UndertowServer.start(
                App.of("hang-up", get("/").to(request -> Response.ok().withBody(Body.of(stream)))), 0)) {
            var client = new SocketClient(server.port());
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            client.close();
            stream.awaitClosed();
        }
    }

    private static Response ask(String method, String path) throws IOException {
        try (var client = new SocketClient(SERVER.port())) {
            return client.send(method + " " + path + " HTTP/1.1\r\nHost: a\r\n\r\n")
                    .answer(method);
        }
    }
}
