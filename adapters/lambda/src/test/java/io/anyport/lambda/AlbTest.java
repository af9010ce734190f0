package io.anyport.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
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
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

/** Both modes of a balancer. */
final class AlbTest {

    private static Request recorded(String name) {
        return Events.request(Events.read(name));
    }

    private static JsonNode single(Response response) {
        var event = Events.read("alb").put("path", "/my/path");
        var app = io.anyport.App.of("answer", io.anyport.http.Mount.mount("/my", request -> response));
        return Events.tree(Events.answer(app, Events.bytes(event)));
    }

    private static JsonNode multi(Response response) {
        return Events.answer("alb-multi", response);
    }

    @Test
    void theDocumentedEventInSingleMode() {
        var request = recorded("alb");
        assertEquals(Method.POST, request.method());
        assertEquals("/my/caf%C3%A9%2Fpath", request.path());
        assertEquals(Optional.of("a=b%20c+%2B&d%5B%5D=%C3%A9"), request.rawQuery(), "encoded as it was");
        assertEquals(Optional.of("b c +"), request.query().first("a"));
        assertEquals(Optional.of("\u00e9"), request.query().first("d[]"));
        assertEquals(Optional.of("value2"), request.cookie("name2"));
        assertEquals("{\"title\":\"ship\"}", request.body().text());
        assertEquals(
                "http://lambda-alb-123578498.us-east-1.elb.amazonaws.com",
                request.origin().toString());

        var invocation = request.invocation();
        assertEquals("lambda:alb", invocation.target());
        assertEquals(Optional.of("72.12.164.125"), invocation.clientAddress(), "the last hop");
        assertEquals(Optional.of("Root=1-5c536348-3d683b8b04734faae651f476"), invocation.trace());
        assertEquals(Optional.empty(), invocation.stage());
        assertEquals(Optional.empty(), invocation.caller());
    }

    @Test
    void theDocumentedEventInMultiMode() {
        var request = recorded("alb-multi");
        assertEquals(Optional.of("a=1&a=1&b=c=d&b=e%26&c="), request.rawQuery());
        assertEquals(List.of("1", "1"), request.query().all("a"));
        assertEquals(List.of("c=d", "e&"), request.query().all("b"));
        assertEquals(List.of("name1=value1", "name2=value2"), request.headers().all("Cookie"));
        assertEquals(Optional.of("value2"), request.cookie("name2"));
        assertEquals("https://www.example.com:8443", request.origin().toString());
        assertEquals("lambda:alb-multi", request.invocation().target());
        assertEquals(Optional.of("2001:db8::2"), request.invocation().clientAddress(), "without the port");
    }

    @Test
    void aHealthCheckIsARequest() {
        var request = recorded("alb-health");
        assertEquals("/", request.path());
        assertEquals(Optional.empty(), request.rawQuery());
        assertEquals(Optional.empty(), request.invocation().clientAddress());
        assertEquals("https://localhost", request.origin().toString());
    }

    @ParameterizedTest
    @CsvSource({
        "192.0.2.1, 192.0.2.1",
        "'203.0.113.7, 192.0.2.1', 192.0.2.1",
        "'203.0.113.7,192.0.2.1:4711', 192.0.2.1",
        "2001:db8::1, 2001:db8::1",
        "'a, [2001:db8::1]:4711', 2001:db8::1",
        "'203.0.113.7, unknown', ",
        "'203.0.113.7, <script>', ",
        "',', ",
    })
    void theClientIsTheLastHop(String field, String address) {
        var event = Events.read("alb");
        Events.headersOf(event).put("x-forwarded-for", field);
        assertEquals(
                Optional.ofNullable(address), Events.request(event).invocation().clientAddress());
    }

    @Test
    void theModeIsTheEventsOwn() {
        var event = Events.read("alb");
        event.putObject("multiValueHeaders");
        assertEquals("lambda:alb-multi", Events.request(event).invocation().target());
        event.putNull("multiValueHeaders");
        assertEquals("lambda:alb", Events.request(event).invocation().target());
    }

