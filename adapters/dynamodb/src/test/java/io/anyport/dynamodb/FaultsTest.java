package io.anyport.dynamodb;

import static io.anyport.store.Update.add;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.Invocation;
import io.anyport.dynamodb.FakeDynamoDb.Answer;
import io.anyport.dynamodb.FakeDynamoDb.Script;
import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.RetryPolicy;
import io.anyport.store.StoreException;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.StoreException.Throttled;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.StoreException.Unknown;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.net.URI;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.core.exception.ApiCallTimeoutException;
import software.amazon.awssdk.http.urlconnection.UrlConnectionHttpClient;
import software.amazon.awssdk.regions.Region;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What goes wrong between a store and DynamoDB: how often it is tried, and what is said in the end. */
class FaultsTest {

    record Note(String id, int count, long version) {}

    record Page(String id, String text) {}

    private static final TableSpec<Note> NOTES =
            TableSpec.of("notes", Note.class).key("id").version("version");
    private static final TableSpec<Page> PAGES =
            TableSpec.of("pages", Page.class).key("id");
    private static final int ATTEMPTS = 4;
    private static final DynamoDbOptions OPTIONS = DynamoDbOptions.standard()
            .retry(RetryPolicy.standard().attempts(ATTEMPTS).backoff(Duration.ZERO, Duration.ZERO));

    private static final Answer NOTE =
            Answer.ok("{\"Item\":{\"id\":{\"S\":\"1\"},\"count\":{\"N\":\"7\"},\"version\":{\"N\":\"3\"}}}");
    private static final Answer UPDATED =
            Answer.ok("{\"Attributes\":{\"id\":{\"S\":\"1\"},\"count\":{\"N\":\"8\"},\"version\":{\"N\":\"4\"}}}");
    private static final Answer DONE = Answer.ok("{}");
    private static final Answer THROTTLED = Answer.error(400, "ProvisionedThroughputExceededException", "secret");
    private static final Answer FAILED = Answer.error(500, "InternalServerError", "secret");
    private static final Key KEY = Key.of("1");

    /** A test on a store. */
    interface Trial {
        void run(FakeDynamoDb server, DynamoDbStore store, Table<Note> notes) throws Exception;
    }

    private static void with(Script script, Trial trial) throws Exception {
        try (var server = new FakeDynamoDb(script);
                var client = server.client();
                var store = DynamoDbStore.open(client, OPTIONS)) {
            trial.run(server, store, store.table(NOTES));
        }
    }

    /** The first answers, then the last one for ever. */
    private static Script inTurn(Answer... answers) {
        return request -> answers[Math.min(request.number(), answers.length) - 1];
    }

    private static <E extends Throwable> E assertFails(Class<E> failure, Executable call) {
        var failed = assertThrows(failure, call);
        for (Throwable t = failed; t != null; t = t.getCause()) {
            assertFalse(t.toString().contains("secret"), t.toString());
        }
        return failed;
    }

    private static void update(Table<Note> notes) {
        notes.update(KEY, add("count", 1));
    }

