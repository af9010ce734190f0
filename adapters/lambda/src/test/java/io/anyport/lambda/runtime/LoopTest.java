package io.anyport.lambda.runtime;

import static io.anyport.lambda.runtime.ScriptedApi.CUT;
import static io.anyport.lambda.runtime.ScriptedApi.answer;
import static io.anyport.lambda.runtime.ScriptedApi.event;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What the loop does with a Runtime API that answers this and that. A script ends with a 403, at which the loop does. */
@Timeout(60)
final class LoopTest {

    private static final String TAKEN = answer(202, "", "{}");
    private static final String END = answer(403, "", "the end");
    private static final String NEXT = "GET /2018-06-01/runtime/invocation/next ";

    private static final RequestStreamHandler ECHO = (input, output, context) ->
            output.write(("echo " + new String(input.readAllBytes(), UTF_8)).getBytes(UTF_8));

    private static ScriptedApi run(RequestStreamHandler handler, String... script) throws IOException {
        var api = ScriptedApi.answering(script);
        var loop = new Loop(handler, new ApiConnection(api.authority()), new Patience(3, 1));
        var failure = assertThrows(IOException.class, loop::run);
        assertTrue(failure.toString().contains("403"), failure.toString());
        return api;
    }

    private static String response(String id, String content) {
        return "POST /2018-06-01/runtime/invocation/" + id + "/response " + content;
    }

    @Test
    void invocationsAreAnsweredOneAfterTheOther() throws Exception {
        try (var api = run(ECHO, event("a", "1"), TAKEN, event("b", ""), TAKEN, END)) {
            assertEquals(NEXT, api.request());
            assertEquals(response("a", "echo 1"), api.request());
            assertEquals(NEXT, api.request());
            assertEquals(response("b", "echo "), api.request());
            assertEquals(NEXT, api.request());
        }
    }

    @Test
    void anEventMayComeInChunksOrUpToTheEndOfTheConnection() throws Exception {
        String id = "HTTP/1.1 200 OK\r\nLambda-Runtime-Aws-Request-Id: a\r\n";
        String chunked =
                id + "Transfer-Encoding: chunked\r\n\r\n3;x=y\r\nabc\r\n0B\r\n0123456789a\r\n0\r\nTrailer: 1\r\n\r\n";
        String interim = "HTTP/1.1 100 Continue\r\n\r\n" + chunked;
        try (var api = run(ECHO, chunked, TAKEN, interim, TAKEN, END)) {
            api.request();
            assertEquals(response("a", "echo abc0123456789a"), api.request());
            api.request();
            assertEquals(response("a", "echo abc0123456789a"), api.request());
        }
    }

    @ParameterizedTest
    @MethodSource("passing")
    void whatPassesIsTriedAgain(String trouble) throws Exception {
        try (var api = run(ECHO, trouble, trouble, event("a", "1"), trouble, trouble, TAKEN, END)) {
            for (int i = 0; i < 3; i++) {
                assertEquals(NEXT, api.request());
            }
            for (int i = 0; i < 3; i++) {
                assertEquals(response("a", "echo 1"), api.request());
            }
        }
    }

    static Stream<String> passing() {
        return Stream.of(
                CUT,
                answer(500, "", "{}"),
                answer(503, "Connection: close\r\n", ""),
                answer(429, "", ""),
                "HTTP/1.1 2xx\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: -1\r\n\r\n",
                "HTTP/1.1 200 OK\r\nContent-Length: 99999999999\r\n\r\n",
                "HTTP/1.1 200 OK\r\nTransfer-Encoding: chunked\r\n\r\nzz\r\n",
                "SSH-2.0-OpenSSH_9.2\r\n");
    }

    @ParameterizedTest
    @ValueSource(strings = {CUT, "HTTP/1.1 500 No\r\nContent-Length: 0\r\n\r\n"})
    void whatDoesNotPassEndsTheLoopAfterABoundedNumberOfAttempts(String trouble) throws Exception {
        try (var api = ScriptedApi.answering(trouble, trouble, trouble, event("a", "1"))) {
            var loop = new Loop(ECHO, new ApiConnection(api.authority()), new Patience(3, 1));
            assertThrows(IOException.class, loop::run);
            for (int i = 0; i < 3; i++) {
                assertEquals(NEXT, api.request());
            }
        }
    }

