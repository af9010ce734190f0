package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.http.Request;
import java.util.ArrayList;
import java.util.Collections;
import java.util.Random;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What holds for the events of every front door. */
final class FormatsTest {

    @ParameterizedTest
    @FieldSource("io.anyport.lambda.Events#UNDERSTOOD")
    void theOrderOfFieldsDoesNotMatter(String name) {
        var expected = Events.request(Events.read(name));
        var random = new Random(7);
        for (int i = 0; i < 100; i++) {
            assertSame(expected, Events.request(shuffled(Events.read(name), random)));
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

    private static void assertSame(Request expected, Request request) {
        assertEquals(expected.method(), request.method());
        assertEquals(expected.path(), request.path());
        assertEquals(expected.rawQuery().map(String::length), request.rawQuery().map(String::length));
        assertEquals(expected.origin(), request.origin());
        assertEquals(expected.body().text(), request.body().text());
        assertEquals(expected.headers().size(), request.headers().size());
        assertEquals(expected.invocation().target(), request.invocation().target());
        assertEquals(expected.invocation().clientAddress(), request.invocation().clientAddress());
        assertEquals(expected.invocation().caller(), request.invocation().caller());
        assertEquals(expected.invocation().stage(), request.invocation().stage());
    }

    @ParameterizedTest
    @FieldSource("io.anyport.lambda.Events#UNDERSTOOD")
    void unknownFieldsAreSkippedAtAnyDepth(String name) {
        var expected = Events.request(Events.read(name));
        var event = Events.read(name);
        event.putArray("more").add(Events.read("http-api")).addArray().add(Events.read("alb"));
        event.set("detail", Events.read("rest-api"));
        Events.platformOf(event).set("more", Events.read("other/websocket-message"));
        String deep = "[".repeat(5000) + "]".repeat(5000);
        String text = "{\"deep\":" + deep + "," + event.toString().substring(1);
        assertSame(expected, Events.received(text.getBytes(UTF_8)).request());
    }

    @ParameterizedTest
    @FieldSource("io.anyport.lambda.Events#UNDERSTOOD")
    void bodiesMayBeBase64(String name) {
        var event = Events.read(name).put("body", "/w==").put("isBase64Encoded", true);
        assertEquals(1, Events.request(event).body().bytes().length);
        assertEquals((byte) 0xff, Events.request(event).body().bytes()[0]);
    }

    @ParameterizedTest
    @FieldSource("io.anyport.lambda.Events#UNDERSTOOD")
    void anEventOverTheLimitIsRefused(String name) {
        var event = Events.read(name).put("body", "x".repeat(LambdaHandler.EVENT_LIMIT));
        JsonNode answer = Events.tree(Events.answer(RefusedEventTest.APP, Events.bytes(event)));
        assertEquals(413, answer.get("statusCode").intValue());
        assertTrue(answer.get("body").stringValue().contains("must be at most"));
        assertNotNull(answer.get("isBase64Encoded"));
    }
}
