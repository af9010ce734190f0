package io.anyport.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Method;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

final class RestApiTest {

    private static Request recorded(String name) {
        return Events.request(Events.read(name));
    }

    @Test
    void theDocumentedEvent() {
        var request = recorded("rest-api");
        assertEquals(Method.POST, request.method());
        assertEquals("/my/path", request.path());
        assertEquals(List.of("value1", "value2"), request.query().all("parameter1"));
        assertEquals(List.of("value1", "value2"), request.headers().all("Header2"));
        assertEquals("{\"title\":\"ship\"}", request.body().text());
        assertEquals(
                "https://id.execute-api.us-east-1.amazonaws.com/dev/todos",
                request.links().to("/todos"));

        var invocation = request.invocation();
        assertEquals("lambda:rest-api", invocation.target());
        assertEquals("id=", invocation.id());
        assertEquals(Optional.of("192.0.2.1"), invocation.clientAddress(), "not what the client says");
        assertEquals(Optional.of("Root=1-5e66d96f-7491f09xmpl79d18acf3d050"), invocation.trace());
        assertEquals(Optional.of("dev"), invocation.stage());
    }

    @Test
    void theQueryIsEncodedAgain() {
        assertEquals(
                Optional.of("parameter1=value1&parameter1=value2&parameter2=a%20b%26c%3Dd%2F%C3%A9"),
                recorded("rest-api").rawQuery());
    }

    @Test
    void anythingMayBeNull() {
        var event = Events.read("rest-api");
        event.putNull("multiValueHeaders")
                .putNull("multiValueQueryStringParameters")
                .putNull("body");
        var request = Events.request(event);
        assertEquals(List.of("value2"), request.headers().all("header2"));
        assertEquals(List.of("value2"), request.query().all("parameter1"));
        assertEquals(0, request.body().bytes().length);

        event.putNull("headers").putNull("queryStringParameters").putNull("isBase64Encoded");
        var bare = Events.request(event);
        assertTrue(bare.headers().isEmpty());
        assertEquals(Optional.empty(), bare.rawQuery());
    }

    @Test
    void listsMayBeMissing() {
        var event = Events.read("rest-api");
        event.remove(List.of("multiValueHeaders", "multiValueQueryStringParameters"));
        assertEquals(List.of("value2"), Events.request(event).headers().all("header2"));
        event.putObject("multiValueHeaders");
        assertEquals(List.of("value2"), Events.request(event).headers().all("header2"));
    }

    @ParameterizedTest
    @CsvSource({
        // resource, the rest, path, seen by the client, base, path of the application
        "/{proxy+}, todos/1, /todos/1, /dev/todos/1, /dev, /todos/1",
        "/{proxy+}, todos/1, /api/todos/1, /api/todos/1, /api, /todos/1",
        "/{proxy+}, todos/1/, /a/b/todos/1/, /a/b/todos/1/, /a/b, /todos/1/",
        "/{proxy+}, apiary, /apiary, /apiary, '', /apiary",
        "/{proxy+}, api, /api/api, /api/api, /api, /api",
        "/{proxy+}, b/c, /a%20/b/%63, /a%20/b/%63, /a%20, /b/%63",
        "/{proxy+}, %zz/c, /api/%zz/c, /api/%zz/c, /api, /%25zz/c",
        "/{proxy+}, a b, /api/a%20b, /api/a%20b, /api, /a%20b",
        "/{proxy+}, a%20b, /api/a%20b, /api/a%20b, /api, /a%20b",
        "/{proxy+}, a/b, /api/a%2Fb, /api/a%2Fb, /api, /a%2Fb",
        "/{proxy+}, /path/to, /path/to, /prod/path/to, /prod, /path/to",
        "/{proxy+}, other, /todos/1, /todos/1, '', /todos/1",
        "/v1/{proxy+}, a/b, /api/v1/a/b, /api/v1/a/b, /api, /v1/a/b",
        "/v1/{proxy+}, a/b, /v1/a/b, /v1/a/b, '', /v1/a/b",
        "/todos/{id}, '', /api/todos/1, /api/todos/1, /api, /todos/1",
        "/todos/{id}, '', /api/todos/1/, /api/todos/1/, /api, /todos/1/",
        "/todos, '', /apiary/todos, /apiary/todos, /apiary, /todos",
        "/todos, '', /other, /other, '', /other",
        "/todos, '', /x/mytodos, /x/mytodos, '', /x/mytodos",
        "/todos, '', /todos, , /dev, /todos",
        "/, '', /api, /api, /api, /",
        "/, '', /, /dev/, /dev, /",
        "/, '', /, /, '', /",
        "$default, '', /dev/todos, /dev/todos, /dev, /todos",
        "$default, '', /developers, /developers, '', /developers",
    })
    void aBasePathIsStrippedOnceAtTheEndOfASegment(
            String resource, String rest, String path, String client, String base, String own) {
        var event = Events.read("rest-api").put("resource", resource).put("path", path);
        ((ObjectNode) event.get("pathParameters")).put("proxy", rest);
        Events.platformOf(event).put("path", client);
        var request = Events.request(event);
        assertEquals(own, request.path());
        assertEquals(base, request.origin().base());
    }

