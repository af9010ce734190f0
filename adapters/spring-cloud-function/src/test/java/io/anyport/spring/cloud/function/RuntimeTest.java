package io.anyport.spring.cloud.function;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.http.Headers;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.junit.lambda.FunctionCommand;
import io.anyport.junit.lambda.InvokeRequest;
import io.anyport.junit.lambda.Outcome;
import io.anyport.junit.lambda.Outcome.Kind;
import io.anyport.junit.lambda.RuntimeApi;
import io.anyport.lambda.local.FrontDoor;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;
import org.springframework.cloud.function.adapter.aws.FunctionInvoker;

/** A function in a process of its own, under AWS's runtime and under ours, and all that the process logs. */
@EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime has native code for Linux only")
@Timeout(120)
final class RuntimeTest {

    /** In every part of a request. */
    private static final Request SECRETS = Request.post("/secret-name?q=secret-query")
            .withHeaders(Headers.of("X", "secret-header", "Cookie", "c=secret-cookie", "Authorization", "secret-token"))
            .json("{\"text\":\"secret-body\"}");

    /** All that do not stream, which AWS's runtime client cannot. */
    private static final List<FrontDoor> DOORS = List.of(
            FrontDoor.httpApi(), FrontDoor.restApi(), FrontDoor.functionUrl(), FrontDoor.alb(), FrontDoor.albMulti());

    private static final Duration PATIENCE = Duration.ofSeconds(90);

    @Test
    void underTheRuntimeOfAwsTheApplicationAnswersAndNothingOfARequestIsLogged() throws Exception {
        try (var api = RuntimeApi.start();
                var function = command(FunctionCommand.AWS_RUNTIME).start(api)) {
            for (var door : DOORS) {
                var answer = response(door, api.invoke(door.event(SECRETS)).outcome(PATIENCE));
                assertEquals(201, answer.status().code());
                assertTrue(answer.text().startsWith("secret-name secret-header secret-cookie [secret-query] "));
            }
            assertFails(api);
            assertEquals(List.of(), api.remarks());
            assertTrue(
                    function.output().contains("Located function: 'appFunction'"),
                    function::output); // so INFO is there
            assertTrue(function.output().contains("request failing failed, GET /fails"), function::output);
            assertFalse(function.output().contains("secret-"), function::output);
        }
    }

    private static void assertFails(RuntimeApi api) throws Exception {
        var door = FrontDoor.restApi();
        var event =
                InvokeRequest.of(door.event(Request.get("/fails?secret-query"))).withId("failing");
        var failed = response(door, api.invoke(event).outcome(PATIENCE));
        assertEquals(500, failed.status().code());
        assertTrue(failed.text().contains("\"requestId\":\"failing\""), failed.text());

        var refused = api.invoke("{\"Records\":[{\"body\":\"secret-body\"}]}").outcome(PATIENCE);
        assertEquals(Kind.ERROR, refused.kind());
        assertTrue(refused.text().contains("io.anyport.lambda.EventException"), refused.text());
        assertFalse(refused.text().contains("secret-"), refused.text());
    }

    @Test
    void underOurRuntimeAnotherFunctionAnswersAndItsEventsAreNotLogged() throws Exception {
        var command = command(FunctionCommand.OWN_RUNTIME).with("SPRING_CLOUD_FUNCTION_DEFINITION", "loud");
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            var outcome = api.invoke("{\"text\":\"secret-body\"}").outcome(PATIENCE);
            assertEquals("{\"text\":\"SECRET-BODY\"}", outcome.text());
            assertTrue(function.output().contains("Located function: 'loud'"), function::output);
            assertFalse(function.output().contains("secret-"), function::output);
        }
    }

    private static FunctionCommand command(String runtime) {
        return FunctionCommand.of(FunctionInvoker.class.getName() + "::handleRequest")
                .withRuntime(runtime)
                .with("MAIN_CLASS", Notes.class.getName());
    }

    private static Response response(FrontDoor door, Outcome outcome) {
        assertEquals(Kind.RESPONSE, outcome.kind(), outcome::text);
        return door.response(outcome.content());
    }
}
