package io.anyport.junit.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.EOFException;
import java.io.IOException;
import java.time.Duration;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What goes wrong by wish, and what it leaves behind. */
@Timeout(60)
final class RuntimeApiFaultsTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);

    private RuntimeApi api;

    @BeforeEach
    void start() throws IOException {
        api = RuntimeApi.start();
    }

    @AfterEach
    void close() throws IOException {
        api.close();
    }

    private RawClient.Answer onceMoreNext() throws IOException {
        try (var client = RawClient.of(api)) {
            return client.next();
        }
    }

    @Test
    void aStatusTakesThePlaceOfTheAnswerOnce() throws Exception {
        var invoked = api.invoke("1");
        api.fail(Call.NEXT, Fault.status(500), Fault.none(), Fault.status(429));
        api.fail(Call.RESPONSE, Fault.status(500));
        try (var client = RawClient.of(api)) {
            assertEquals(500, client.next().status());
            var next = client.next();
            assertEquals(200, next.status());
            String path = "invocation/" + next.id() + "/response";
            assertEquals(500, client.post(path, "", "x").status());
            assertFalse(invoked.isDone());
            assertEquals(202, client.post(path, "", "x").status());
            assertTrue(invoked.isDone());
            assertEquals(429, client.next().status());
        }
    }

    @Test
    void anAnswerMayBeTakenAndDenied() throws Exception {
        var invoked = api.invoke("1");
        api.fail(Call.RESPONSE, Fault.takenWith(500));
        try (var client = RawClient.of(api)) {
            String path = "invocation/" + client.next().id() + "/response";
            assertEquals(500, client.post(path, "", "x").status());
            assertEquals("x", invoked.outcome(PATIENCE).text());
            assertEquals(403, client.post(path, "", "x").status());
        }
    }

    @Test
    void anInvocationThatWasLostOnTheWayIsHandedOutAgain() throws Exception {
        api.invoke(InvokeRequest.of("1").withId("a"));
        api.invoke(InvokeRequest.of("2").withId("b"));
        api.fail(Call.NEXT, Fault.cut(), Fault.cutUnanswered(), Fault.cutAnswer(), Fault.takenWith(503));
        for (int i = 0; i < 3; i++) {
            assertThrows(EOFException.class, this::onceMoreNext);
        }
        assertEquals(503, onceMoreNext().status());
        assertEquals("a", onceMoreNext().id());
        assertEquals("b", onceMoreNext().id());
    }

    @Test
    void anAnswerMayBeCutBeforeAndAfterItIsTaken() throws Exception {
        var invoked = api.invoke("1");
        String path = "invocation/" + onceMoreNext().id() + "/response";
        api.fail(Call.RESPONSE, Fault.cut(), Fault.cutUnanswered());
        try (var client = RawClient.of(api)) {
            assertThrows(IOException.class, () -> client.post(path, "", "x"));
            assertFalse(invoked.isDone());
        }
        try (var client = RawClient.of(api)) {
            assertThrows(IOException.class, () -> client.post(path, "", "x"));
            assertEquals("x", invoked.outcome(PATIENCE).text());
        }
    }

    @Test
    void aConnectionMayEndAfterTheAnswer() throws Exception {
        api.invoke("1");
        api.fail(Call.NEXT, Fault.cutAfterwards());
        try (var client = RawClient.of(api)) {
            assertEquals("1", client.next().content());
            assertEquals("", client.rest());
        }
    }

    @Test
    void anythingMayComeInThePlaceOfAnAnswer() throws Exception {
        api.fail(Call.NEXT, Fault.garbage("SSH-2.0\r\n\u00ff"));
        try (var client = RawClient.of(api)) {
            client.send("GET /2018-06-01/runtime/invocation/next HTTP/1.1\r\n\r\n");
            assertEquals("SSH-2.0\r\n\u00ff", client.rest());
        }
    }

    @Test
    void anAnswerMayBeLate() throws Exception {
        api.invoke("1");
        api.fail(Call.NEXT, Fault.slow(Duration.ofMillis(50)));
        long start = System.nanoTime();
        assertEquals("1", onceMoreNext().content());
        assertTrue(System.nanoTime() - start >= 50_000_000);
    }
}
