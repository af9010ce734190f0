package io.anyport.undertow;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Filter;
import io.anyport.http.Problem;
import io.anyport.http.Response;
import io.anyport.undertow.RawRequests.Raw;
import java.io.EOFException;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** Each of {@link RawRequests}, however it is cut into pieces, with a request behind it that must be seen once or not at all. */
final class RawRequestsTest {

    /** Answers whatever is for no route, which is all but what the server refuses. */
    private static final Filter ECHO = next -> request -> {
        var answer = next.handle(request);
        int status = answer.status().code();
        return status == 404 || status == 405
                ? Response.ok().text(request.path() + "[" + request.body().bytes().length + "]")
                : answer;
    };

    private static final UndertowServer SERVER =
            UndertowServer.start(App.of("raw").with(ECHO), 0);

    private static final String LAST = "GET /last HTTP/1.1\r\nHost: a\r\nConnection: close\r\n\r\n";

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    static List<Raw> all() {
        return RawRequests.all();
    }

    @ParameterizedTest
    @MethodSource("all")
    void inOnePiece(Raw raw) throws IOException {
        try (var client = new SocketClient(SERVER.port())) {
            client.send(raw.bytes() + LAST);
            assertAnswered(raw, client);
        }
    }

    @ParameterizedTest
    @MethodSource("all")
    void inPieces(Raw raw) throws IOException {
        var random = new Random(raw.name().hashCode());
        byte[] bytes = raw.toBytes();
        int longest = bytes.length < 200 ? 1 : 4_000;
        try (var client = new SocketClient(SERVER.port())) {
            for (int i = 0; i < bytes.length; ) {
                int end = Math.min(bytes.length, i + 1 + random.nextInt(longest));
                client.send(java.util.Arrays.copyOfRange(bytes, i, end));
                i = end;
            }
            client.send(LAST);
            assertAnswered(raw, client);
        } catch (java.net.SocketException closed) {
            assertTrue(!raw.isKept(), "closed by the server while it was being sent to");
        }
    }

    private static void assertAnswered(Raw raw, SocketClient client) throws IOException {
        client.finishSending();
        var answers = new ArrayList<String>();
        try {
            while (answers.size() < 100) {
                var answer = client.answer();
                answers.add(told(answer));
                if (answer.status().code() != 200) {
                    assertEquals(
                            raw.isKept() ? "none" : "close",
                            answer.header("Connection").orElse("none"));
                    assertEquals(
                            Problem.MEDIA_TYPE, answer.header("Content-Type").orElse("none"), raw.name());
                }
            }
        } catch (EOFException end) {
            assertEquals("broke off after ''", end.getMessage());
        }
        var expected = new ArrayList<>(raw.answers());
        if (raw.isKept()) {
            expected.add("/last[0]");
        }
        assertEquals(expected, answers, raw.name());
    }

    private static String told(Response answer) {
        return answer.status().code() == 200
                ? answer.text()
                : String.valueOf(answer.status().code());
    }
}
