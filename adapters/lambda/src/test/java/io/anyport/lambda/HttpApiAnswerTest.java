package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;

import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Compression;
import io.anyport.http.Handler;
import io.anyport.http.Headers;
import io.anyport.http.Method;
import io.anyport.http.Response;
import io.anyport.http.Route;
import io.anyport.http.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.util.Base64;
import java.util.List;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class HttpApiAnswerTest {

    private static final String JSON = "application/json";

    private static JsonNode answer(Response response) {
        return answer(request -> response);
    }

    private static JsonNode answer(Handler handler) {
        return Events.tree(bytes(App.of("answer", Route.post("/my/path").to(handler)), Events.bytes("http-api")));
    }

    private static byte[] bytes(App app, byte[] event) {
        var answer = new ByteArrayOutputStream();
        try {
            new LambdaHandler(app) {}.handleRequest(new ByteArrayInputStream(event), answer, null);
        } catch (IOException e) {
            throw new AssertionError(e);
        }
        return answer.toByteArray();
    }

    private static JsonNode answer(String contentType, byte[] content) {
        return answer(Response.ok().withBody(contentType, Body.of(content)));
    }

    @Test
    void theWholeAnswer() {
        var response =
                Response.of(Status.CREATED).json("{\"a\":\"\\u00e9\\n\"}").withHeader("Location", "/a");
        var app = App.of("answer", Route.post("/my/path").to(request -> response));
        assertEquals(
                "{\"statusCode\":201,\"headers\":{\"Content-Type\":\"application/json\",\"Location\":\"/a\"},"
                        + "\"isBase64Encoded\":false,\"body\":\"{\\\"a\\\":\\\"\\\\u00e9\\\\n\\\"}\"}",
                new String(bytes(app, Events.bytes("http-api")), UTF_8));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "application/json",
                "application/json; charset=utf-8",
                "Application/Problem+JSON",
                "image/svg+xml",
                "application/xml",
                "application/javascript",
                "application/x-www-form-urlencoded ;a=b",
                "text/plain",
                "TEXT/HTML; charset=utf-8",
            })
    void textIsAString(String contentType) {
        String text = "{\"a\": \"\u0001\u00e9\u65e5\ud83d\udea2\\\" }\r\n";
        var answer = answer(contentType, text.getBytes(UTF_8));
        assertFalse(answer.get("isBase64Encoded").booleanValue());
        assertEquals(text, answer.get("body").stringValue());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"application/octet-stream", "image/png", "application/jsonp", "context/plain", "a/b; c=text/x"})
    void whatIsNoTextIsBase64(String contentType) {
        var answer = answer(contentType, "plain".getBytes(UTF_8));
        assertEquals(
                "true cGxhaW4=",
                answer.get("isBase64Encoded") + " " + answer.get("body").stringValue());
    }

    @Test
    void contentWithoutATypeIsBase64() {
        var answer = answer(Response.ok().withBody(Body.of("plain")));
        assertEquals(
                "true cGxhaW4=",
                answer.get("isBase64Encoded") + " " + answer.get("body").stringValue());
    }

    @ParameterizedTest
    @CsvSource({"gzip, true", "identity, false", "Identity, false", "br, true"})
    void encodedContentIsBase64(String encoding, boolean isBase64) {
        var response = Response.ok().json("{}").withHeader("Content-Encoding", encoding);
        assertEquals(isBase64, answer(response).get("isBase64Encoded").booleanValue());
    }

    /** Each behind ASCII of a length that does, and one that does not, end where eight bytes end. */
    @ParameterizedTest
    @ValueSource(strings = {"ff", "c3", "c0af", "eda080", "f4908080", "80", "e282", "c328"})
    void whatIsNotUtf8IsBase64(String hex) {
        byte[] tail = java.util.HexFormat.of().parseHex(hex);
        for (int length : List.of(0, 1, 7, 8, 16, 2000)) {
            var content = java.util.Arrays.copyOf("x".repeat(length).getBytes(UTF_8), length + tail.length);
            System.arraycopy(tail, 0, content, length, tail.length);
            var answer = answer(JSON, content);
            assertEquals(true, answer.get("isBase64Encoded").booleanValue());
            assertArrayEquals(
                    content, Base64.getDecoder().decode(answer.get("body").stringValue()));
        }
    }

    @Test
    void longTextIsAString() {
        String text = "\u65e5\u672c \ud83d\udea2 ".repeat(5000);
        var answer = answer(Response.ok().text(text));
        assertEquals(text, answer.get("body").stringValue());
    }

    @Test
    void cookiesStandApart() {
        var response = Response.ok()
                .withHeaders(
                        Headers.of("set-cookie", "a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT", "SET-COOKIE", "b=2"));
        var answer = answer(response);
        assertEquals(
                "[\"a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT\",\"b=2\"]",
                answer.get("cookies").toString());
        assertEquals("{}", answer.get("headers").toString());
        assertNull(answer(Response.ok()).get("cookies"));
    }

    @Test
    void repeatedFieldsAreJoined() {
        var headers = Headers.of("Link", "</a>", "Vary", "Origin", "LINK", "</b>, </c>", "Link", "</d>");
        assertEquals(
                "{\"Link\":\"</a>, </b>, </c>, </d>\",\"Vary\":\"Origin\"}",
                answer(Response.ok().withHeaders(headers)).get("headers").toString());
    }

    @Test
    void fieldsBetweenNeighboursStayHere() {
        var headers = Headers.of(
                "Connection",
                "close, X-Mine",
                "keep-alive",
                "timeout=5",
                "Proxy-Connection",
                "a",
                "TE",
                "a",
                "Trailer",
                "a",
                "Transfer-Encoding",
                "chunked",
                "Upgrade",
                "h2c",
                "X-Mine",
                "a",
                "X-Yours",
                "b");
        var answer = answer(Response.ok().withHeaders(headers));
        assertEquals("{\"X-Yours\":\"b\"}", answer.get("headers").toString());
    }

    @Test
    void theFrontDoorCountsTheContent() {
        var response = Response.ok().text("abc").withHeader("Content-Length", "7");
        assertNull(answer(response).get("headers").get("Content-Length"));
    }

    @Test
    void theAnswerToHeadHasALengthAndNoContent() {
        var app = App.of(
                "answer", Route.get("/my/path").to(request -> Response.ok().text("abc")));
        var event = Events.read("http-api");
        Events.httpOf(event).put("method", Method.HEAD.name());
        var answer = Events.tree(bytes(app, Events.bytes(event)));
        assertNull(answer.get("body"));
        assertEquals("3", answer.get("headers").get("Content-Length").stringValue());
    }

    @ParameterizedTest
    @ValueSource(ints = {204, 304})
    void someStatusesHaveNoContent(int status) {
        assertNull(answer(Response.of(Status.of(status)).text("abc")).get("body"));
    }

    @Test
    void streamsAreReadToTheirEnd() {
        byte[] content = "x".repeat(100_000).getBytes(UTF_8);
        var unknown =
                answer(request -> Response.ok().withBody("text/plain", Body.of(new ByteArrayInputStream(content))));
        assertEquals(100_000, unknown.get("body").stringValue().length());
        var known = answer(request ->
                Response.ok().withBody("text/plain", Body.of(new ByteArrayInputStream(content), content.length)));
        assertEquals(100_000, known.get("body").stringValue().length());
    }

    @Test
    void anAnswerUpToTheLimitIsSent() {
        int frame = bytes("").length;
        var answer = bytes("x".repeat(LambdaHandler.ANSWER_LIMIT - frame));
        assertEquals(LambdaHandler.ANSWER_LIMIT, answer.length);
        assertEquals(200, Events.tree(answer).get("statusCode").intValue());
    }

    private static byte[] bytes(String text) {
        var response = Response.ok().withBody("text/plain", Body.of("xx" + text));
        var bytes = bytes(App.of("answer", Route.post("/my/path").to(request -> response)), Events.bytes("http-api"));
        return text.isEmpty() ? java.util.Arrays.copyOf(bytes, bytes.length) : bytes;
    }

    @Test
    void aLargerAnswerIsAProblemAndNotCut() {
        int limit = LambdaHandler.ANSWER_LIMIT;
        assertFailed(answer("text/plain", new byte[limit - 10]));
        assertFailed(answer("a/b", new byte[limit / 4 * 3]));
        assertFailed(answer("text/plain", "\"".repeat(limit / 2).getBytes(UTF_8)));
        assertFailed(answer(request -> Response.ok().withBody("text/plain", Body.of(new Endless()))));
        assertFailed(answer(request -> Response.ok().withBody("text/plain", Body.of(new Endless(), limit + 1L))));
    }

    @Test
    void aLengthThatIsNotTheContentsIsAProblem() {
        var stream = new ByteArrayInputStream(new byte[5]);
        assertFailed(answer(request -> Response.ok().withBody("text/plain", Body.of(stream, 6))));
        var longer = new ByteArrayInputStream(new byte[7]);
        assertFailed(answer(request -> Response.ok().withBody("text/plain", Body.of(longer, 6))));
    }

    @Test
    void aStatusThatDoesNotEndARequestIsAProblem() {
        assertFailed(answer(Response.of(Status.of(103))));
    }

    @Test
    void contentThatCannotBeReadIsAProblem() {
        var broken = new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("broken");
            }
        };
        assertFailed(answer(request -> Response.ok().withBody("text/plain", Body.of(broken))));
    }

    /** As an error of the handler itself is. */
    @Test
    void anErrorOfWhatMakesTheContentIsAProblem() {
        var broken = new InputStream() {
            @Override
            public int read() {
                throw new AssertionError("broken");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) {
                throw new AssertionError("broken");
            }
        };
        assertFailed(answer(request -> Response.ok().withBody("text/plain", Body.of(broken))));
    }

    @Test
    void aFailedAnswerGoesThroughTheFilters() {
        var app = App.of("answer", Route.post("/my/path").to(request -> Response.of(Status.of(103))))
                .with(next -> request -> next.handle(request).withHeader("Seen", "yes"));
        var answer = Events.tree(bytes(app, Events.bytes("http-api")));
        assertEquals(500, answer.get("statusCode").intValue());
        assertEquals("yes", answer.get("headers").get("Seen").stringValue());
    }

    private static void assertFailed(JsonNode answer) {
        assertEquals(500, answer.get("statusCode").intValue());
        assertEquals(
                "application/problem+json",
                answer.get("headers").get("Content-Type").stringValue());
        assertEquals(
                "{\"title\":\"Internal Server Error\",\"status\":500,\"requestId\":\"JKJaXmPLvHcESHA=\"}",
                answer.get("body").stringValue());
    }

    private static final class Endless extends InputStream {
        @Override
        public int read() {
            return 'x';
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            java.util.Arrays.fill(bytes, offset, offset + length, (byte) 'x');
            return length;
        }
    }

    @Test
    void anExceptionOfTheApplicationDoesNotFailTheInvocation() {
        var answer = answer(request -> {
            throw new IllegalStateException("secret");
        });
        assertEquals(500, answer.get("statusCode").intValue());
        assertFalse(answer.toString().contains("secret"));
    }

    @Test
    void aRefusalGoesThroughTheFilters() {
        var app = App.of("answer", Route.post("/my/path").to(request -> Response.ok()))
                .bodyLimit(5)
                .with(next -> request -> next.handle(request)
                        .withHeader("Seen", request.header("Origin").orElse("none")));
        var tooLarge = Events.read("http-api");
        Events.headersOf(tooLarge).put("Origin", "https://example.com");
        var refused = Events.tree(bytes(app, Events.bytes(tooLarge)));
        assertEquals(413, refused.get("statusCode").intValue());
        assertEquals("https://example.com", refused.get("headers").get("Seen").stringValue());

        Events.httpOf(tooLarge).put("method", "G T");
        var wrong = Events.tree(bytes(app, Events.bytes(tooLarge)));
        assertEquals(400, wrong.get("statusCode").intValue());
        assertEquals("https://example.com", wrong.get("headers").get("Seen").stringValue());
    }

    @Test
    void compressedContentIsInBase64() throws IOException {
        String text = "0123456789".repeat(200);
        var app = App.of(
                        "answer",
                        Route.post("/my/path").to(request -> Response.ok().text(text)))
                .with(Compression.gzip());
        var event = Events.read("http-api");
        Events.headersOf(event).put("Accept-Encoding", "gzip");

        var answer = Events.tree(bytes(app, Events.bytes(event)));
        assertEquals(true, answer.get("isBase64Encoded").booleanValue());
        assertEquals("gzip", answer.get("headers").get("Content-Encoding").stringValue());
        var content = Base64.getDecoder().decode(answer.get("body").stringValue());
        try (var stream = new GZIPInputStream(new ByteArrayInputStream(content))) {
            assertEquals(text, new String(stream.readAllBytes(), UTF_8));
        }
    }

    @Test
    void compressedRequestsAreDecoded() throws IOException {
        var compressed = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(compressed)) {
            gzip.write("hello".getBytes(UTF_8));
        }
        var app = App.of(
                        "answer",
                        Route.post("/my/path")
                                .to(request -> Response.ok().text(request.body().text())))
                .with(Compression.gzip().decoding(100));
        var event = Events.read("http-api");
        Events.headersOf(event).put("Content-Encoding", "gzip");
        event.put("body", Base64.getEncoder().encodeToString(compressed.toByteArray()));
        event.put("isBase64Encoded", true);

        var answer = Events.tree(bytes(app, Events.bytes(event)));
        assertEquals("hello", answer.get("body").stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/my/../path", "/my/./path", "/my/path/..", "/my\0path", "my/path"})
    void pathsAreJudgedByCore(String rawPath) {
        var app = App.of("answer", Route.post("/my/path").to(request -> Response.ok()));
        var answer = Events.tree(bytes(app, Events.bytes(Events.at(rawPath))));
        assertEquals(400, answer.get("statusCode").intValue());
    }
}
