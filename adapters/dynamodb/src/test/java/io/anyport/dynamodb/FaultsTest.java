package io.anyport.dynamodb;

import static io.anyport.dynamodb.Trials.ATTEMPTS;
import static io.anyport.dynamodb.Trials.FAILED;
import static io.anyport.dynamodb.Trials.KEY;
import static io.anyport.dynamodb.Trials.NOTE;
import static io.anyport.dynamodb.Trials.NOTES;
import static io.anyport.dynamodb.Trials.OPTIONS;
import static io.anyport.dynamodb.Trials.THROTTLED;
import static io.anyport.dynamodb.Trials.UPDATED;
import static io.anyport.dynamodb.Trials.assertFails;
import static io.anyport.dynamodb.Trials.inTurn;
import static io.anyport.dynamodb.Trials.update;
import static io.anyport.dynamodb.Trials.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.Invocation;
import io.anyport.dynamodb.FakeDynamoDb.Answer;
import io.anyport.store.Range;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.StoreException.Throttled;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.StoreException.Unknown;
import io.anyport.store.Write;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What goes wrong between a store and DynamoDB: how often it is tried, and what is said in the end. */
class FaultsTest {

    @Test
    void aBurstOfThrottlingIsWaitedFor() throws Exception {
        with(inTurn(THROTTLED, THROTTLED, NOTE), (server, store, notes) -> {
            assertEquals(Optional.of(new Trials.Note("1", 7, 3)), notes.get(KEY));
            assertEquals(3, server.requests().size());
        });
        with(inTurn(THROTTLED, Answer.error(400, "ThrottlingException", ""), UPDATED), (server, store, notes) -> {
            update(notes);
            assertEquals(3, server.requests().size());
        });
    }

    @Test
    void throttlingWithoutEndIsSaid() throws Exception {
        for (String code : List.of("ProvisionedThroughputExceededException", "RequestLimitExceeded")) {
            with(inTurn(Answer.error(400, code, "secret")), (server, store, notes) -> {
                var failed = assertFails(Throttled.class, () -> update(notes));
                assertEquals(Optional.of(KEY), failed.key());
                assertEquals(Optional.of("notes"), failed.table());
                assertEquals(ATTEMPTS, server.requests().size());
            });
        }
    }

    @Test
    void aConflictIsTriedAgain() throws Exception {
        var conflict = Answer.error(400, "TransactionConflictException", "secret");
        with(inTurn(conflict, UPDATED), (server, store, notes) -> {
            update(notes);
            assertEquals(2, server.requests().size());
        });
        with(inTurn(conflict), (server, store, notes) -> {
            assertFails(Conflict.class, () -> update(notes));
            assertEquals(ATTEMPTS, server.requests().size());
        });
    }

    @Test
    void aReadIsTriedAgainAfterAServersError() throws Exception {
        with(inTurn(FAILED, Answer.error(503, "ServiceUnavailable", "secret"), NOTE), (server, store, notes) -> {
            assertTrue(notes.get(KEY).isPresent());
            assertEquals(3, server.requests().size());
        });
        with(inTurn(FAILED), (server, store, notes) -> {
            assertFails(Unavailable.class, () -> notes.query(Range.partition("1")));
            assertEquals(ATTEMPTS, server.requests().size());
        });
    }

    @Test
    void aWriteIsNotTriedAgainAfterAServersError() throws Exception {
        with(inTurn(FAILED), (server, store, notes) -> {
            assertFails(Unknown.class, () -> update(notes));
            assertFails(Unknown.class, () -> notes.put(new Trials.Note("1", 1, 0)));
            assertFails(Unknown.class, () -> notes.insert(new Trials.Note("1", 1, 0)));
            assertFails(Unknown.class, () -> notes.delete(KEY));
            assertFails(Unknown.class, () -> store.transact(Write.delete(NOTES, KEY)));
            assertEquals(5, server.requests().size());
        });
    }

    @Test
    void aConnectionThatIsCutAfterARequestGetsItOnce() throws Exception {
        // Java's own client repeats some requests on connections that it has used before: not this one
        with(inTurn(NOTE, Answer.CUT), (server, store, notes) -> {
            assertTrue(notes.get(KEY).isPresent());
            assertFails(Unknown.class, () -> update(notes));
            assertEquals(2, server.requests().size());
            assertFails(Unknown.class, () -> update(notes));
            assertEquals(3, server.requests().size());
        });
    }

    @Test
    void aConnectionThatIsCutBeforeARequestGetsItOnce() throws Exception {
        with(inTurn(NOTE), (server, store, notes) -> {
            server.deafen();
            assertFails(Unknown.class, () -> update(notes));
            assertEquals(1, server.connections());
            assertFails(Unavailable.class, () -> notes.get(KEY));
            assertEquals(1 + ATTEMPTS, server.connections());
            assertEquals(0, server.requests().size());
        });
    }

    @Test
    void aReadOnAConnectionThatIsCutIsTriedAgain() throws Exception {
        with(inTurn(NOTE, Answer.CUT, NOTE), (server, store, notes) -> {
            assertTrue(notes.get(KEY).isPresent());
            assertTrue(notes.get(KEY).isPresent());
            assertEquals(3, server.requests().size());
        });
    }

