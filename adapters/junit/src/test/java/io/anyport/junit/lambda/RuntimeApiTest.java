package io.anyport.junit.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.junit.lambda.Outcome.Kind;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** The Runtime API as a runtime sees it. */
@Timeout(60)
final class RuntimeApiTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RuntimeApi api;
    private RawClient client;

    @BeforeEach
    void start() throws IOException {
        api = RuntimeApi.start();
        client = RawClient.of(api);
    }

    @AfterEach
    void close() throws IOException {
        client.close();
        api.close();
    }

    @Test
    void anInvocationIsHandedOutWithAllThatThePlatformTells() throws Exception {
        long before = System.currentTimeMillis();
        api.invoke(InvokeRequest.of("{\"a\":\"é\"}")
                .withId("a-1")
                .withTimeout(Duration.ofSeconds(3))
                .withTrace("Root=1")
                .withClientContext("{\"client\":{}}")
                .withCognitoIdentity("{\"cognitoIdentityId\":\"x\"}")
                .withField("Lambda-Runtime-Aws-Tenant-Id", "blue"));
        var next = client.next();
        assertEquals(200, next.status());
        assertEquals("{\"a\":\"é\"}", next.content());
        long deadline = Long.parseLong(next.fields().remove("Lambda-Runtime-Deadline-Ms"));
        assertTrue(deadline >= before + 3000 && deadline <= System.currentTimeMillis() + 3000);
        assertEquals(
                "{Content-Length=10, Content-Type=application/json, Lambda-Runtime-Aws-Request-Id=a-1, "
                        + "Lambda-Runtime-Aws-Tenant-Id=blue, Lambda-Runtime-Client-Context={\"client\":{}}, "
                        + "Lambda-Runtime-Cognito-Identity={\"cognitoIdentityId\":\"x\"}, "
                        + "Lambda-Runtime-Invoked-Function-Arn=arn:aws:lambda:eu-west-1:123456789012:function:local, "
                        + "Lambda-Runtime-Trace-Id=Root=1}",
                next.fields().toString());
    }

    @Test
    void anAnswerIsTakenOnce() throws Exception {
        var invoked = api.invoke("1");
        String path = "invocation/" + client.next().id() + "/response";
        assertEquals(202, client.post(path, "", "{}").status());
        var outcome = invoked.outcome(PATIENCE);
        assertEquals(Kind.RESPONSE, outcome.kind());
        assertEquals("{}", outcome.text());
        assertEquals(outcome.id(), api.outcome(PATIENCE).id());
        assertEquals(List.of(), api.remarks());
        assertEquals(403, client.post(path, "", "{}").status());
        assertEquals(
                403, client.post(path.replace("response", "error"), "", "{}").status());
        assertEquals(2, api.remarks().size(), api.remarks()::toString);
        assertThrows(TimeoutException.class, () -> api.outcome(Duration.ZERO));
    }

    @Test
    void anAnswerToNothingIsRefused() throws Exception {
        var waiting = api.invoke("1");
        for (String id : List.of("nobody", waiting.id())) {
            var refused = client.post("invocation/" + id + "/response", "", "{}");
            assertEquals(400, refused.status());
            assertTrue(refused.content().contains("InvalidRequestID"), refused.content());
        }
        assertEquals(404, client.post("invocation/response", "", "{}").status());
        assertEquals(404, client.post("invocation/a/b/response", "", "{}").status());
        assertEquals(4, api.remarks().size(), api.remarks()::toString);
        assertFalse(waiting.isDone());
        var late = assertThrows(TimeoutException.class, () -> waiting.outcome(Duration.ZERO));
        assertTrue(late.toString().contains("not asked for"), late.toString());
    }

    @Test
    void anAnswerOverTheLimitIsRefused() throws Exception {
        int limit = 6 * 1024 * 1024 + 100;
        var largest = api.invoke("1");
        String path = "invocation/" + client.next().id() + "/response";
        assertEquals(202, client.post(path, "", "x".repeat(limit)).status());
        assertEquals(limit, largest.outcome(PATIENCE).content().length);
        var invoked = api.invoke("2");
        path = "invocation/" + client.next().id() + "/response";
        var refused = client.post(path, "", "x".repeat(limit + 1));
        assertEquals(413, refused.status());
        assertTrue(refused.content().contains("RequestEntityTooLarge"), refused.content());
        assertEquals(Kind.REFUSED, invoked.outcome(PATIENCE).kind());
    }

    @Test
    void anErrorIsTakenWithItsType() throws Exception {
        var invoked = api.invoke("1");
        String path = "invocation/" + client.next().id() + "/error";
        client.post(path, "lambda-runtime-function-error-type: todo.Full\r\n", "{\"errorMessage\":\"full\"}");
        var outcome = invoked.outcome(PATIENCE);
        assertEquals(Kind.ERROR, outcome.kind());
        assertEquals("todo.Full", outcome.errorType().orElseThrow());
        assertEquals("{\"errorMessage\":\"full\"}", outcome.text());
        assertEquals(List.of(), api.remarks());
        api.invoke("2");
        path = "invocation/" + client.next().id() + "/error";
        client.post(path, "Lambda-Runtime-Function-Error-Type: it is full\r\n", "full");
        assertEquals(2, api.remarks().size(), api.remarks()::toString);
        assertFalse(api.remarks().toString().contains("full"));
    }

    @Test
    void aFailureToStartIsAnOutcome() throws Exception {
        var answer = client.post("init/error", "Lambda-Runtime-Function-Error-Type: Runtime.Bad\r\n", "{}");
        assertEquals(202, answer.status());
        var outcome = api.outcome(PATIENCE);
        assertEquals(Kind.INIT_ERROR, outcome.kind());
        assertEquals("Runtime.Bad", outcome.errorType().orElseThrow());
    }

    @Test
    void aStreamedAnswerIsSeenWhileItArrives() throws Exception {
        var invoked = api.invoke("1");
        client.stream(client.next().id());
        try (var stream = invoked.stream(PATIENCE)) {
            var some = new byte[100];
            for (String piece : List.of("one", "two", "\u00e9")) {
                client.chunk(piece);
                int read = stream.read(some);
                assertEquals(piece, new String(some, 0, read, UTF_8));
                assertFalse(invoked.isDone());
            }
            client.send(String.join(
                    "\r\n",
                    "0",
                    "Lambda-Runtime-Function-Error-Type: todo.Full",
                    "Lambda-Runtime-Function-Error-Body: e30=",
                    "\r\n"));
            assertEquals(-1, stream.read());
        }
        assertEquals(202, client.answer().status());
        var outcome = invoked.outcome(PATIENCE);
        assertEquals(Kind.STREAM, outcome.kind());
        assertEquals("onetwo\u00e9", outcome.text());
        assertEquals("todo.Full", outcome.errorType().orElseThrow());
        assertEquals("e30=", outcome.trailers().get("lambda-runtime-function-error-body"));
        assertEquals(List.of(), api.remarks());
    }

    @Test
    void theStreamOfAnHttpAnswerHasAPrelude() throws Exception {
        var invoked = api.invoke("1");
        client.stream(client.next().id());
        client.chunk("{\"statusCode\":200}\0\0\0\0");
        client.chunk("\0\0\0\0\0body");
        client.send("0\r\n\r\n");
        var outcome = invoked.outcome(PATIENCE);
        assertEquals("{\"statusCode\":200}", outcome.prelude());
        assertArrayEquals("\0body".getBytes(UTF_8), outcome.body());
    }

    @Test
    void aStreamThatEndsTooEarlyIsCut() throws Exception {
        var invoked = api.invoke("1");
        client.stream(client.next().id());
        client.chunk("one");
        client.close();
        var outcome = invoked.outcome(PATIENCE);
        assertEquals(Kind.CUT, outcome.kind());
        assertEquals("one", outcome.text());
    }

    @Test
    void anUnknownModeIsRefused() throws Exception {
        var invoked = api.invoke("1");
        String path = "invocation/" + client.next().id() + "/response";
        var refused = client.post(path, "Lambda-Runtime-Function-Response-Mode: trickling\r\n", "x");
        assertEquals(400, refused.status());
        assertEquals(Kind.REFUSED, invoked.outcome(PATIENCE).kind());
    }

    @Test
    void aRuntimeThatHasGoneGetsNothing() throws Exception {
        client.send("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n\r\n");
        try (var second = RawClient.of(api)) {
            second.post("init/error", "", "{}"); // after which the first one is connected, too
            client.close();
            api.invoke(InvokeRequest.of("1").withId("a"));
            assertEquals("a", second.next().id());
        }
    }

    @Test
    void aSenderThatAsksWhetherToContinueMay() throws Exception {
        var invoked = api.invoke("1");
        client.send(RawClient.head(
                "invocation/" + client.next().id() + "/response", "Expect: 100-continue\r\nContent-Length: 1\r\n"));
        assertEquals(100, client.answer().status());
        client.send("x");
        assertEquals(202, client.answer().status());
        assertEquals("x", invoked.outcome(PATIENCE).text());
    }

    @Test
    void restoreNextIsAnsweredAfterTheRestore() throws Exception {
        assertThrows(TimeoutException.class, () -> api.awaitCheckpoint(Duration.ZERO));
        client.send("GET /2018-06-01/runtime/restore/next HTTP/1.1\r\n\r\n");
        api.awaitCheckpoint(PATIENCE);
        api.restore();
        var answer = client.answer();
        assertEquals(200, answer.status());
        assertEquals("", answer.content());
        client.post("restore/error", "", "{}");
        assertEquals(Kind.RESTORE_ERROR, api.outcome(PATIENCE).kind());
    }

    @Test
    void whatIsNoHttpEndsTheConnection() throws Exception {
        client.send("SSH-2.0-OpenSSH_9.2\r\n");
        assertEquals("", client.rest());
    }
}
