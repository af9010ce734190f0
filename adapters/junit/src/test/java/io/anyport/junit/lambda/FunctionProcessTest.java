package io.anyport.junit.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A function in a process of its own. */
@Timeout(60)
final class FunctionProcessTest {

    private static final Duration PATIENCE = Duration.ofSeconds(30);
    private static final FunctionCommand ECHO =
            FunctionCommand.of("todo.Echo").withRuntime(EchoRuntime.class.getName());

    @TempDir
    Path root;

    @Test
    void aFunctionHasTheEnvironmentOfLambdaAndNothingElse() throws Exception {
        var command = ECHO.with("TABLE", "todos")
                .with("LAMBDA_TASK_ROOT", root.toString())
                .withMemory(1024);
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            for (var expected : List.of(
                    "TABLE=todos",
                    "_HANDLER=todo.Echo",
                    "AWS_LAMBDA_FUNCTION_NAME=local",
                    "AWS_LAMBDA_FUNCTION_MEMORY_SIZE=1024",
                    "AWS_LAMBDA_INITIALIZATION_TYPE=on-demand",
                    "LAMBDA_TASK_ROOT=" + root,
                    "HOME=null")) {
                String[] parts = expected.split("=", 2);
                assertEquals(parts[1], api.invoke(parts[0]).outcome(PATIENCE).text(), parts[0]);
            }
            assertTrue(function.isAlive());
            assertEquals("starting todo.Echo\n", function.output());
            assertThrows(TimeoutException.class, () -> function.end(Duration.ZERO));
            assertEquals(143, function.stop(PATIENCE));
            assertFalse(function.isAlive());
        }
    }

    @Test
    void theEndOfAFunctionAndAllItsOutputAreSeen() throws Exception {
        var command = FunctionCommand.of("broken").withRuntime(EchoRuntime.class.getName());
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            assertEquals(3, function.end(PATIENCE));
            assertEquals("starting broken\nbroken\n", function.output());
            assertEquals(Outcome.Kind.INIT_ERROR, api.outcome(PATIENCE).kind());
        }
    }

    @Test
    void whoWaitsInVainIsToldThatTheFunctionHasEnded() throws Exception {
        var command = FunctionCommand.of("broken").withRuntime(EchoRuntime.class.getName());
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            function.end(PATIENCE);
            var invoked = api.invoke("{}");
            var late = assertThrows(TimeoutException.class, () -> invoked.outcome(Duration.ZERO));
            assertTrue(
                    String.valueOf(late.getMessage())
                            .endsWith(
                                    "; a function has ended with status 3 and this output: starting broken\nbroken\n"),
                    late::getMessage);
        }
    }

    @Test
    void aFunctionIsGoneWhenItIsClosed() throws Exception {
        try (var api = RuntimeApi.start()) {
            long pid;
            try (var function = ECHO.start(api)) {
                pid = function.pid();
                assertEquals(
                        "null", api.invoke("NO_SUCH_VARIABLE").outcome(PATIENCE).text());
            }
            assertFalse(ProcessHandle.of(pid).map(ProcessHandle::isAlive).orElse(false));
        }
    }

    @Test
    void whatLambdaDoesNotHaveIsRefused() {
        assertThrows(IllegalArgumentException.class, () -> ECHO.withMemory(127));
        assertThrows(IllegalArgumentException.class, () -> ECHO.withMemory(10_241));
        assertThrows(IllegalArgumentException.class, () -> InvokeRequest.of("").withId("a/b"));
        assertThrows(IllegalArgumentException.class, () -> InvokeRequest.of("").withTrace("a\r\nb"));
        assertThrows(IllegalArgumentException.class, () -> Fault.status(99));
    }
}