    @Test
    void aBurstOfThrottlingIsWaitedFor() throws Exception {
        with(inTurn(THROTTLED, THROTTLED, NOTE), (server, store, notes) -> {
            assertEquals(Optional.of(new Note("1", 7, 3)), notes.get(KEY));
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
            assertFails(Unknown.class, () -> notes.put(new Note("1", 1, 0)));
            assertFails(Unknown.class, () -> notes.insert(new Note("1", 1, 0)));
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
    void aTransactionWithATokenIsTriedAgain() throws Exception {
        with(inTurn(Answer.CUT, FAILED, DONE), (server, store, notes) -> {
            store.transact("token", Write.update(NOTES, KEY, add("count", 1)));
            assertEquals(3, server.requests().size());
            assertTrue(server.requests().stream()
                    .allMatch(request -> request.body().contains("\"ClientRequestToken\":\"token\"")));
        });
        with(inTurn(Answer.CUT), (server, store, notes) -> {
            assertFails(Unknown.class, () -> store.transact("token", Write.delete(NOTES, KEY)));
            assertEquals(ATTEMPTS, server.requests().size());
            assertFails(Unknown.class, () -> store.transact(Write.delete(NOTES, KEY)));
            assertEquals(ATTEMPTS + 1, server.requests().size());
        });
    }

    @Test
    void aTokenOfOtherWritesIsACallersMistake() throws Exception {
        with(inTurn(Answer.error(400, "IdempotentParameterMismatchException", "secret")), (server, store, notes) -> {
            var failed = assertFails(
                    IllegalArgumentException.class, () -> store.transact("token", Write.delete(NOTES, KEY)));
            assertTrue(String.valueOf(failed.getMessage()).contains("token"));
            assertEquals(1, server.requests().size());
        });
    }

    private static Answer cancelled(String... codes) {
        var reasons = new ArrayList<String>();
        for (String code : codes) {
            reasons.add("{\"Code\":\"" + code + "\",\"Message\":\"secret\"}");
        }
        return new Answer(
                Answer.Fate.ANSWERED,
                400,
                "{\"__type\":\"com.amazonaws.dynamodb.v20120810#TransactionCanceledException\",\"Message\":\"secret\","
                        + "\"CancellationReasons\":" + reasons + "}");
    }

    @Test
    void aCancelledTransactionSaysWhy() throws Exception {
        var writes = List.of(Write.delete(NOTES, KEY), Write.insert(NOTES, new Note("2", 1, 0)));
        with(inTurn(cancelled("None", "TransactionConflict"), DONE), (server, store, notes) -> {
            store.transact(writes);
            assertEquals(2, server.requests().size());
        });
        with(inTurn(cancelled("None", "TransactionConflict")), (server, store, notes) -> {
            var failed = assertFails(Conflict.class, () -> store.transact(writes));
            assertEquals(Optional.of(Key.of("2")), failed.key());
            assertEquals(ATTEMPTS, server.requests().size());
        });
        with(inTurn(cancelled("ThrottlingError", "None")), (server, store, notes) -> {
            assertFails(Throttled.class, () -> store.transact(writes));
            assertEquals(ATTEMPTS, server.requests().size());
        });
        with(inTurn(cancelled("None", "ConditionalCheckFailed")), (server, store, notes) -> {
            var failed = assertFails(StoreException.ConditionFailed.class, () -> store.transact(writes));
            assertEquals(Optional.of(Key.of("2")), failed.key());
            assertEquals(1, server.requests().size());
        });
        with(inTurn(cancelled("SomethingNew", "None")), (server, store, notes) -> {
            assertFails(Unavailable.class, () -> store.transact(writes));
        });
    }

    @Test
    void whatABatchDidNotWriteIsWrittenLater() throws Exception {
        Script oneAtATime = request -> {
            int first = request.body().indexOf("{\"PutRequest\"");
            int second = request.body().indexOf(",{\"PutRequest\"", first);
            String rest = second < 0
                    ? ""
                    : request.body().substring(second + 1, request.body().indexOf("]"));
            return Answer.ok("{\"UnprocessedItems\":{" + (rest.isEmpty() ? "" : "\"pages\":[" + rest + "]") + "}}");
        };
        with(oneAtATime, (server, store, notes) -> {
            store.table(PAGES).writeAll(pages(6));
            assertEquals(6, server.requests().size());
            for (int i = 0; i < 6; i++) {
                assertTrue(server.requests().get(i).body().contains("\"page" + i + "\""));
                assertEquals(6 - i, server.requests().get(i).body().split("PutRequest", -1).length - 1);
            }
        });
    }

    private static List<Write<Page>> pages(int count) {
        var writes = new ArrayList<Write<Page>>();
        for (int i = 0; i < count; i++) {
            writes.add(Write.put(PAGES, new Page("page" + i, "secret")));
        }
        return writes;
    }

    @Test
    void whatABatchNeverWritesIsThrottled() throws Exception {
        Script nothing = request -> Answer.ok("{\"UnprocessedItems\":"
                + request.body()
                        .substring(
                                request.body().indexOf(':') + 1, request.body().lastIndexOf('}'))
                + "}");
        with(nothing, (server, store, notes) -> {
            assertFails(Throttled.class, () -> store.table(PAGES).writeAll(pages(3)));
            assertEquals(ATTEMPTS, server.requests().size());
        });
    }

    @Test
    void whatABatchDidNotReadIsReadLater() throws Exception {
        Script oneAtATime = request -> {
            var ids = new ArrayList<String>();
            for (String id : List.of("a", "b", "c")) {
                if (request.body().contains("{\"S\":\"" + id + "\"}")) {
                    ids.add(id);
                }
            }
            String left = ids.stream()
                    .skip(1)
                    .map(id -> "{\"id\":{\"S\":\"" + id + "\"}}")
                    .toList()
                    .toString();
            return Answer.ok("{\"Responses\":{\"pages\":[{\"id\":{\"S\":\"" + ids.get(0)
                    + "\"},\"text\":{\"S\":\"t\"}}]},\"UnprocessedKeys\":{"
                    + (ids.size() == 1 ? "" : "\"pages\":{\"Keys\":" + left + "}") + "}}");
        };
        with(oneAtATime, (server, store, notes) -> {
            var read = store.table(PAGES).getAll(List.of(Key.of("a"), Key.of("b"), Key.of("c")));
            assertEquals(
                    Map.of(
                            Key.of("a"), new Page("a", "t"),
                            Key.of("b"), new Page("b", "t"),
                            Key.of("c"), new Page("c", "t")),
                    read);
            assertEquals(3, server.requests().size());
        });
    }

    @Test
    void writesWithVersionsInABatchAreMadeOnce() throws Exception {
        with(inTurn(UPDATED, THROTTLED, UPDATED, UPDATED), (server, store, notes) -> {
            notes.writeAll(List.of(
                    Write.put(NOTES, new Note("1", 1, 0)),
                    Write.put(NOTES, new Note("2", 1, 0)),
                    Write.put(NOTES, new Note("3", 1, 0))));
            var ids = server.requests().stream()
                    .map(request -> request.body().replaceAll(".*\"id\":\\{\"S\":\"(.)\"}.*", "$1"))
                    .toList();
            assertEquals(List.of("1", "2", "2", "3"), ids);
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
            assertFails(IllegalStateException.class, () -> notes.put(new Note("1", 1, 0)));
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
    void anInterruptedWriteMayHaveBeenMade() throws Exception {
        with(inTurn(Answer.SILENT), (server, store, notes) -> {
            Thread.currentThread().interrupt();
            assertFails(StoreException.class, () -> update(notes));
            assertTrue(Thread.interrupted());
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
