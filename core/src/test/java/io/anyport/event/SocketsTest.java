package io.anyport.event;

import static io.anyport.event.SocketRoute.socket;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.App;
import io.anyport.codec.TinyJson;
import io.anyport.http.Headers;
import io.anyport.http.Query;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class SocketsTest {

    record Say(String text) {}

    static final class Banned extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static final App CHAT = App.of(
                    "chat",
                    socket("$connect").to(frame -> {
                        if (frame.query().first("name").orElse("").equals("mallory")) {
                            throw new Banned();
                        }
                        return Response.ok()
                                .withHeader(
                                        "Sec-WebSocket-Protocol",
                                        frame.headers()
                                                .first("Sec-WebSocket-Protocol")
                                                .orElse("none"));
                    }),
                    socket("say").to(Say.class, (say, frame) -> new Say(frame.connection() + ": " + say.text())),
                    socket("quiet").run(Say.class, say -> {}),
                    socket("maybe").to(Say.class, (Say say) -> Optional.empty()),
                    socket("$default")
                            .to(frame -> Response.ok().text(frame.body().text())))
            .codec(new TinyJson())
            .problem(Banned.class, Status.FORBIDDEN);

    private static String answer(SocketFrame frame) {
        var response = CHAT.receive(frame);
        return response.status().code() + " " + response.body().text();
    }

    @Test
    void aMessageGoesToItsKey() {
        assertEquals("200 {\"text\":\"c1: hi\"}", answer(SocketFrame.message("c1", "say", "{\"text\":\"hi\"}")));
        assertEquals("200 ", answer(SocketFrame.message("c1", "quiet", "{\"text\":\"hi\"}")));
        assertEquals("200 ", answer(SocketFrame.message("c1", "maybe", "{\"text\":\"hi\"}")));
        assertEquals("200 hi", answer(SocketFrame.message("c1", "$default", "hi")));
        assertEquals("200 hi", answer(SocketFrame.message("c1", "other", "hi")));
    }

    @Test
    void whatIsNotTheInputIsAProblem() {
        assertEquals(
                "400 {\"title\":\"Bad Request\",\"status\":400,\"detail\":\"The input is not valid.\","
                        + "\"errors\":[{\"detail\":\"expected a string\",\"pointer\":\"#/text\"}]}",
                answer(SocketFrame.message("c1", "say", "{}")));
    }

    @Test
    void aConnectionIsRefusedByAProblem() {
        var mallory = SocketFrame.connect("c1").with(Headers.EMPTY, Query.parse("name=mallory"));
        assertEquals(Status.FORBIDDEN, CHAT.receive(mallory).status());
        var bob = SocketFrame.connect("c1").with(Headers.of("sec-websocket-protocol", "v1"), Query.EMPTY);
        assertEquals(
                "v1",
                CHAT.receive(bob).headers().first("Sec-WebSocket-Protocol").orElseThrow());
    }

    @Test
    void whoeverIsNotAskedMayLeave() {
        assertEquals("200 ", answer(SocketFrame.disconnect("c1")));
    }

    @Test
    void withoutADefaultAnUnknownKeyIsNotFound() {
        var strict = App.of("strict", socket("say").to(frame -> Response.ok()));
        assertEquals(
                Status.NOT_FOUND,
                strict.receive(SocketFrame.message("c1", "other", "")).status());
        assertEquals(Status.OK, strict.receive(SocketFrame.connect("c1")).status());
    }

    @Test
    void withoutSocketsAFrameIsRefused() {
        var refused = assertThrows(UnboundSource.class, () -> App.of("none").receive(SocketFrame.connect("c1")));
        assertEquals("nothing is bound to WebSockets; bound: nothing", refused.getMessage());
    }
}
