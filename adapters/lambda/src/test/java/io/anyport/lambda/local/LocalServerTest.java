package io.anyport.lambda.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Cookie;
import io.anyport.http.Response;
import io.anyport.http.Route;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.ConnectException;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Front doors on real ports. */
final class LocalServerTest {

    private static final HttpClient CLIENT = HttpClient.newHttpClient();

    private static final App APP = App.of(
            "local",
            Route.get("/{rest...}")
                    .to(request -> Response.ok()
                            .withHeader("Target", request.invocation().target())
                            .withHeader(
                                    "Client",
                                    request.invocation().clientAddress().orElse("none"))
                            .text(request.path() + "|" + request.rawQuery().orElse("") + "|"
                                    + request.links().to("/x"))),
            Route.post("/echo").to(request -> Response.ok().withBody("a/b", request.body())),
            Route.post("/cookies")
                    .to(request -> Response.ok().withCookie(Cookie.of("a", "1")).withCookie(Cookie.of("b", "2"))));

    private static List<FrontDoor> doors() {
        return FrontDoor.all();
    }

    private static HttpResponse<byte[]> send(LocalServer server, String method, String target, byte[] body)
            throws Exception {
        var request = HttpRequest.newBuilder(URI.create("http://localhost:" + server.port() + target))
                .header("Content-Type", "application/octet-stream")
                .method(method, BodyPublishers.ofByteArray(body))
                .build();
        return CLIENT.send(request, BodyHandlers.ofByteArray());
    }

    @ParameterizedTest
    @MethodSource("doors")
    void anApplicationIsServed(FrontDoor door) throws Exception {
        try (var server = door.listen(APP, 0)) {
            var got = send(server, "GET", "/a%20b/c?d=%C3%A9", new byte[0]);
            assertEquals(200, got.statusCode());
            assertEquals("/a%20b/c|d=%C3%A9|http://localhost:" + server.port() + "/x", new String(got.body(), UTF_8));
            assertEquals(
                    "lambda:" + door.name().replace("-stream", ""),
                    got.headers().firstValue("Target").orElse("none"));
            assertEquals("127.0.0.1", got.headers().firstValue("Client").orElse("none"));

            byte[] noise = {0, -1, 127, -128, 13, 10};
            assertArrayEquals(noise, send(server, "POST", "/echo", noise).body());
            assertEquals(405, send(server, "POST", "/none", noise).statusCode());
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void headAndOptionsHaveNoContent(FrontDoor door) throws Exception {
        try (var server = door.listen(APP, 0)) {
            var head = send(server, "HEAD", "/a", new byte[0]);
            var got = send(server, "GET", "/a", new byte[0]);
            assertEquals(200, head.statusCode());
            assertEquals(0, head.body().length);
            assertEquals(
                    String.valueOf(got.body().length),
                    head.headers().firstValue("Content-Length").orElse("none"));
            assertEquals(204, send(server, "OPTIONS", "/echo", new byte[0]).statusCode());
        }
    }

    @ParameterizedTest
    @MethodSource("doors")
    void cookiesAreSetWhereTheyCan(FrontDoor door) throws Exception {
        try (var server = door.listen(APP, 0)) {
            var answer = send(server, "POST", "/cookies", new byte[1]);
            boolean isSingle = door.name().equals("alb");
            assertEquals(isSingle ? 500 : 200, answer.statusCode());
            assertEquals(
                    isSingle ? 0 : 2, answer.headers().allValues("Set-Cookie").size());
        }
    }

    @ParameterizedTest
    @CsvSource({
        "alb, 1048577",
        "alb-multi, 1048577",
        "http-api, 10485761",
        "rest-api, 10485761",
        "function-url, 6291457"
    })
    void aBodyOverTheLimitIsRefused(String name, int length) throws Exception {
        try (var server = FrontDoor.named(name).listen(APP, 0)) {
            assertEquals(413, send(server, "POST", "/echo", new byte[length]).statusCode());
        }
    }

    @Test
    void aTargetIsTakenAsItCame() throws Exception {
        try (var server = FrontDoor.functionUrl().listen(APP, 0)) {
            assertTrue(raw(server, "GET http://other/a?b HTTP/1.1\r\nHost: other:1\r\n")
                    .endsWith("\r\n\r\n/a|b|http://other:1/x"));
            assertTrue(raw(server, "GET /a/../b HTTP/1.1\r\nHost: h\r\n").startsWith("HTTP/1.1 400 "));
            assertTrue(raw(server, "GET /a HTTP/1.1\r\nHost: a b\r\n").startsWith("HTTP/1.1 400 "));
        }
    }

    @Test
    void whatIsNoRequestIsTheClientsFault() throws Exception {
        try (var server = FrontDoor.functionUrl().listen(APP, 0)) {
            assertTrue(raw(server, "GET /a HTTP/1.1\r\nHost: a\r\nHost: b\r\n").startsWith("HTTP/1.1 400 "));
            String chunked = "POST /echo HTTP/1.1\r\nHost: h\r\nTransfer-Encoding: chunked\r\n";
            for (String body : List.of("ZZ\r\n\r\n", "-1\r\n\r\n", "5\r\nabc")) {
                String answer = raw(server, chunked, body);
                assertTrue(answer.startsWith("HTTP/1.1 400 "), () -> "'" + answer + "'");
                assertEquals(1, answer.split("HTTP/1.1 ", -1).length - 1, answer);
            }
        }
    }

    private static String raw(LocalServer server, String head) throws IOException {
        return raw(server, head, "");
    }

    private static String raw(LocalServer server, String head, String body) throws IOException {
        try (var socket = new Socket("localhost", server.port())) {
            socket.getOutputStream().write((head + "Connection: close\r\n\r\n" + body).getBytes(UTF_8));
            socket.shutdownOutput();
            return new String(socket.getInputStream().readAllBytes(), UTF_8);
        }
    }

    @Test
    void aClosedOneIsGoneAndItsPortIsFree() throws Exception {
        var server = FrontDoor.alb().listen(APP, 0);
        assertThrows(UncheckedIOException.class, () -> FrontDoor.alb().listen(APP, server.port()));
        server.close();
        assertThrows(ConnectException.class, () -> send(server, "GET", "/a", new byte[0]));
    }

    @Test
    void whatThereIsNotIsSaidWithWhatThereIs() {
        var unknown = assertThrows(IllegalArgumentException.class, () -> FrontDoor.named("elb"));
        assertEquals(
                "there is no front door 'elb'; there are http-api, rest-api, alb, alb-multi, function-url,"
                        + " function-url-stream, rest-api-stream",
                unknown.getMessage());
        assertEquals("alb", FrontDoor.named("alb").name());
    }
}
