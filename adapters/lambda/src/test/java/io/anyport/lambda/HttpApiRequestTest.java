package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.http.Method;
import io.anyport.http.Origin;
import io.anyport.http.Request;
import io.anyport.lambda.local.FrontDoor;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.node.ObjectNode;

final class HttpApiRequestTest {

    private static final String TRACE = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";

    private static Request recorded(String name) {
        return Events.request(Events.read(name));
    }

    @Test
    void theDocumentedEventOfAnHttpApi() {
        var request = recorded("http-api");
        assertEquals(Method.POST, request.method());
        assertEquals("/my/path", request.path());
        assertEquals(Optional.of("parameter1=value1&parameter1=value2&parameter2=value"), request.rawQuery());
        assertEquals(List.of("value1", "value2"), request.query().all("parameter1"));
        assertEquals(List.of("value1,value2"), request.headers().all("Header2"), "never split");
        assertEquals(
                List.of("cookie1=value1; cookie2=value2"), request.headers().all("Cookie"));
        assertEquals("{\"title\":\"ship\"}", request.body().text());
        assertEquals(new Origin("https", "id.execute-api.us-east-1.amazonaws.com", ""), request.origin());

        var invocation = request.invocation();
        assertEquals("lambda:http-api", invocation.target());
        assertEquals("JKJaXmPLvHcESHA=", invocation.id());
        assertEquals(Optional.of("192.0.2.1"), invocation.clientAddress());
        assertEquals(Optional.of("Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e"), invocation.trace());
    }

    @Test
    void theDocumentedEventOfAFunctionUrl() {
        var request = recorded("function-url");
        assertEquals("/my/caf%C3%A9%2Fpath", request.path());
        assertEquals(List.of("cookie1=1; cookie2=2"), request.headers().all("Cookie"), "never twice");
        assertEquals("Hello from client!", request.body().text());
        assertEquals("lambda:function-url", request.invocation().target());
        assertEquals(
                "https://url-id.lambda-url.us-west-2.on.aws", request.origin().toString());
    }

    @Test
    void aRequestWithoutQueryCookiesAndBody() {
        var request = recorded("http-api-get");
        assertEquals(Method.GET, request.method());
        assertEquals(Optional.empty(), request.rawQuery());
        assertFalse(request.headers().contains("Cookie"));
        assertEquals(0, request.body().bytes().length);
        assertEquals(8, request.headers().size());
    }

    @Test
    void aStageIsNotInThePathButInTheLinks() {
        var request = recorded("http-api-stage");
        assertEquals("/my/path", request.path());
        assertEquals(
                "https://70ixmpl4fl.execute-api.us-east-2.amazonaws.com/dev/todos",
                request.links().to("/todos"));
    }

    @Test
    void aFormArrivesInBase64() {
        var request = recorded("http-api-stage");
        assertEquals(Optional.of("a+c"), request.form().first("title").map(title -> title.replace(' ', '+')));
        assertEquals("a=1&a=1&b=c=d&e=f%2Bg+h", request.rawQuery().orElseThrow());
        assertEquals(List.of("1", "1"), request.query().all("a"));
        assertEquals(Optional.of("c=d"), request.query().first("b"));
        assertEquals(Optional.of("f+g h"), request.query().first("e"));
    }

    @ParameterizedTest
    @CsvSource({
        "dev, /dev/my/path, /my/path, /dev",
        "dev, /dev, /, /dev",
        "dev, /dev/, /, /dev",
        "dev, /dev/dev/a, /dev/a, /dev",
        "api, /apiary, /apiary, ''",
        "api, /other/api, /other/api, ''",
        "$default, /$default/a, /$default/a, ''",
        "'', /a, /a, ''",
        "'a/', /a//b, /a//b, ''",
    })
    void aStageIsStrippedOnceAtTheEndOfASegment(String stage, String rawPath, String path, String base) {
        var event = Events.at(rawPath);
        Events.platformOf(event).put("stage", stage);
        var request = Events.request(event);
        assertEquals(path, request.path());
        assertEquals(base, request.origin().base());
    }