    @Test
    void aConnectionThatWasClosedWhileIdleIsNotUsed() throws Exception {
        with(inTurn(NOTE.thenClosed(), UPDATED), (server, store, notes) -> {
            assertTrue(notes.get(KEY).isPresent());
            server.awaitClosed();
            update(notes);
            assertEquals(2, server.requests().size());
        });
    }

    @Test
    void anAnswerBehindTheDeadlineIsNotWaitedFor() throws Exception {
        with(inTurn(Answer.SILENT), (server, store, notes) -> {
            var invocation = Invocation.local().within(Duration.ofMillis(300));
            var failed = invocation.call(() -> assertFails(Unknown.class, () -> update(notes)));
            assertInstanceOf(ApiCallTimeoutException.class, failed.getCause());
            assertEquals(1, server.requests().size());
            assertFalse(Thread.interrupted());
        });
        with(inTurn(Answer.SILENT), (server, store, notes) -> {
            var invocation = Invocation.local().within(Duration.ofMillis(300));
            var failed = invocation.call(() -> assertFails(Unavailable.class, () -> notes.get(KEY)));
            assertInstanceOf(ApiCallTimeoutException.class, failed.getCause());
            assertEquals(1, server.requests().size());
        });
    }

    @Test
    void behindTheDeadlineNothingIsSent() throws Exception {
        with(inTurn(NOTE), (server, store, notes) -> {
            var invocation = Invocation.local().within(Duration.ZERO);
            invocation.call(() -> assertFails(Unavailable.class, () -> notes.get(KEY)));
            invocation.call(() -> assertFails(Unavailable.class, () -> update(notes)));
            assertEquals(0, server.requests().size());
        });
    }

    @Test
    void withoutAServerNothingWasWritten() throws Exception {
        // bound, so that nobody else gets the port, but not listening
        try (var socket = new Socket()) {
            socket.bind(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0));
            try (var client = FakeDynamoDb.client(URI.create("http://127.0.0.1:" + socket.getLocalPort()));
                    var store = DynamoDbStore.open(client, OPTIONS)) {
                var failed = assertFails(Unavailable.class, () -> update(store.table(NOTES)));
                assertTrue(String.valueOf(failed.getMessage()).contains("cannot be reached"), failed.getMessage());
            }
        }
    }

    @Test
    void whatDynamoDbRefusesIsSaidInALine() throws Exception {
        with(inTurn(Answer.error(400, "AccessDeniedException", "secret")), (server, store, notes) -> {
            var failed = assertFails(Unavailable.class, () -> update(notes));
            assertTrue(String.valueOf(failed.getMessage()).contains("AccessDeniedException"));
        });
        with(inTurn(Answer.error(400, "ResourceNotFoundException", "secret")), (server, store, notes) -> {
            for (Executable call : List.<Executable>of(() -> update(notes), () -> notes.get(KEY))) {
                var failed = assertFails(IllegalStateException.class, call);
                assertTrue(String.valueOf(failed.getMessage()).contains("table notes"));
                assertTrue(String.valueOf(failed.getMessage()).contains("createTables"));
            }
        });
        with(inTurn(Answer.error(400, "ValidationException", "a secret value")), (server, store, notes) -> {
            assertFails(IllegalStateException.class, () -> notes.put(new Trials.Note("1", 1, 0)));
            assertEquals(1, server.requests().size());
            assertFails(IllegalStateException.class, () -> update(notes));
            var operations = server.requests().stream()
                    .map(FakeDynamoDb.Request::operation)
                    .toList();
            // what was wrong with an update, the store finds out by a read
            assertEquals(List.of("UpdateItem", "UpdateItem", "TransactGetItems"), operations);
        });
    }

    @Test
    void anInterruptedThreadSendsNothing() throws Exception {
        with(inTurn(UPDATED), (server, store, notes) -> {
            for (Executable call : List.<Executable>of(
                    () -> update(notes),
                    () -> notes.put(new Trials.Note("1", 1, 0)),
                    () -> notes.get(KEY),
                    () -> store.transact(Write.delete(NOTES, KEY)))) {
                Thread.currentThread().interrupt();
                var failed = assertFails(Unavailable.class, call);
                assertTrue(Thread.interrupted());
                assertTrue(String.valueOf(failed.getMessage()).contains("interrupted"), failed.getMessage());
            }
            assertEquals(0, server.requests().size());
        });
    }

    @Test
    void aWriteThatIsInterruptedMayHaveBeenMade() throws Exception {
        var writer = Thread.currentThread();
        with(
                request -> {
                    writer.interrupt();
                    return Answer.CUT;
                },
                (server, store, notes) -> {
                    assertFails(Unknown.class, () -> update(notes));
                    assertTrue(Thread.interrupted());
                    assertEquals(1, server.requests().size());
                });
    }

    @Test
    void aClientThatRepeatsRequestsIsRefused() {
        try (var client = DynamoDbClient.builder()
                .region(Region.US_EAST_1)
                .httpClientBuilder(UrlConnectionHttpClient.builder())
                .build()) {
            assertThrows(IllegalArgumentException.class, () -> DynamoDbStore.open(client, OPTIONS));
        }
    }
}
