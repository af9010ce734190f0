package io.anyport.lambda;

import static io.anyport.event.Operation.operation;
import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.event.OperationException;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.anyport.junit.lambda.FunctionCommand;
import io.anyport.junit.lambda.Invoked;
import io.anyport.junit.lambda.Outcome;
import io.anyport.junit.lambda.RuntimeApi;
import io.anyport.lambda.local.FrontDoor;
import io.anyport.observe.Observation;
import io.anyport.observe.Observer;
import io.anyport.observe.Task;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What observers have gathered is handed on before an answer is given back. */
@Timeout(180)
final class FlushingTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());
    private final Observer observer = new Observer() {
        @Override
        public Observation begin(Task task) {
            return response -> told.add(task.name());
        }

        @Override
        public void flush(Duration time) {
            assertFalse(Thread.currentThread().isInterrupted());
            assertTrue(!time.isNegative() && !time.isZero() && time.compareTo(Duration.ofSeconds(2)) <= 0);
            told.add("flush");
            Thread.currentThread().interrupt();
        }
    };

    private static final class Function extends LambdaHandler {
        Function(App app) {
            super(app);
        }
    }

    private static App app() {
        return App.of(
                "test",
                get("/todos/{id}").to(request -> {
                    Thread.currentThread().interrupt();
                    return Response.ok();
                }),
                post("/todos").to(request -> Response.ok()),
                operation("fails").to(() -> {
                    throw new IllegalStateException("broken");
                }));
    }

    private void assertTold(String... expected) {
        assertEquals(List.of(expected), told);
        assertFalse(Thread.interrupted(), "an interrupt is left for the next invocation");
        told.clear();
    }

    @Test
    void eachInvocationIsFlushedOnceItsTasksHaveEnded() throws Exception {
        var function = new Function(app().observing(observer));
        var door = FrontDoor.httpApi().to(function);
        assertEquals(Status.OK, door.handle(Request.get("/todos/1")).status());
        assertTold("GET /todos/{id}", "flush");
        assertEquals(Status.NOT_FOUND, door.handle(Request.get("/nothing")).status());
        assertTold("GET -", "flush");
    }

    @Test
    void whatFailsIsFlushedToo() {
        var function = new Function(app().observing(observer));
        assertThrows(OperationException.class, () -> invoke(function, "{}"));
        assertTold("operation fails", "flush");
        assertThrows(EventException.class, () -> invoke(function, "no JSON"));
        assertTold("flush");
    }

    private static void invoke(LambdaHandler function, String event) throws Exception {
        var input = new ByteArrayInputStream(event.getBytes(StandardCharsets.UTF_8));
        function.handleRequest(input, new ByteArrayOutputStream(), null);
    }

    @Test
    void anObserverThatCannotFlushFailsNoInvocation() throws Exception {
        Observer broken = new Observer() {
            @Override
            public Observation begin(Task task) {
                return response -> {};
            }

            @Override
            public void flush(Duration time) {
                throw new IllegalStateException("the collector is gone");
            }
        };
        var door = FrontDoor.httpApi().to(new Function(app().observing(broken, observer)));
        assertEquals(Status.OK, door.handle(Request.get("/todos/1")).status());
        assertTold("GET /todos/{id}", "flush");
    }

    /** The file has been written when the outcome is there: had the process been stopped then, nothing would be lost. */
    @ParameterizedTest
    @ValueSource(strings = {FunctionCommand.OWN_RUNTIME, FunctionCommand.AWS_RUNTIME})
    void theAnswerComesAfterTheFlush(String runtime, @TempDir Path folder) throws Exception {
        var file = folder.resolve("seen");
        var command =
                FunctionCommand.of(SeenFunction.class).withRuntime(runtime).with(SeenFunction.FILE, file.toString());
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            for (int i = 1; i <= 3; i++) {
                var outcome = api.invoke(event(3)).outcome(PATIENCE);
                assertEquals(Outcome.Kind.RESPONSE, outcome.kind(), function::output);
                assertEquals(i, Files.readAllLines(file).size());
                assertEquals(String.valueOf(i), Files.readAllLines(file).get(i - 1));
            }
        }
    }

    @Test
    void aStreamedAnswerEndsAfterTheFlush(@TempDir Path folder) throws Exception {
        var file = folder.resolve("seen");
        var command = FunctionCommand.of(SeenFunction.class)
                .withRuntime(FunctionCommand.OWN_RUNTIME)
                .with(StreamingOutput.VARIABLE, "function-url")
                .with(SeenFunction.FILE, file.toString());
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            var outcome = api.invoke(event(1 << 20)).outcome(PATIENCE);
            assertEquals(Outcome.Kind.STREAM, outcome.kind(), function::output);
            assertEquals(List.of("1"), Files.readAllLines(file));
        }
    }

    @Test
    void invocationsAtOnceAreEachFlushedAfterTheirOwnTasks(@TempDir Path folder) throws Exception {
        var file = folder.resolve("seen");
        var command = FunctionCommand.of(SeenFunction.class)
                .withRuntime(FunctionCommand.OWN_RUNTIME)
                .with("AWS_LAMBDA_MAX_CONCURRENCY", "8")
                .with(SeenFunction.FILE, file.toString());
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            var all = new ArrayList<Invoked>();
            for (int i = 0; i < 100; i++) {
                all.add(api.invoke(event(3)));
            }
            for (var invoked : all) {
                assertEquals(Outcome.Kind.RESPONSE, invoked.outcome(PATIENCE).kind(), function::output);
            }
            var flushed = Files.readAllLines(file);
            assertEquals(100, flushed.size());
            assertEquals("100", Collections.max(flushed, (a, b) -> Integer.parseInt(a) - Integer.parseInt(b)));
        }
    }

    private static String event(long length) {
        return "{\"version\":\"2.0\",\"rawPath\":\"/" + length + "\",\"headers\":{},\"requestContext\":"
                + "{\"domainName\":\"a.lambda-url.b.on.aws\",\"http\":{\"method\":\"POST\"}}}";
    }
}