    @Test
    void clientsOfACustomDomainDoNotSeeTheStage() {
        var event = Events.at("/dev/my/path");
        Events.platformOf(event).put("stage", "dev").put("domainName", "api.example.com");
        Events.headersOf(event).put("host", "api.example.com");
        var request = Events.request(event);
        assertEquals("/my/path", request.path());
        assertEquals("https://api.example.com", request.origin().toString());
    }

    @ParameterizedTest
    @CsvSource(
            delimiterString = " -> ",
            value = {
                "/a b -> /a%20b",
                "/caf\u00e9 -> /caf%C3%A9",
                "/\ud83d\udea2 -> /%F0%9F%9A%A2",
                "/100% -> /100%25",
                "/%41 -> /%2541",
                "/a;v=1,2/!$&'()*+:@~-._ -> /a;v=1,2/!$&'()*+:@~-._",
                "/a\"<>\\^`{|}[]#? -> /a%22%3C%3E%5C%5E%60%7B%7C%7D%5B%5D%23%3F",
                "//a//b/ -> //a//b/",
            })
    void whatAnHttpApiHasDecodedIsEscapedAgain(String rawPath, String path) {
        assertEquals(path, Events.request(Events.at(rawPath)).path());
    }

    @Test
    void controlsAreEscapedForCoreToJudge() {
        assertEquals(
                "/a%00%0D%0A%7F", Events.request(Events.at("/a\0\r\n\u007f")).path());
    }

    @Test
    void theOrderOfFieldsDoesNotMatter() {
        var expected = recorded("http-api");
        var random = new Random(7);
        for (int i = 0; i < 200; i++) {
            var request = Events.request(shuffled(Events.read("http-api"), random));
            assertEquals(expected.method(), request.method());
            assertEquals(expected.path(), request.path());
            assertEquals(expected.origin(), request.origin());
            assertEquals(expected.body().text(), request.body().text());
            assertEquals(
                    expected.invocation().clientAddress(), request.invocation().clientAddress());
            assertEquals(expected.headers().size(), request.headers().size());
        }
    }

    private static ObjectNode shuffled(ObjectNode node, Random random) {
        var names = new ArrayList<>(node.propertyNames());
        Collections.shuffle(names, random);
        var shuffled = node.objectNode();
        for (String name : names) {
            var value = node.get(name);
            shuffled.set(name, value instanceof ObjectNode object ? shuffled(object, random) : value);
        }
        return shuffled;
    }

    @Test
    void unknownFieldsAreSkippedAtAnyDepth() {
        var event = Events.read("http-api");
        var like = Events.read("function-url");
        event.set("detail", like);
        Events.platformOf(event).set("authorizer", like);
        Events.httpOf(event).set("http", like);
        event.putArray("more").add(like).addArray().add(like);
        var request = Events.request(event);
        assertEquals("/my/path", request.path());
        assertEquals("lambda:http-api", request.invocation().target());

        String deep = "[".repeat(5000) + "]".repeat(5000);
        var text = "{\"deep\":" + deep + "," + event.toString().substring(1);
        assertEquals("/my/path", Events.received(text.getBytes(UTF_8)).request().path());
    }

    @Test
    void whatIsNullIsNotThere() {
        var event = Events.read("http-api");
        event.putNull("body").putNull("cookies").putNull("rawQueryString").putNull("isBase64Encoded");
        Events.headersOf(event).putNull("header1");
        assertNull(EventReader.read(Events.bytes(event)).illTyped);
        var request = Events.request(event);
        assertEquals(0, request.body().bytes().length);
        assertFalse(request.headers().contains("header1"));
        assertFalse(request.headers().contains("cookie"));

        event.putNull("headers");
        assertEquals(
                "https://id.execute-api.us-east-1.amazonaws.com",
                Events.request(event).origin().toString());
    }

