package io.anyport.spring.cloud.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.http.Headers;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.lambda.local.FrontDoor;
import io.anyport.lambda.runtime.FunctionRuntime;
import io.anyport.spring.cloud.function.RuntimeApi.Outcome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.junit.jupiter.api.io.TempDir;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** A function in a process of its own, under AWS's runtime and under ours, and all that the process logs. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime has native code for Linux only")
@Timeout(120)
final class RuntimeTest {

    /** In every part of a request. */
    private static final Request SECRETS = Request.post("/secret-name?q=secret-query")
            .withHeaders(Headers.of("X", "secret-header", "Cookie", "c=secret-cookie", "Authorization", "secret-token"))
            .json("{\"text\":\"secret-body\"}");

    @TempDir
    Path folder;

    @Test
    void underTheRuntimeOfAwsTheApplicationAnswersAndNothingOfARequestIsLogged() throws Exception {
        try (var api = RuntimeApi.start()) {
            var process = start(api, "com.amazonaws.services.lambda.runtime.api.client.AWSLambda", "");
            try {
                for (var door : FrontDoor.all()) {
                    var answer = response(door, api.invoke(door.event(SECRETS)));
                    assertEquals(201, answer.status().code());
                    assertTrue(answer.text().startsWith("secret-name secret-header secret-cookie [secret-query] "));
                }
                assertFails(api);
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        assertTrue(log().contains("Located function: 'appFunction'"), log()); // so INFO is in there
        assertTrue(log().contains("request id-of-the-platform failed, GET /fails"), log());
        assertFalse(log().contains("secret-"), log());
    }

    private static void assertFails(RuntimeApi api) throws Exception {
        var door = FrontDoor.restApi();
        var failed = response(door, api.invoke(door.event(Request.get("/fails?secret-query"))));
        assertEquals(500, failed.status().code());
        assertTrue(failed.text().contains("\"requestId\":\"id-of-the-platform\""), failed.text());

        var refused = api.invoke("{\"Records\":[{\"body\":\"secret-body\"}]}".getBytes(UTF_8));
        assertEquals("invocation/id-of-the-platform/error", refused.path());
        assertTrue(refused.content().contains("io.anyport.lambda.EventException"), refused.content());
        assertFalse(refused.content().contains("secret-"), refused.content());
    }

    @Test
    void underOurRuntimeAnotherFunctionAnswersAndItsEventsAreNotLogged() throws Exception {
        try (var api = RuntimeApi.start()) {
            var process = start(api, FunctionRuntime.class.getName(), "loud");
            try {
                var outcome = api.invoke("{\"text\":\"secret-body\"}".getBytes(UTF_8));
                assertEquals("{\"text\":\"SECRET-BODY\"}", outcome.content());
            } finally {
                process.destroyForcibly().waitFor();
            }
        }
        assertTrue(log().contains("Located function: 'loud'"), log());
        assertFalse(log().contains("secret-"), log());
    }

    private Process start(RuntimeApi api, String runtime, String definition) throws IOException {
        var builder = new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:TieredStopAtLevel=1",
                "-cp",
                System.getProperty("java.class.path"),
                runtime,
                FunctionInvoker.class.getName() + "::handleRequest");
        builder.environment().put("MAIN_CLASS", Notes.class.getName());
        builder.environment().put("AWS_LAMBDA_RUNTIME_API", api.authority());
        builder.environment().put("LAMBDA_TASK_ROOT", folder.toString());
        if (!definition.isEmpty()) {
            builder.environment().put("SPRING_CLOUD_FUNCTION_DEFINITION", definition);
        }
        builder.redirectErrorStream(true);
        builder.redirectOutput(folder.resolve("log").toFile());
        return builder.start();
    }

    private String log() throws IOException {
        return Files.readString(folder.resolve("log"));
    }

    private static Response response(FrontDoor door, Outcome outcome) {
        assertEquals("invocation/id-of-the-platform/response", outcome.path());
        return door.response(outcome.content().getBytes(UTF_8));
    }
}
