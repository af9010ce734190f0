package io.anyport.dynamodb;

import static io.anyport.dynamodb.Trials.ATTEMPTS;
import static io.anyport.dynamodb.Trials.DONE;
import static io.anyport.dynamodb.Trials.FAILED;
import static io.anyport.dynamodb.Trials.KEY;
import static io.anyport.dynamodb.Trials.NOTES;
import static io.anyport.dynamodb.Trials.PAGES;
import static io.anyport.dynamodb.Trials.REFUSED;
import static io.anyport.dynamodb.Trials.THROTTLED;
import static io.anyport.dynamodb.Trials.UPDATED;
import static io.anyport.dynamodb.Trials.assertFails;
import static io.anyport.dynamodb.Trials.inTurn;
import static io.anyport.dynamodb.Trials.with;
import static io.anyport.store.Update.add;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.dynamodb.FakeDynamoDb.Answer;
import io.anyport.dynamodb.FakeDynamoDb.Script;
import io.anyport.store.Key;
import io.anyport.store.StoreException;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.StoreException.Throttled;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.StoreException.Unknown;
import io.anyport.store.Write;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** Batches and transactions that are made in part, or not at all. */
class BatchFaultsTest {

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
        var writes = List.of(Write.delete(NOTES, KEY), Write.insert(NOTES, new Trials.Note("2", 1, 0)));
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

    private static List<Write<Trials.Page>> pages(int count) {
        var writes = new ArrayList<Write<Trials.Page>>();
        for (int i = 0; i < count; i++) {
            writes.add(Write.put(PAGES, new Trials.Page("page" + i, "secret")));
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
                            Key.of("a"), new Trials.Page("a", "t"),
                            Key.of("b"), new Trials.Page("b", "t"),
                            Key.of("c"), new Trials.Page("c", "t")),
                    read);
            assertEquals(3, server.requests().size());
        });
    }

    @Test
    void writesWithVersionsInABatchAreMadeOnce() throws Exception {
        with(inTurn(UPDATED, THROTTLED, UPDATED, UPDATED), (server, store, notes) -> {
            notes.writeAll(List.of(
                    Write.put(NOTES, new Trials.Note("1", 1, 0)),
                    Write.put(NOTES, new Trials.Note("2", 1, 0)),
                    Write.put(NOTES, new Trials.Note("3", 1, 0))));
            var ids = server.requests().stream()
                    .map(request -> request.body().replaceAll(".*\"id\":\\{\"S\":\"(.)\"}.*", "$1"))
                    .toList();
            assertEquals(List.of("1", "2", "2", "3"), ids);
        });
    }

    @Test
    void aBatchGoesOnWhereItFailed() throws Exception {
        with(inTurn(UPDATED, REFUSED, UPDATED), (server, store, notes) -> {
            notes.writeAll(List.of(
                    Write.put(NOTES, new Trials.Note("1", 1, 0)), Write.put(NOTES, new Trials.Note("2", 1, 0))));
            assertEquals(3, server.requests().size());
            assertTrue(server.requests().get(2).body().contains("\"id\":{\"S\":\"2\"}"));
        });
        with(inTurn(DONE, REFUSED, UPDATED), (server, store, notes) -> {
            notes.writeAll(List.of(Write.delete(NOTES, KEY), Write.put(NOTES, new Trials.Note("2", 1, 0))));
            var sent = server.requests().stream()
                    .map(FakeDynamoDb.Request::operation)
                    .toList();
            assertEquals(List.of("BatchWriteItem", "UpdateItem", "UpdateItem"), sent);
        });
    }
}
