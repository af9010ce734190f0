package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.lambda.RuntimeApi.Outcome;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;

/** A function under the runtime that AWS runs it with, in a process of its own. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime has native code for Linux only")
final class RuntimeTest {

    @TempDir
    Path logs;

    @Test
    @Timeout(120)
    void aFunctionUnderTheRealRuntime() throws Exception {
        var get = Events.read("http-api-get");
        Events.headersOf(get).remove("x-amzn-trace-id");
        var events = List.of(
                Events.bytes("http-api"),
                Events.bytes(get),
                "{\"Records\":[{\"body\":\"secret\"}]}".getBytes(UTF_8),
                Events.bytes("http-api"),
                Events.bytes("rest-api"));
        try (var api = RuntimeApi.serving(events)) {
            var process = start(api, TodoFunction.class);
            try {
                assertCreated(api.outcome(), "invocation-1");
                assertTold(api.outcome());
                assertRefused(api.outcome());
                assertCreated(api.outcome(), "invocation-4");
                assertCreated(api.outcome(), "invocation-5");
                assertTrue(process.isAlive());
            } finally {
                process.destroyForcibly().waitFor();
            }
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
            var process = start(api, EventFunction.class);
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

    private Process start(RuntimeApi api, Class<? extends LambdaHandler> function) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                "com.amazonaws.services.lambda.runtime.api.client.AWSLambda",
                function.getName());
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.authority());
        builder.environment().put("LAMBDA_TASK_ROOT", logs.toString());
        builder.redirectErrorStream(true);
        builder.redirectOutput(logs.resolve("log").toFile());
        return builder.start();
    }

    private static void assertCreated(Outcome outcome, String id) {
        assertEquals("invocation/" + id + "/response", outcome.path(), outcome.content());
        var answer = Events.tree(outcome.content().getBytes(UTF_8));
        assertEquals(201, answer.get("statusCode").intValue());
        assertEquals(
                "{\"title\":\"ship\",\"completed\":false}", answer.get("body").stringValue());
    }

    private static void assertTold(Outcome outcome) {
        var answer = Events.tree(outcome.content().getBytes(UTF_8));
        assertEquals(
                "{\"id\":\"invocation-2\",\"trace\":\"Root=1-5bef4de7-ad49b0e87f6ef6c87fc2e700;Sampled=1\","
                        + "\"hurries\":true}",
                answer.get("body").stringValue());
    }

    private static void assertRefused(Outcome outcome) {
        assertEquals("invocation/invocation-3/error", outcome.path());
        var error = Events.tree(outcome.content().getBytes(UTF_8));
        assertEquals("io.anyport.lambda.EventException", error.get("errorType").stringValue());
        assertTrue(error.get("errorMessage").stringValue().endsWith("seen: an object of Records (list)"));
        assertFalse(outcome.content().contains("secret"));
    }
}
