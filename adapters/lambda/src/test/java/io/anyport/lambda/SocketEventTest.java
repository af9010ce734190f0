package io.anyport.lambda;

import static io.anyport.event.SocketRoute.socket;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.event.SocketFrame;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.util.ArrayList;
import java.util.List;
import java.util.OptionalInt;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.FieldSource;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.JsonNode;

final class SocketEventTest {

    static final List<String> NAMES = Events.SOCKETS;

    record Say(String text) {}

    static final class Banned extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static App keeping(List<SocketFrame> frames) {
        return App.of(
                        "chat",
                        socket("$connect").to(frame -> {
                            frames.add(frame);
                            if (frame.query().first("name").orElse("").isEmpty()) {
                                throw new Banned();
                            }
                            return Response.ok().withHeader("Sec-WebSocket-Protocol", "v1");
                        }),
                        socket("$disconnect").to(frame -> {
                            frames.add(frame);
                            return Response.ok();
                        }),
                        socket("say").to(Say.class, (Say say, SocketFrame frame) -> {
                            frames.add(frame);
                            return say;
                        }),
                        socket("$default").to(frame -> {
                            frames.add(frame);
                            return Response.ok()
                                    .text("x".repeat(frame.body().text().equals("long") ? 200_000 : 1));
                        }))
                .problem(Banned.class, Status.FORBIDDEN);
    }

    private static String answer(JsonNode event, List<SocketFrame> frames) {
        return new String(Events.answer(keeping(frames), Events.bytes(event)), UTF_8);
    }

    private static SocketFrame frame(String name) {
        var frames = new ArrayList<SocketFrame>();
        answer(Events.read("other/" + name), frames);
        return frames.get(0);
    }

    @Test
    void aClientConnects() {
        var frame = frame("websocket-connect");
        assertEquals(SocketFrame.Kind.CONNECT, frame.kind());
        assertEquals("HzVZbdDnoAMCK3w=", frame.connection());
        assertEquals("https://abcdef123.execute-api.us-east-2.amazonaws.com/prod", frame.callback());
        assertEquals("v1", frame.headers().first("sec-websocket-protocol").orElseThrow());
        assertEquals("bob &co", frame.query().first("name").orElseThrow());
        var invocation = frame.invocation();
        assertEquals("lambda:websocket", invocation.target());
        assertEquals("192.0.2.3", invocation.clientAddress().orElseThrow());
        assertEquals("prod", invocation.stage().orElseThrow());
        var caller = invocation.caller().orElseThrow();
        assertEquals("user-7", caller.id().orElseThrow());
        assertEquals("acme", caller.claim("tenant").orElseThrow());
        assertEquals(
                "{\"statusCode\":200,\"headers\":{\"Sec-WebSocket-Protocol\":\"v1\"}}",
                answer(Events.read("other/websocket-connect"), new ArrayList<>()));
    }

    @Test
    void aClientIsRefused() {
        var event = Events.read("other/websocket-connect");
        event.remove(List.of("queryStringParameters", "multiValueQueryStringParameters"));
        var answer = Events.tree(answer(event, new ArrayList<>()).getBytes(UTF_8));
        assertEquals(403, answer.get("statusCode").intValue());
    }

    @Test
    void aMessageIsAnswered() {
        var frame = frame("websocket-message");
        assertEquals(SocketFrame.Kind.MESSAGE, frame.kind());
        assertEquals("say", frame.route());
        assertEquals(
                "{\"statusCode\":200,\"isBase64Encoded\":false,\"body\":\"{\\\"text\\\":\\\"hi\\\"}\"}",
                answer(Events.read("other/websocket-message"), new ArrayList<>()));
        assertEquals("ping", frame("websocket-default").body().text());
        var unknown = Events.read("other/websocket-message").put("body", "{}");
        assertTrue(answer(unknown, new ArrayList<>()).startsWith("{\"statusCode\":400,"));
        var binary = Events.read("other/websocket-default")
                .put("isBase64Encoded", true)
                .put("body", "cGluZw==");
        var frames = new ArrayList<SocketFrame>();
        answer(binary, frames);
        assertEquals("ping", frames.get(0).body().text());
    }

    @Test
    void aClientIsGone() {
        var frame = frame("websocket-disconnect");
        assertEquals(SocketFrame.Kind.DISCONNECT, frame.kind());
        assertEquals(OptionalInt.of(1001), frame.closeCode());
    }

    @Test
    void anAnswerThatIsTooLongIsAFailure() {
        var event = Events.read("other/websocket-default").put("body", "long");
        assertEquals("{\"statusCode\":500}", answer(event, new ArrayList<>()));
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void theOrderOfFieldsDoesNotMatter(String name) {
        var event = Events.read("other/" + name);
        assertEquals(answer(event, new ArrayList<>()), answer(Events.turned(event), new ArrayList<>()));
    }

    @ParameterizedTest
    @ValueSource(strings = {"routeKey", "eventType"})
    void whatIsNotCompleteIsRefusedByItsField(String field) {
        var event = Events.read("other/websocket-message");
        Events.platformOf(event).remove(field);
        var refused = assertThrows(EventException.class, () -> answer(event, new ArrayList<>()));
        assertEquals(
                "the event is a WebSocket API event, but its requestContext." + field
                        + " is missing or not what it should be",
                refused.getMessage());
        Events.platformOf(event).putArray(field);
        assertThrows(EventException.class, () -> answer(event, new ArrayList<>()));
    }
}
