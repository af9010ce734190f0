package todo;

import static io.anyport.http.Status.CREATED;
import static io.anyport.http.Status.OK;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.http.Request;
import io.anyport.jdbc.JdbcStore;
import io.anyport.junit.lambda.Call;
import io.anyport.junit.lambda.Fault;
import io.anyport.junit.lambda.FunctionCommand;
import io.anyport.junit.lambda.RuntimeApi;
import io.anyport.lambda.local.FrontDoor;
import java.nio.file.Path;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** The samples of docs/lambda.md. */
@Timeout(120)
class LambdaGuideTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    @TempDir
    Path directory;

    @Test
    void aFunctionInAProcessOfItsOwn() throws Exception {
        var door = FrontDoor.httpApi();
        byte[] event = door.event(Request.post("/todos").json("{\"title\":\"ship\"}"));

        try (var api = RuntimeApi.start();
                var function = FunctionCommand.of(TodoLambda.class).start(api)) {
            var outcome = api.invoke(event).outcome(PATIENCE);
            assertEquals(CREATED, door.response(outcome.content()).status(), function::output);
        }
    }

    @Test
    void aFunctionFromASnapshot() throws Exception {
        var door = FrontDoor.httpApi();
        byte[] event = door.event(Request.get("/todos"));
        String url = "jdbc:h2:" + directory.resolve("todo");

        var command =
                FunctionCommand.of(TodoLambda.class).with("TODO_STORE", url).snapStart();
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            api.awaitCheckpoint(PATIENCE); // it is primed, and has no connection any more
            api.restore();
            var outcome = api.invoke(event).outcome(PATIENCE);
            assertEquals(OK, door.response(outcome.content()).status(), function::output);
        }
    }

    @Test
    void aRuntimeApiThatFails() throws Exception {
        byte[] event = FrontDoor.httpApi().event(Request.get("/todos"));

        try (var api = RuntimeApi.start();
                var function = FunctionCommand.of(TodoLambda.class).start(api)) {
            api.fail(Call.RESPONSE, Fault.status(500), Fault.cut());
            api.invoke(event).outcome(PATIENCE);
            assertTrue(function.isAlive());
        }
    }

    @Test
    void aProcessThatTakesItsSnapshotItself() throws Exception {
        try (var store = JdbcStore.open("jdbc:h2:" + directory.resolve("own"))) {
            store.createTables(Todos.TABLE);
            var app = TodoApp.create(store);
            app.beforeCheckpoint();
            // the snapshot; then, in each process that goes on from it:
            app.afterRestore();
            assertEquals(OK, app.handle(Request.get("/todos")).status());
        }
    }
}
