package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.lambda.RuntimeApi.Outcome;
import io.anyport.lambda.runtime.FunctionRuntime;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.io.TempDir;

/** A function under our own runtime, in a process of its own. */
@Timeout(120)
final class OwnRuntimeTest {

    @TempDir
    Path logs;

    @Test
    void invocationsAreAnsweredAsUnderTheRuntimeOfAws() throws Exception {
        var events = List.of(
                Events.bytes("http-api"),
                "{\"Records\":[{\"body\":\"secret\"}]}".getBytes(UTF_8),
                Events.bytes("http-api"));
        try (var api = RuntimeApi.serving(events)) {
            var process = start(api, Map.of("_HANDLER", TodoFunction.class.getName() + "::handleRequest"));
            try {
                assertCreated(api.outcome(), "invocation-1");
                assertRefused(api.outcome());
                assertCreated(api.outcome(), "invocation-3");
                assertTrue(process.isAlive());
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        assertEquals("", log());
    }

    @Test
    void manyInvocationsAtOnceAreNeverMixedUp() throws Exception {
        var events = new ArrayList<byte[]>();
        for (int i = 0; i < 2_000; i++) {
            events.add(new String(Events.bytes("http-api"), UTF_8)
                    .replace("ship", "ship " + i)
                    .getBytes(UTF_8));
        }
        try (var api = RuntimeApi.serving(events)) {
            var process =
                    start(api, Map.of("_HANDLER", TodoFunction.class.getName(), "AWS_LAMBDA_MAX_CONCURRENCY", "32"));
            try {
                var seen = new HashSet<String>();
                for (int i = 0; i < events.size(); i++) {
                    var outcome = api.outcome();
                    String number = outcome.path().replaceAll("[^0-9]", "");
                    var body = Events.tree(outcome.content().getBytes(UTF_8))
                            .get("body")
                            .stringValue();
                    assertEquals(
                            "{\"title\":\"ship " + (Integer.parseInt(number) - 1) + "\",\"completed\":false}", body);
                    assertTrue(seen.add(number));
                }
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    @Test
    void aFunctionThatCannotBeMadeIsToldAndEndsTheProcess() throws Exception {
        for (String handler : List.of("todo.Nobody", "java.lang.String", "", BrokenFunction.class.getName())) {
            try (var api = RuntimeApi.serving(List.of())) {
                var process = start(api, Map.of("_HANDLER", handler));
                var outcome = api.outcome();
                assertEquals(1, process.waitFor(), handler);
                assertEquals("init/error", outcome.path());
                assertTrue(outcome.content().contains("\"errorType\":\"java.lang."), outcome.content());
                assertTrue(log().startsWith("The function cannot be started: java.lang."), log());
                assertEquals(1, log().lines().count(), log());
            }
        }
    }

    @Test
    void aRuntimeThatIsNotOnLambdaSaysSo() throws Exception {
        var process = start(null, Map.of("_HANDLER", TodoFunction.class.getName()));
        assertEquals(1, process.waitFor());
        assertTrue(log().contains("AWS_LAMBDA_RUNTIME_API is not set"), log());
        assertEquals(1, log().lines().count(), log());
    }

    /** A function whose author made a mistake. */
    public static final class BrokenFunction extends LambdaHandler {

        /** For the runtime. */
        public BrokenFunction() {
            super(broken());
        }

        private static io.anyport.App broken() {
            throw new IllegalStateException("no table");
        }
    }

    @Test
    @Timeout(120)
    void failuresOfOperationsHaveStableTypesAndNothingOfTheInside() throws Exception {
        var events = List.of(
                "{\"title\":\"ship\"}".getBytes(UTF_8),
                "{\"title\":7}".getBytes(UTF_8),
                "{\"title\":\"taken\"}".getBytes(UTF_8),
                "{\"title\":\"broken\"}".getBytes(UTF_8),
                Events.bytes("other/sqs"),
                Events.bytes("other/sns"));
        try (var api = RuntimeApi.serving(events)) {
            var process = start(api, Map.of("_HANDLER", EventFunction.class.getName()));
            try {
                assertEquals("\"ship\"", api.outcome().content());
                assertFailed(api.outcome(), "io.anyport.event.InvalidOperationInput", "\"pointer\":\"#/title\"");
                assertFailed(api.outcome(), "io.anyport.event.OperationRefused", "\"status\":409");
                assertFailed(api.outcome(), "io.anyport.event.OperationFailed", "\"requestId\":\"invocation-4\"");
                assertEquals(
                        "{\"batchItemFailures\":[{\"itemIdentifier\":\"9a1f2c3d-0000-4000-8000-000000000003\"}]}",
                        api.outcome().content());
                assertFailed(api.outcome(), "io.anyport.event.UnboundSource", "bound: operation add, queue imports");
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
    }

    private static void assertFailed(Outcome outcome, String type, String part) {
        assertTrue(outcome.path().endsWith("/error"), outcome.path());
        var error = Events.tree(outcome.content().getBytes(UTF_8));
        assertEquals(type, error.get("errorType").stringValue());
        assertTrue(error.get("errorMessage").stringValue().contains(part), outcome.content());
        assertFalse(outcome.content().contains("secret"), outcome.content());
        assertTrue(error.get("stackTrace") == null || error.get("stackTrace").isEmpty(), outcome.content());
    }

    private Process start(@Nullable RuntimeApi api, Map<String, String> environment) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-Xshare:auto",
                "-cp",
                System.getProperty("java.class.path"),
                FunctionRuntime.class.getName());
        builder.environment().remove("AWS_LAMBDA_RUNTIME_API");
        if (api != null) {
            builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.authority());
        }
        builder.environment().putAll(environment);
        builder.redirectErrorStream(true);
        builder.redirectOutput(logs.resolve("log").toFile());
        return builder.start();
    }

    private String log() throws IOException {
        return Files.readString(logs.resolve("log"));
    }

    private static void assertCreated(Outcome outcome, String id) {
        assertEquals("invocation/" + id + "/response", outcome.path(), outcome.content());
        var answer = Events.tree(outcome.content().getBytes(UTF_8));
        assertEquals(201, answer.get("statusCode").intValue());
        assertEquals(
                "{\"title\":\"ship\",\"completed\":false}", answer.get("body").stringValue());
    }

    private static void assertRefused(Outcome outcome) {
        assertEquals("invocation/invocation-2/error", outcome.path());
        assertTrue(outcome.content().contains("\"errorType\":\"io.anyport.lambda.EventException\""));
        assertFalse(outcome.content().contains("secret"));
    }
}
