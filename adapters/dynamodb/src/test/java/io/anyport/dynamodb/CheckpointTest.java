package io.anyport.dynamodb;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.dynamodb.FakeDynamoDb.Answer;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** What an engine holds before a snapshot of the process, and after the restore. */
final class CheckpointTest {

    private static List<String> tables(DynamoEngine engine) {
        return engine.client().listTables().tableNames();
    }

    @Test
    void aClientOfItsOwnIsAnotherOneAfterTheRestore() {
        var made = new ArrayList<DynamoDbClient>();
        try (var server = new FakeDynamoDb(request -> Answer.ok("{\"TableNames\":[\"a\"]}"))) {
            var engine = DynamoEngine.making(
                    () -> {
                        made.add(server.client());
                        return made.get(made.size() - 1);
                    },
                    DynamoDbOptions.standard());
            assertEquals(List.of("a"), tables(engine));
            engine.beforeCheckpoint();
            engine.afterRestore();
            assertEquals(List.of("a"), tables(engine));
            assertEquals(2, made.size());
            assertSame(made.get(1), engine.client());
            assertNotSame(made.get(0), made.get(1));
            engine.close();
            assertThrows(IllegalStateException.class, engine::client);
        }
    }

    /** A restore is also told to those whom a failed checkpoint has not asked to let go. */
    @Test
    void noClientIsMadeThatNobodyCloses() {
        var made = new ArrayList<DynamoDbClient>();
        try (var server = new FakeDynamoDb(request -> Answer.ok("{\"TableNames\":[]}"))) {
            var engine = DynamoEngine.making(
                    () -> {
                        made.add(server.client());
                        return made.get(made.size() - 1);
                    },
                    DynamoDbOptions.standard());
            engine.afterRestore();
            assertSame(made.get(0), engine.client());
            engine.beforeCheckpoint();
            engine.close();
            engine.afterRestore();
            assertEquals(1, made.size());
        }
    }

    @Test
    void aClientFromElsewhereIsLeftAlone() {
        try (var server = new FakeDynamoDb(request -> Answer.ok("{\"TableNames\":[]}"));
                var client = server.client()) {
            var engine = DynamoEngine.on(client, DynamoDbOptions.standard());
            engine.beforeCheckpoint();
            assertEquals(List.of(), tables(engine));
            engine.afterRestore();
            assertSame(client, engine.client());
        }
    }
}
