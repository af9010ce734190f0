package io.anyport.lambda.local;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Headers;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Route;
import io.anyport.http.Status;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

final class RestApiDoorTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static JsonNode event(Request request) {
        return JSON.readTree(FrontDoor.restApi().event(request));
    }

    private static Response response(String answer) {
        return FrontDoor.restApi().response(answer.getBytes(UTF_8));
    }

    @Test
    void thePathStaysEncodedAndTheQueryDoesNot() {
        var event = event(Request.get("/a%20b/c%2Fd?e%5B%5D=%C3%A9+x&e[]=y&f"));
        assertEquals("/a%20b/c%2Fd", event.get("path").stringValue());
        assertEquals("/{proxy+}", event.get("resource").stringValue());
        assertEquals("{\"proxy\":\"a%20b/c%2Fd\"}", event.get("pathParameters").toString());
        assertEquals(
                "{\"e[]\":[\"\u00e9 x\",\"y\"],\"f\":[\"\"]}",
                event.get("multiValueQueryStringParameters").toString());
        assertEquals(
                "{\"e[]\":\"y\",\"f\":\"\"}", event.get("queryStringParameters").toString());
    }

    @Test
    void whatIsNotThereIsNull() {
        var event = event(Request.get("/"));
        assertEquals("/", event.get("resource").stringValue());
        assertTrue(event.get("body").isNull());
        assertTrue(event.get("queryStringParameters").isNull());
        assertTrue(event.get("multiValueQueryStringParameters").isNull());
        assertTrue(event.get("pathParameters").isNull());
        assertTrue(event.get("requestContext").get("identity").get("userArn").isNull());
        assertNull(event.get("version"));
    }

    @Test
    void fieldsKeepTheirCaseAndAreAListBesidesTheLast() {
        var headers =
                Headers.of("Many", "a", "Cookie", "a=1", "MANY", "b", "Connection", "close", "x-forwarded-for", "::1");
        var event = event(Request.get("/").withHeaders(headers));
        var lists = event.get("multiValueHeaders");
        assertEquals("[\"a\",\"b\"]", lists.get("Many").toString());
        assertEquals("b", event.get("headers").get("Many").stringValue());
        assertEquals("[\"a=1\"]", lists.get("Cookie").toString());
        assertEquals("[\"::1, 127.0.0.1\"]", lists.get("x-forwarded-for").toString());
        assertNull(lists.get("Connection"));
        assertEquals("[\"localhost\"]", lists.get("Host").toString());
    }

    @Test
    void eachBodyIsBinary() {
        var event = event(Request.post("/").json("{}"));
        assertEquals("e30=", event.get("body").stringValue());
        assertTrue(event.get("isBase64Encoded").booleanValue());
    }

    @Test
    void aStageIsOnlyInThePathThatTheClientSees() throws Exception {
        var door = FrontDoor.restApi("dev");
        var event = JSON.readTree(door.event(Request.get("/links")));
        assertEquals("/links", event.get("path").stringValue());
        assertEquals("/dev/links", event.get("requestContext").get("path").stringValue());
        var app = App.of(
                "links",
                Route.get("/links")
                        .to(request -> Response.ok().text(request.links().to("/todos"))));
        assertEquals(
                "http://localhost:8080/dev/todos",
                door.to(app).handle(Request.get("http://localhost:8080/links")).text());
        assertEquals(
                "http://localhost:8080/todos",
                FrontDoor.restApi()
                        .to(app)
                        .handle(Request.get("http://localhost:8080/links"))
                        .text());
    }

    @Test
    void aQueryThatCannotBeDecodedIsRefused() throws Exception {
        var request = Request.get("/?a=%zz");
        assertThrows(IllegalArgumentException.class, () -> FrontDoor.restApi().event(request));
        assertEquals(
                Status.BAD_REQUEST,
                FrontDoor.restApi().to(App.of("none")).handle(request).status());
    }

    @Test
    void listsOfAnAnswerGoBeforeSingleValues() {
        var response = response("{\"statusCode\":201,\"headers\":{\"a\":\"1\",\"B\":\"2\"},\"multiValueHeaders\":"
                + "{\"A\":[\"3\",\"4\"],\"Set-Cookie\":[\"c=1\",\"d=2\"]},\"body\":\"YWJj\",\"isBase64Encoded\":true}");
        assertEquals(Status.CREATED, response.status());
        assertEquals(
                Headers.of("A", "3", "A", "4", "Set-Cookie", "c=1", "Set-Cookie", "d=2", "B", "2"), response.headers());
        assertEquals("abc", response.text());
    }

    @Test
    void someFieldsAreSentOnUnderAnotherName() {
        var response = response("{\"statusCode\":401,\"headers\":{\"WWW-Authenticate\":\"Bearer\"}}");
        assertEquals(
                "Bearer", response.header("x-amzn-Remapped-WWW-Authenticate").orElse("none"));
        assertEquals("none", response.header("WWW-Authenticate").orElse("none"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "{}",
                "\"a\"",
                "[]",
                "{\"a\":1}",
                "{\"statusCode\":200,\"cookies\":[]}",
                "{\"statusCode\":200,\"cookies\":[\"a=1\"]}",
                "{\"statusCode\":200,\"statusDescription\":\"200 OK\"}",
                "{\"statusCode\":200,\"multiValueHeaders\":{\"a\":\"b\"}}",
                "{\"statusCode\":200,\"multiValueHeaders\":{\"a\":[[]]}}",
                "{\"statusCode\":200,\"body\":{}}",
            })
    void anAnswerThatIsNotUnderstoodIsABadGateway(String answer) {
        var response = response(answer);
        assertEquals(Status.BAD_GATEWAY, response.status());
        assertEquals("{\"message\": \"Internal server error\"}", response.text());
    }
}