    @ParameterizedTest
    @CsvSource({
        "/a b, /a%20b",
        "/caf\u00e9, /caf%C3%A9",
        "/100%, /100%25",
        "/a%2Fb, /a%2Fb",
        "/a?b#c, /a%3Fb%23c",
        "/%zz, /%25zz",
    })
    void anHttpApiThatSpeaksThisPayloadHasDecodedThePath(String path, String escaped) {
        var event = Events.read("rest-api").put("path", path);
        Events.platformOf(event).put("path", path);
        assertEquals(escaped, Events.request(event).path());
        event.remove("version");
        assertEquals(path, Events.request(event).path(), "which is for core to judge");
    }

    @Test
    void theStageOfAnHttpApiIsNotInLinksOfACustomDomain() {
        var event = Events.read("rest-api").put("path", "/dev/my/path");
        Events.platformOf(event).put("path", "/dev/my/path").put("domainName", "api.example.com");
        var request = Events.request(event);
        assertEquals("/my/path", request.path());
        assertEquals("", request.origin().base());
    }

    @Test
    void anEventOfACustomDomainWithABasePath() {
        var request = recorded("rest-api-get");
        assertEquals("/caf%C3%A9/a%2Fb", request.path());
        assertEquals("https://api.example.com/tiler/x", request.links().to("/x"));
        assertTrue(request.headers().isEmpty());
    }

    @Test
    void halfACharacterInTheQueryIsRefused() {
        var event = Events.read("rest-api");
        ((ObjectNode) event.get("multiValueQueryStringParameters"))
                .putArray("a")
                .add("\ud83d");
        var refusal = Events.received(Events.bytes(event)).refusal();
        assertEquals(
                Optional.of("The query is not valid Unicode."), refusal == null ? Optional.empty() : refusal.detail());
    }

    @Test
    void theConsolesTestHasNoAddress() {
        var event = Events.read("rest-api");
        ((ObjectNode) Events.platformOf(event).get("identity")).put("sourceIp", "test-invoke-source-ip");
        assertEquals(Optional.empty(), Events.request(event).invocation().clientAddress());
    }

    private static JsonNode answer(Response response) {
        return Events.answer("rest-api", response);
    }

    @Test
    void theWholeAnswer() {
        assertEquals(
                "{\"statusCode\":201,\"multiValueHeaders\":{\"Content-Type\":[\"application/json\"],\"Location\":[\"/a\"]},"
                        + "\"isBase64Encoded\":false,\"body\":\"{}\"}",
                answer(Response.of(Status.CREATED).json("{}").withHeader("Location", "/a"))
                        .toString());
    }

    @Test
    void cookiesAreAListOfAFieldAndNothingElse() {
        var headers = Headers.of("set-cookie", "a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT", "SET-COOKIE", "b=2");
        var answer = answer(Response.ok().withHeaders(headers));
        assertEquals(
                "{\"set-cookie\":[\"a=1; Expires=Thu, 01 Jan 2026 00:00:00 GMT\",\"b=2\"]}",
                answer.get("multiValueHeaders").toString());
        assertNull(answer.get("cookies"), "API Gateway answers 502 to a key that it does not know");
        assertNull(answer.get("headers"));
    }

    @Test
    void repeatedFieldsAreAList() {
        var headers = Headers.of("Link", "</a>", "Vary", "Origin", "LINK", "</b>, </c>", "Connection", "close");
        assertEquals(
                "{\"Link\":[\"</a>\",\"</b>, </c>\"],\"Vary\":[\"Origin\"]}",
                answer(Response.ok().withHeaders(headers))
                        .get("multiValueHeaders")
                        .toString());
    }

    @Test
    void whatIsNoTextIsBase64() {
        var answer = answer(Response.ok().withBody("image/png", Body.of("plain")));
        assertEquals("\"cGxhaW4=\" true", answer.get("body") + " " + answer.get("isBase64Encoded"));
    }
}
