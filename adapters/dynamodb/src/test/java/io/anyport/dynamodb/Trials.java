package io.anyport.dynamodb;

import static io.anyport.store.Update.add;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.dynamodb.FakeDynamoDb.Answer;
import io.anyport.dynamodb.FakeDynamoDb.Script;
import io.anyport.store.Key;
import io.anyport.store.RetryPolicy;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import java.time.Duration;
import org.junit.jupiter.api.function.Executable;

/** What tests of faults have in common. */
final class Trials {

    record Note(String id, int count, long version) {}

    record Page(String id, String text) {}

    static final TableSpec<Note> NOTES =
            TableSpec.of("notes", Note.class).key("id").version("version");
    static final TableSpec<Page> PAGES = TableSpec.of("pages", Page.class).key("id");
    static final int ATTEMPTS = 4;
    static final DynamoDbOptions OPTIONS = DynamoDbOptions.standard()
            .retry(RetryPolicy.standard().attempts(ATTEMPTS).backoff(Duration.ZERO, Duration.ZERO));

    static final Answer NOTE =
            Answer.ok("{\"Item\":{\"id\":{\"S\":\"1\"},\"count\":{\"N\":\"7\"},\"version\":{\"N\":\"3\"}}}");
    static final Answer UPDATED =
            Answer.ok("{\"Attributes\":{\"id\":{\"S\":\"1\"},\"count\":{\"N\":\"8\"},\"version\":{\"N\":\"4\"}}}");
    static final Answer DONE = Answer.ok("{}");
    static final Answer THROTTLED = Answer.error(400, "ProvisionedThroughputExceededException", "secret");
    static final Answer FAILED = Answer.error(500, "InternalServerError", "secret");
    static final Answer REFUSED = Answer.error(400, "UnrecognizedClientException", "secret");
    static final Key KEY = Key.of("1");

    /** A test on a store. */
    interface Trial {
        void run(FakeDynamoDb server, DynamoDbStore store, Table<Note> notes) throws Exception;
    }

    static void with(Script script, Trial trial) throws Exception {
        try (var server = new FakeDynamoDb(script);
                var client = server.client();
                var store = DynamoDbStore.open(client, OPTIONS)) {
            trial.run(server, store, store.table(NOTES));
        }
    }

    /** The first answers, then the last one for ever. */
    static Script inTurn(Answer... answers) {
        return request -> answers[Math.min(request.number(), answers.length) - 1];
    }

    static <E extends Throwable> E assertFails(Class<E> failure, Executable call) {
        var failed = assertThrows(failure, call);
        for (Throwable t = failed; t != null; t = t.getCause()) {
            assertFalse(t.toString().contains("secret"), t.toString());
        }
        return failed;
    }

    static void update(Table<Note> notes) {
        notes.update(KEY, add("count", 1));
    }

    private Trials() {}
}
