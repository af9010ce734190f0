package io.anyport.lambda.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Route;
import io.anyport.http.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class BalancerTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static JsonNode event(FrontDoor door, Request request) {
        return JSON.readTree(door.event(request));
    }

    @Test
    void nothingIsDecodedAndOfManyTheLastIsLeft() {
        var headers = Headers.of("Many", "a", "MANY", "b", "Cookie", "a=1");
        var request = Request.get("/a%2Fb?a=%20&a=+&b%5B%5D").withHeaders(headers);
        var event = event(FrontDoor.alb(), request);
        assertEquals("/a%2Fb", event.get("path").stringValue());
        assertEquals(
                "{\"a\":\"+\",\"b%5B%5D\":\"\"}",
                event.get("queryStringParameters").toString());
        assertEquals("b", event.get("headers").get("many").stringValue());
        assertEquals("a=1", event.get("headers").get("cookie").stringValue());
        assertNull(event.get("multiValueHeaders"));
        assertNull(event.get("multiValueQueryStringParameters"));
    }

    @Test
    void withMultiValueHeadersAllAreLeft() {
        var headers = Headers.of("Many", "a", "MANY", "b", "X-Forwarded-For", "::1");
        var event = event(FrontDoor.albMulti(), Request.get("/?a=%20&a=+").withHeaders(headers));
        assertEquals(
                "{\"a\":[\"%20\",\"+\"]}",
                event.get("multiValueQueryStringParameters").toString());
        assertEquals("[\"a\",\"b\"]", event.get("multiValueHeaders").get("many").toString());
        assertEquals(
                "[\"::1, 127.0.0.1\"]",
                event.get("multiValueHeaders").get("x-forwarded-for").toString());
        assertNull(event.get("headers"));
        assertNull(event.get("queryStringParameters"));
    }

    @ParameterizedTest
    @CsvSource({
        "application/json, false",
        "text/plain; charset=utf-8, false",
        "application/xml, false",
        "application/problem+json, true",
        "image/svg+xml, true",
        "application/x-www-form-urlencoded, true",
    })
    void bodiesAreTextOrBase64(String type, boolean isBase64) {
        var event = event(FrontDoor.alb(), Request.post("/").withBody(type, Body.of("abc")));
        assertEquals(isBase64, event.get("isBase64Encoded").booleanValue());
        assertEquals(isBase64 ? "YWJj" : "abc", event.get("body").stringValue());
    }

    @Test
    void noBodyIsAnEmptyText() {
        var event = event(FrontDoor.alb(), Request.get("/"));
        assertEquals("", event.get("body").stringValue());
        assertEquals("{}", event.get("queryStringParameters").toString());
    }

    private static Response response(FrontDoor door, String answer) {
        return door.response(answer.getBytes(UTF_8));
    }

    @Test
    void fieldsCountInTheirModeOnly() {
        String answer = "{\"statusCode\":200,\"statusDescription\":\"200 OK\",\"headers\":{\"a\":\"1\"},"
                + "\"multiValueHeaders\":{\"b\":[\"2\",\"3\"]},\"body\":\"c\"}";
        assertEquals(Headers.of("a", "1"), response(FrontDoor.alb(), answer).headers());
        assertEquals(
                Headers.of("b", "2", "b", "3"),
                response(FrontDoor.albMulti(), answer).headers());
        assertEquals("c", response(FrontDoor.alb(), answer).text());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "{}", "\"a\"", "{\"statusCode\":200,\"cookies\":[\"a=1\"]}", "{\"statusCode\":\"x\"}"})
    void anAnswerThatIsNotUnderstoodIsABadGateway(String answer) {
        assertEquals(Status.BAD_GATEWAY, response(FrontDoor.albMulti(), answer).status());
        assertEquals(Status.BAD_GATEWAY, response(FrontDoor.alb(), answer).status());
    }

    @Test
    void aFunctionThatFailsIsABadGateway() throws Exception {
        RequestStreamHandler broken = (input, output, platform) -> {
            throw new IllegalStateException("secret");
        };
        var answer = FrontDoor.alb().to(broken).handle(Request.get("/"));
        assertEquals(Status.BAD_GATEWAY, answer.status());
        assertEquals("text/html", answer.header("Content-Type").orElse("none"));
    }

    @Test
    void oneMebibyteIsTheLimitOfBoth() throws Exception {
        int mebibyte = 1024 * 1024;
        RequestStreamHandler generous = (input, output, platform) ->
                output.write(("{\"statusCode\":200,\"body\":\"" + "x".repeat(mebibyte) + "\"}").getBytes(UTF_8));
        var client = FrontDoor.albMulti().to(generous);
        assertEquals(Status.BAD_GATEWAY, client.handle(Request.get("/")).status());
        var large = Request.post("/").withBody("text/plain", Body.of(new byte[mebibyte + 1]));
        assertEquals(Status.CONTENT_TOO_LARGE, client.handle(large).status());

        var app = App.of(
                "length",
                Route.post("/")
                        .to(request ->
                                Response.ok().text(String.valueOf(request.body().bytes().length))));
        var fits = Request.post("/").withBody("a/b", Body.of(new byte[mebibyte]));
        assertEquals("1048576", FrontDoor.albMulti().to(app).handle(fits).text(), "base64 does not count here");
    }
}