    @Test
    void aCookieFieldIsKeptIfThereIsNoList() {
        var event = Events.read("http-api");
        event.putArray("cookies");
        Events.headersOf(event).put("Cookie", "a=1");
        assertEquals(Optional.of("1"), Events.request(event).cookie("a"));
    }

    @ParameterizedTest
    @CsvSource({"https, https", "http, http", "HTTP, http", "ws, https", "'', https"})
    void theSchemeIsTheForwardedOne(String forwarded, String scheme) {
        var event = Events.read("http-api");
        Events.headersOf(event).put("x-forwarded-proto", forwarded);
        assertEquals(scheme, Events.request(event).origin().scheme());
    }

    @ParameterizedTest
    @ValueSource(strings = {"PURGE", "get", "M-SEARCH"})
    void anyTokenIsAMethod(String method) {
        var event = Events.read("http-api");
        Events.httpOf(event).put("method", method);
        assertEquals(method, Events.request(event).method().name());
    }

    @Test
    void whatAClientDidWrongIsARefusalWithAllThatIsLeft() {
        String malformed = "The method, a header field or the host is malformed.";
        var wrongMethod = Events.read("http-api");
        Events.httpOf(wrongMethod).put("method", "G T");
        assertRefused(malformed, wrongMethod);

        var wrongHost = Events.read("http-api");
        Events.headersOf(wrongHost).put("host", "a b");
        assertRefused(malformed, wrongHost);

        var wrongField = Events.read("http-api");
        Events.headersOf(wrongField).put("a b", "c").put("d", "e\r\nf: g").put("origin", "https://example.com");
        assertRefused(malformed, wrongField);
        var left = Events.request(wrongField);
        assertEquals(Optional.of("https://example.com"), left.header("Origin"));
        assertFalse(left.headers().contains("d"));

        assertRefused("The body is not valid Unicode.", Events.read("http-api").put("body", "a\ud83db"));
        assertRefused("The body is not valid Unicode.", Events.read("http-api").put("body", "\udea2"));
        assertRefused("The path is not valid Unicode.", Events.at("/a\ud83d"));
    }

    private static void assertRefused(String detail, ObjectNode event) {
        var refusal = Events.received(Events.bytes(event)).refusal();
        assertEquals(Optional.of(detail), refusal == null ? Optional.empty() : refusal.detail());
    }

    @Test
    void aPairOfSurrogatesIsACharacter() {
        var received = Events.received(Events.bytes(Events.read("http-api").put("body", "\ud83d\udea2")));
        assertNull(received.refusal());
        assertEquals("\ud83d\udea2", received.request().body().text());
    }

    @Test
    void aBodyThatIsNotInItsEncodingIsTheFaultOfTheEvent() {
        var event = Events.read("http-api").put("isBase64Encoded", true);
        assertThrows(EventException.class, () -> Events.request(event));
    }

    @Test
    void theTraceIsTheOneThatBeganAtTheClient() {
        var event = Events.read("http-api");
        Events.headersOf(event).put("traceparent", TRACE);
        assertEquals(Optional.of(TRACE), Events.request(event).invocation().trace());
        Events.headersOf(event).put("traceparent", "secret");
        assertEquals(
                Optional.of("Root=1-5e6722a7-cc56xmpl46db7ae02d4da47e"),
                Events.request(event).invocation().trace());
    }

    @Test
    void thePlatformKnowsMore() throws Exception {
        var seen = new ArrayList<io.anyport.Invocation>();
        var app = io.anyport.App.of("see", io.anyport.http.Route.get("/").to(request -> {
            seen.add(request.invocation());
            return io.anyport.http.Response.ok();
        }));
        FrontDoor.httpApi().to(app).handle(Request.get("/").withHeader("traceparent", TRACE));
        var invocation = seen.get(0);
        assertEquals(36, invocation.id().length(), "the platform's id and not the gateway's");
        assertTrue(invocation.remaining().orElseThrow().toSeconds() >= 20);
        assertEquals(Optional.of(TRACE), invocation.trace());
    }
}
