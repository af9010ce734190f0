package io.anyport.dynamodb;

import static io.anyport.dynamodb.Trials.DONE;
import static io.anyport.dynamodb.Trials.FAILED;
import static io.anyport.dynamodb.Trials.OPTIONS;
import static io.anyport.dynamodb.Trials.REFUSED;
import static io.anyport.dynamodb.Trials.THROTTLED;
import static io.anyport.dynamodb.Trials.assertFails;
import static io.anyport.dynamodb.Trials.inTurn;
import static io.anyport.dynamodb.Trials.with;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.Invocation;
import io.anyport.dynamodb.FakeDynamoDb.Answer;
import io.anyport.store.StoreException;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.TableSpec;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The check of a store: one read of nothing, without a second try. */
class HealthTest {

    record Reading(String sensor, int number) {}

    static final TableSpec<Reading> READINGS =
            TableSpec.of("a-readings", Reading.class).key("sensor", "number");

    private static void check(DynamoDbStore store) throws Exception {
        store.healthCheck().orElseThrow().run();
    }

    @Test
    void itReadsARecordThatIsNotThere() throws Exception {
        with(inTurn(DONE), (server, store, notes) -> {
            check(store);
            store.table(READINGS);
            check(store);
            var requests = server.requests();
            assertEquals(2, requests.size());
            assertEquals("GetItem", requests.get(0).operation());
            assertTrue(requests.get(0).body().contains("\"TableName\":\"notes\""));
            assertTrue(requests.get(0).body().contains("\"ConsistentRead\":false"));
            assertTrue(requests.get(1).body().contains("\"TableName\":\"a-readings\""));
            assertTrue(requests.get(1).body().contains("{\"N\":\"0\"}"));
        });
    }

    @Test
    void anAnswerIsAnAnswer() throws Exception {
        for (var answer : List.of(
                THROTTLED,
                Answer.error(400, "ThrottlingException", "secret"),
                Answer.error(400, "AccessDeniedException", "secret"))) {
            with(inTurn(answer), (server, store, notes) -> check(store));
        }
    }

    @Test
    void itFailsWhereRequestsWouldAtTheFirstTry() throws Exception {
        for (var answer : List.of(FAILED, REFUSED, Answer.CUT)) {
            with(inTurn(answer), (server, store, notes) -> {
                assertFails(StoreException.class, () -> check(store));
                assertTrue(answer.fate() == Answer.Fate.CUT
                        || server.requests().size() == 1); // the JDK itself tries twice
            });
        }
        with(
                inTurn(Answer.error(400, "ResourceNotFoundException", "secret")),
                (server, store, notes) -> assertFails(IllegalStateException.class, () -> check(store)));
    }

    @Test
    void itEndsWithItsLimit() throws Exception {
        with(
                inTurn(Answer.SILENT),
                (server, store, notes) -> assertFails(
                        Unavailable.class,
                        () -> Invocation.of("health")
                                .within(Duration.ofMillis(200))
                                .call(() -> {
                                    check(store);
                                    return true;
                                })));
    }

    @Test
    void aStoreWithoutTablesHasNothingToAskFor() throws Exception {
        try (var server = new FakeDynamoDb(inTurn(FAILED));
                var client = server.client();
                var store = DynamoDbStore.open(client, OPTIONS)) {
            check(store);
            assertEquals(List.of(), server.requests());
        }
    }
}
