package io.anyport.lambda.local;

import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class FrontDoorTest {

    record AddTodo(String title) {}

    record Todo(String title, boolean completed) {}

    private static final App APP = App.of(
            "todo",
            post("/todos")
                    .to(AddTodo.class, add -> new Todo(add.title(), false))
                    .answering(Status.CREATED),
            get("/links").to(request -> Response.ok().text(request.links().to("/todos"))));

    private static final JsonMapper JSON = new JsonMapper();

    private static JsonNode event(FrontDoor door, Request request) {
        return JSON.readTree(door.event(request));
    }

    @Test
    void anApplicationIsAskedFromEventBytesToAnswerBytes() throws Exception {
        var answer = FrontDoor.httpApi().to(APP).handle(Request.post("/todos").json("{\"title\":\"ship\"}"));
        assertEquals("{\"title\":\"ship\",\"completed\":false}", answer.text());
        assertEquals(Status.CREATED, answer.status());
    }

    @Test
    void aStageStandsInFrontOfThePath() throws Exception {
        var door = FrontDoor.httpApi("dev");
        assertEquals(
                "/dev/links", event(door, Request.get("/links")).get("rawPath").stringValue());
        var answer = door.to(APP).handle(Request.get("http://localhost:8080/links"));
        assertEquals("http://localhost:8080/dev/todos", answer.text());
    }

    @Test
    void anHttpApiDecodesThePathAndAFunctionUrlDoesNot() {
        var request = Request.get("/a%20b/caf%C3%A9%2Fc%25?d=%20&d=+");
        var http = event(FrontDoor.httpApi(), request);
        assertEquals("/a b/caf\u00e9/c%", http.get("rawPath").stringValue());
        assertEquals(
                "/a b/caf\u00e9/c%",
                http.get("requestContext").get("http").get("path").stringValue());
        assertEquals("d=%20&d=+", http.get("rawQueryString").stringValue());
        assertEquals(" , ", http.get("queryStringParameters").get("d").stringValue());
        assertEquals(
                "/a%20b/caf%C3%A9%2Fc%25",
                event(FrontDoor.functionUrl(), request).get("rawPath").stringValue());
    }

    @Test
    void anEncodedQuestionMarkEndsThePath() {
        var event = event(FrontDoor.httpApi(), Request.get("/a%3Fb/c"));
        assertEquals("/a", event.get("rawPath").stringValue());
    }

    @ParameterizedTest
    @ValueSource(strings = {"/%", "/%4", "/%zz", "/%00", "/%ff", "/caf\u00e9", "/a b"})
    void anHttpApiRefusesWhatItCannotDecode(String path) throws Exception {
        assertThrows(IllegalArgumentException.class, () -> FrontDoor.httpApi().event(Request.get(path)));
        assertEquals(
                Status.BAD_REQUEST,
                FrontDoor.httpApi().to(APP).handle(Request.get(path)).status());
    }

    @Test
    void fieldsAreJoinedAndInLowerCase() {
        var headers = Headers.of("Many", "a", "Cookie", "a=1; b=2", "MANY", "b, c", "Connection", "close");
        var event = event(FrontDoor.httpApi(), Request.get("/").withHeaders(headers));
        var sent = event.get("headers");
        assertEquals("a,b, c", sent.get("many").stringValue());
        assertEquals("[\"a=1\",\"b=2\"]", event.get("cookies").toString());
        assertNull(sent.get("cookie"));
        assertNull(sent.get("connection"));
        assertEquals("localhost", sent.get("host").stringValue());
        assertEquals("127.0.0.1", sent.get("x-forwarded-for").stringValue());
        assertEquals("http", sent.get("x-forwarded-proto").stringValue());
        assertTrue(sent.get("x-amzn-trace-id").stringValue().matches("Root=1-[0-9a-f]{8}-[0-9a-f]{24}"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, false",
        "text/plain; charset=utf-8, false",
        "image/svg+xml, false",
        "application/x-www-form-urlencoded, true",
        "application/octet-stream, true",
    })
    void bodiesAreTextOrBase64(String type, boolean isBase64) {
        var event = event(FrontDoor.httpApi(), Request.post("/").withBody(type, Body.of("abc")));
        assertEquals(isBase64, event.get("isBase64Encoded").booleanValue());
        assertEquals(isBase64 ? "YWJj" : "abc", event.get("body").stringValue());
        assertEquals("3", event.get("headers").get("content-length").stringValue());
    }

    @Test
    void whatIsNoTextAfterAllIsBase64() {
        var request = Request.post("/").withBody("text/plain", Body.of(new byte[] {(byte) 0xff}));
        assertTrue(event(FrontDoor.httpApi(), request).get("isBase64Encoded").booleanValue());
        var encoded = Request.post("/").json("{}").withHeader("Content-Encoding", "gzip");
        assertTrue(event(FrontDoor.httpApi(), encoded).get("isBase64Encoded").booleanValue());
    }

    @Test
    void noBodyIsNoField() {
        var event = event(FrontDoor.httpApi(), Request.get("/"));
        assertNull(event.get("body"));
        assertNull(event.get("cookies"));
        assertNull(event.get("queryStringParameters"));
        assertFalse(event.get("isBase64Encoded").booleanValue());
    }

    private static Response response(String answer) {
        return FrontDoor.httpApi().response(answer.getBytes(UTF_8));
    }

    @Test
    void anAnswerIsTurnedBack() {
        var response = response("{\"statusCode\":201,\"headers\":{\"A\":\"b\",\"N\":7,\"T\":true},\"cookies\":[\"c=1\","
                + "\"d=2\"],\"body\":\"YWJj\",\"isBase64Encoded\":true,\"more\":{\"body\":1}}");
        assertEquals(Status.CREATED, response.status());
        assertEquals(
                Headers.of("A", "b", "N", "7", "T", "true", "Set-Cookie", "c=1", "Set-Cookie", "d=2"),
                response.headers());
        assertEquals("abc", response.text());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {"{\"a\":1} -> {\"a\":1}", "\"a\\n\" -> 'a\n'", "[1] -> [1]", "7 -> 7", "{} -> {}"})
    void anAnswerWithoutAStatusIsItselfTheContent(String answer, String content) {
        var response = response(answer);
        assertEquals(Status.OK, response.status());
        assertEquals("application/json", response.header("Content-Type").orElse("none"));
        assertEquals(content, response.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{",
                "{} {}",
                "{\"statusCode\":\"many\"}",
                "{\"statusCode\":99}",
                "{\"statusCode\":200,\"headers\":[]}",
                "{\"statusCode\":200,\"headers\":{\"a\":[\"b\"]}}",
                "{\"statusCode\":200,\"headers\":{\"a b\":\"c\"}}",
                "{\"statusCode\":200,\"cookies\":{}}",
                "{\"statusCode\":200,\"body\":{}}",
                "{\"statusCode\":200,\"body\":\"?\",\"isBase64Encoded\":true}",
                "{\"statusCode\":200,\"isBase64Encoded\":\"yes\"}",
            })
    void anAnswerThatIsNotUnderstoodIsAFailure(String answer) {
        assertFailure(response(answer));
    }

    private static void assertFailure(Response response) {
        assertEquals(Status.INTERNAL_SERVER_ERROR, response.status());
        assertEquals("{\"message\":\"Internal Server Error\"}", response.text());
    }

    @Test
    void aFunctionThatFailsIsAFailure() throws Exception {
        RequestStreamHandler broken = (input, output, platform) -> {
            throw new IllegalStateException("secret");
        };
        assertFailure(FrontDoor.httpApi().to(broken).handle(Request.get("/")));
    }

    @Test
    void whatIsLargerThanLambdaCarriesDoesNotArrive() throws Exception {
        RequestStreamHandler generous =
                (input, output, platform) -> output.write(("\"" + "x".repeat(6 * 1024 * 1024) + "\"").getBytes(UTF_8));
        var client = FrontDoor.httpApi().to(generous);
        assertFailure(client.handle(Request.get("/")));
        var large = Request.post("/").withBody("a/b", Body.of(new byte[5 * 1024 * 1024]));
        assertEquals(Status.CONTENT_TOO_LARGE, client.handle(large).status());
    }

    @Test
    void thePlatformTellsTheDeadlineOfTheClient() throws Exception {
        var remaining = new java.util.ArrayList<Integer>();
        RequestStreamHandler function = (input, output, platform) -> remaining.add(platform.getRemainingTimeInMillis());
        var client = FrontDoor.httpApi().to(function);
        client.handle(Request.get("/"));
        var request = Request.get("/");
        client.handle(request.withInvocation(request.invocation().within(java.time.Duration.ofSeconds(5))));
        assertEquals(
                List.of(true, true),
                List.of(remaining.get(0) > 20_000 && remaining.get(0) <= 30_000, remaining.get(1) <= 5_000));
    }
}