    @Test
    void theWholeAnswerInSingleMode() {
        assertEquals(
                "{\"statusCode\":201,\"statusDescription\":\"201 Created\",\"headers\":{\"Content-Type\":"
                        + "\"application/json\",\"Link\":\"</a>, </b>\",\"Set-Cookie\":\"a=1\"},"
                        + "\"isBase64Encoded\":false,\"body\":\"{}\"}",
                single(Response.of(Status.CREATED)
                                .withHeaders(Headers.of("Link", "</a>", "link", "</b>", "set-cookie", "a=1"))
                                .json("{}"))
                        .toString()
                        .replace(
                                "\"Link\":\"</a>, </b>\",\"Content-Type\":\"application/json\"",
                                "\"Content-Type\":\"application/json\",\"Link\":\"</a>, </b>\""));
    }

    @Test
    void theWholeAnswerInMultiMode() {
        assertEquals(
                "{\"statusCode\":404,\"statusDescription\":\"404 Not Found\",\"multiValueHeaders\":{\"Set-Cookie\":"
                        + "[\"a=1\",\"b=2\"]},\"isBase64Encoded\":false,\"body\":\"\"}",
                multi(Response.of(Status.NOT_FOUND).withHeaders(Headers.of("Set-Cookie", "a=1", "set-cookie", "b=2")))
                        .toString());
    }

    @Test
    void aStatusWithoutANameHasNoDescription() {
        var answer = multi(Response.of(Status.of(299)));
        assertNull(answer.get("statusDescription"));
        assertEquals(299, answer.get("statusCode").intValue());
    }

    @Test
    void twoCookiesInSingleModeAreALoudError() {
        var response = Response.ok().withHeaders(Headers.of("Set-Cookie", "a=1", "Set-Cookie", "b=2"));
        var answer = single(response);
        assertEquals(500, answer.get("statusCode").intValue());
        assertEquals(
                "application/problem+json",
                answer.get("headers").get("Content-Type").stringValue());
        assertNull(answer.get("headers").get("Set-Cookie"));

        var json = Json.generator(64);
        var failed = assertThrows(
                IllegalStateException.class, () -> Alb.FORMAT.answer(Method.GET, response, new byte[0], json));
        assertEquals(
                "lambda:alb sends one Set-Cookie at most, and the answer has 2: enable multi-value headers of the load"
                        + " balancer's target group",
                failed.getMessage());
    }

    @Test
    void aFilterThatSetsTwoCookiesDoesNotFailTheInvocation() {
        var app = io.anyport.App.of("answer")
                .with(next -> request ->
                        next.handle(request).withHeaders(Headers.of("Set-Cookie", "a=1", "Set-Cookie", "b=2")));
        var answer = Events.tree(Events.answer(app, Events.bytes("alb")));
        assertEquals(500, answer.get("statusCode").intValue());
        assertTrue(answer.get("body").stringValue().contains("\"requestId\""));
    }

    @ParameterizedTest
    @ValueSource(strings = {"alb", "alb-multi"})
    void aBodyOfMoreThanOneMebibyteIsRefused(String name) {
        var event = Events.read(name).put("body", "x".repeat(1024 * 1024));
        assertNull(Events.received(Events.bytes(event)).refusal());
        event.put("body", "x".repeat(1024 * 1024 + 1));
        var refusal = Events.received(Events.bytes(event)).refusal();
        assertEquals(Status.CONTENT_TOO_LARGE, refusal == null ? Status.OK : refusal.status());
    }

    @Test
    void anAnswerOfMoreThanOneMebibyteIsAProblemAndNotCut() {
        var fits = Response.ok().withBody("text/plain", Body.of("x".repeat(1024 * 1024 - 300)));
        assertEquals(200, multi(fits).get("statusCode").intValue());
        assertEquals(200, single(fits).get("statusCode").intValue());
        var binary = Response.ok().withBody("a/b", Body.of(new byte[800_000]));
        assertEquals(500, multi(binary).get("statusCode").intValue(), "base64 counts");
        assertEquals(500, single(binary).get("statusCode").intValue(), "base64 counts");
    }
}
