package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.junit.lambda.Call;
import io.anyport.junit.lambda.Fault;
import io.anyport.junit.lambda.FunctionCommand;
import io.anyport.junit.lambda.Invoked;
import io.anyport.junit.lambda.Outcome.Kind;
import io.anyport.junit.lambda.RuntimeApi;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** A function under our own runtime. */
final class OwnRuntimeTest extends RuntimeContract {

    OwnRuntimeTest() {
        super(FunctionCommand.OWN_RUNTIME);
    }

    @Test
    void manyInvocationsAtOnceAreNeverMixedUp() throws Exception {
        try (var api = RuntimeApi.start();
                var function = command(TodoFunction.class)
                        .with("AWS_LAMBDA_MAX_CONCURRENCY", "32")
                        .start(api)) {
            String event = new String(Events.bytes("http-api"), UTF_8);
            var all = new ArrayList<Invoked>();
            for (int i = 0; i < 2_000; i++) {
                all.add(api.invoke(event.replace("ship", "ship " + i)));
            }
            for (int i = 0; i < all.size(); i++) {
                assertEquals(
                        "{\"title\":\"ship " + i + "\",\"completed\":false}",
                        body(all.get(i).outcome(PATIENCE)));
            }
            assertEquals(32, api.connections());
            assertEquals(List.of(), api.remarks());
            assertTrue(function.isAlive());
        }
    }

    @Test
    void whatIsNoFunctionIsToldAndEndsTheProcessWithOneLine() throws Exception {
        for (String handler : List.of("todo.Nobody", "java.lang.String", "", BrokenFunction.class.getName())) {
            try (var api = RuntimeApi.start();
                    var function = command(TodoFunction.class)
                            .with("_HANDLER", handler)
                            .start(api)) {
                var outcome = api.outcome(PATIENCE);
                assertEquals(1, function.end(PATIENCE), handler);
                assertEquals(Kind.INIT_ERROR, outcome.kind());
                assertTrue(outcome.text().contains("\"errorType\":\"java.lang."), outcome.text());
                assertTrue(
                        function.output().startsWith("The function cannot be started: java.lang."), function.output());
                assertEquals(1, function.output().lines().count(), function.output());
            }
        }
    }

    @Test
    void aFailedStartIsToldAgainUntilItIsHeard() throws Exception {
        try (var api = RuntimeApi.start()) {
            api.fail(Call.INIT_ERROR, Fault.cut(), Fault.status(500), Fault.cutAnswer());
            try (var function = command(BrokenFunction.class).start(api)) {
                assertEquals(1, function.end(PATIENCE));
                assertEquals(Kind.INIT_ERROR, api.outcome(PATIENCE).kind());
            }
        }
    }

    @Test
    void aHandlerMayNameItsMethod() throws Exception {
        var command = command(TodoFunction.class).with("_HANDLER", TodoFunction.class.getName() + "::handleRequest");
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            assertCreated(api.invoke(Events.bytes("http-api")).outcome(PATIENCE));
            assertEquals("", function.output());
            assertTrue(function.isAlive());
        }
    }

    @Test
    void aRuntimeThatIsNotOnLambdaSaysSo() throws Exception {
        try (var api = RuntimeApi.start();
                var function = command(TodoFunction.class)
                        .with("AWS_LAMBDA_RUNTIME_API", "")
                        .start(api)) {
            assertEquals(1, function.end(PATIENCE));
            assertTrue(function.output().contains("AWS_LAMBDA_RUNTIME_API is not set"), function.output());
            assertEquals(1, function.output().lines().count(), function.output());
        }
    }

    @Test
    void aRestoreThatIsNotAnsweredAtOnceIsWaitedFor() throws Exception {
        try (var api = RuntimeApi.start();
                var function = command(SnapFunction.class).snapStart().start(api)) {
            api.fail(Call.RESTORE_NEXT, Fault.cut(), Fault.status(500), Fault.cutAnswer());
            api.restore();
            assertEquals(
                    "made primed before after",
                    body(api.invoke(SnapFunction.event("/calls")).outcome(PATIENCE)));
            assertTrue(function.isAlive());
        }
    }

    @Test
    void ourRuntimeNeedsNoOrgCrac() throws Exception {
        var command = command(SnapFunction.class).withClassPath(withoutCrac()).snapStart();
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            api.restore();
            assertEquals(
                    "made primed before after",
                    body(api.invoke(SnapFunction.event("/calls")).outcome(PATIENCE)));
            assertTrue(function.isAlive());
        }
    }

    /** The events of a priming come through a front door that streams if that was declared. */
    @Test
    void aFunctionThatStreamsIsPrimedAsWell() throws Exception {
        var command = command(SnapFunction.class)
                .with(StreamingOutput.VARIABLE, StreamingOutput.FUNCTION_URL)
                .snapStart();
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            api.restore();
            assertEquals(
                    "made primed before after",
                    body(api.invoke(SnapFunction.event("/calls")).outcome(PATIENCE)),
                    function::output);
            assertTrue(function.isAlive());
        }
    }
}