    @Test
    void anAnswerThatWasTakenAlreadyIsNotAFailure() throws Exception {
        try (var api =
                run(ECHO, event("a", "1"), CUT, answer(400, "", "InvalidRequestID"), event("b", "2"), TAKEN, END)) {
            api.request();
            assertEquals(response("a", "echo 1"), api.request());
            assertEquals(response("a", "echo 1"), api.request());
            assertEquals(NEXT, api.request());
            assertEquals(response("b", "echo 2"), api.request());
        }
    }

    @Test
    void anAnswerThatIsRefusedIsAFailureOfTheInvocation() throws Exception {
        try (var api = run(ECHO, event("a", "1"), answer(413, "", ""), TAKEN, event("b", "2"), TAKEN, END)) {
            api.request();
            api.request();
            String told = api.request();
            assertTrue(told.startsWith("POST /2018-06-01/runtime/invocation/a/error {\"errorMessage\":"), told);
            assertEquals(NEXT, api.request());
            assertEquals(response("b", "echo 2"), api.request());
        }
    }

    /** Who says more than it was asked for is not to have an answer to the next question ready. */
    @Test
    void anEventThatNobodyAskedForIsNone() throws Exception {
        try (var api = run(ECHO, event("a", "1"), TAKEN + event("evil", "2"), event("b", "3"), TAKEN, END)) {
            api.request();
            assertEquals(response("a", "echo 1"), api.request());
            assertEquals(NEXT, api.request());
            assertEquals(response("b", "echo 3"), api.request());
        }
    }

    /** 413 is never the second answer to an answer that was taken. */
    @Test
    void anAnswerThatIsTooLargeIsAFailureAfterTroubleToo() throws Exception {
        for (String trouble : List.of(CUT, answer(500, "", ""))) {
            try (var api = run(ECHO, event("a", "1"), trouble, answer(413, "", ""), TAKEN, END)) {
                api.request();
                api.request();
                api.request();
                assertTrue(api.request().startsWith("POST /2018-06-01/runtime/invocation/a/error {"));
            }
        }
    }

    @Test
    void aLongTextOfAFailureIsCut() throws Exception {
        RequestStreamHandler failing = (input, output, context) -> {
            throw new IllegalStateException("x".repeat(100_000));
        };
        try (var api = run(failing, event("a", ""), TAKEN, END)) {
            api.request();
            assertTrue(api.request().contains("{\"errorMessage\":\"" + "x".repeat(8192) + "...\",\"errorType\":"));
        }
    }

    @Test
    void aHandlerThatThrowsFailsItsInvocationOnly() throws Exception {
        RequestStreamHandler failing = (input, output, context) -> {
            output.write('x');
            if (input.read() == '!') {
                throw new StackOverflowError("\"\u0001\\\ud83d\n");
            }
        };
        try (var api = run(failing, event("a", "!"), TAKEN, event("b", "?"), TAKEN, END)) {
            api.request();
            String told = api.request();
            assertTrue(
                    told.startsWith("POST /2018-06-01/runtime/invocation/a/error {\"errorMessage\":"
                            + "\"\\\"\\u0001\\\\\\ud83d\\u000a\",\"errorType\":\"java.lang.StackOverflowError\","
                            + "\"stackTrace\":[\"io.anyport"),
                    told);
            api.request();
            assertEquals(response("b", "x"), api.request());
        }
    }

    @Test
    void theContextIsThatOfTheEvent() throws Exception {
        RequestStreamHandler telling = (input, output, context) -> output.write(
                (context.getAwsRequestId() + " " + context.getRemainingTimeInMillis() + " " + context.getXrayTraceId())
                        .getBytes(UTF_8));
        String later = answer(
                200,
                "LAMBDA-RUNTIME-AWS-REQUEST-ID:b\r\nLambda-Runtime-Trace-Id: Root=1\r\nlambda-runtime-deadline-ms: soon\r\n",
                "");
        try (var api = run(telling, event("a", ""), TAKEN, later, TAKEN, END)) {
            api.request();
            assertEquals(response("a", "a 0 null"), api.request());
            api.request();
            assertEquals(response("b", "b 2147483647 Root=1"), api.request());
        }
    }
}
