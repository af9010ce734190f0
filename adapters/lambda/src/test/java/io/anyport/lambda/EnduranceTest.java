package io.anyport.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.junit.lambda.Call;
import io.anyport.junit.lambda.Fault;
import io.anyport.junit.lambda.FunctionCommand;
import io.anyport.junit.lambda.FunctionProcess;
import io.anyport.junit.lambda.InvokeRequest;
import io.anyport.junit.lambda.Outcome;
import io.anyport.junit.lambda.RuntimeApi;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What our own runtime survives, and how it ends when it cannot. */
@Timeout(120)
final class EnduranceTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private static FunctionCommand moody() {
        return FunctionCommand.of(MoodyFunction.class)
                .withRuntime(FunctionCommand.OWN_RUNTIME)
                .withOptions("-XX:TieredStopAtLevel=1");
    }

    /** With what it has written still to be read. */
    private static int stopped(FunctionProcess function) throws Exception {
        ProcessHandle.of(function.pid()).orElseThrow().destroy();
        return function.end(PATIENCE);
    }

    @Test
    void theContextIsAsUnderTheRuntimeOfAws() throws Exception {
        try (var api = RuntimeApi.start();
                var function = moody().withMemory(192).start(api)) {
            var told = api.invoke(InvokeRequest.of("tell")
                            .withTrace("Root=1")
                            .withField("Lambda-Runtime-Aws-Tenant-Id", "blue")
                            .withCognitoIdentity("{\"cognitoIdentityId\":\"i\",\"cognitoIdentityPoolId\":\"p\"}")
                            .withClientContext(
                                    "{\"client\":{\"app_title\":\"caf\\u00e9\"},\"custom\":{\"b\":2,\"a\":\"1\","
                                            + "\"c\":{}},\"env\":{\"locale\":\"de\"},\"services\":[{}]}"))
                    .outcome(PATIENCE);
            String name = told.text().split(" ", 2)[0];
            assertEquals(name + " 192 blue Root=1 i/p caf\u00e9/{a=1, b=2}/{locale=de}", told.text());
            var nothing = api.invoke(InvokeRequest.of("tell")
                            .withTrace("")
                            .withCognitoIdentity("[]")
                            .withClientContext("{\"client\":"))
                    .outcome(PATIENCE);
            assertEquals(name + " 192 null null null null", nothing.text());
            assertEquals(143, stopped(function));
            assertEquals("", function.output());
        }
    }

    @Test
    void itLogsAsTheRuntimeOfAwsDoes() throws Exception {
        try (var api = RuntimeApi.start();
                var function = moody().with("AWS_LAMBDA_LOG_LEVEL", "WARN").start(api)) {
            api.invoke("log").outcome(PATIENCE);
            stopped(function);
            assertEquals("plain\n[WARN] said \"so\"\nbytes\n", function.output());
        }
        try (var api = RuntimeApi.start();
                var function = moody().with("AWS_LAMBDA_LOG_LEVEL", "WARN")
                        .with("AWS_LAMBDA_LOG_FORMAT", "JSON")
                        .start(api)) {
            api.invoke(InvokeRequest.of("log").withId("id-1")).outcome(PATIENCE);
            stopped(function);
            var lines = function.output().lines().toList();
            String time = "\\{\"timestamp\":\"[0-9-]{10}T[0-9:]{8}(\\.[0-9]{3})?Z\",";
            assertTrue(
                    lines.get(0)
                            .matches(
                                    time
                                            + "\"message\":\"plain\\\\u000a\",\"level\":\"UNDEFINED\",\"AWSRequestId\":\"id-1\"}"),
                    function::output);
            assertTrue(
                    lines.get(1)
                            .matches(
                                    time
                                            + "\"message\":\"said \\\\\"so\\\\\"\\\\u000a\",\"level\":\"WARN\",\"AWSRequestId\":\"id-1\"}"),
                    function::output);
            assertEquals("bytes", lines.get(2));
        }
    }

    @Test
    void aFullStackAndAnInterruptAreOfOneInvocationOnly() throws Exception {
        try (var api = RuntimeApi.start();
                var function = moody().start(api)) {
            var full = api.invoke("stack").outcome(PATIENCE);
            assertEquals(Outcome.Kind.ERROR, full.kind());
            assertEquals("java.lang.StackOverflowError", full.errorType().orElse(""));
            assertEquals(
                    Outcome.Kind.RESPONSE,
                    api.invoke("interrupt").outcome(PATIENCE).kind());
            assertEquals(
                    Outcome.Kind.RESPONSE, api.invoke("tell").outcome(PATIENCE).kind());
            assertTrue(function.isAlive());
            assertEquals(List.of(), api.remarks());
        }
    }

    @Test
    void withoutMemoryTheFailureIsToldAndTheProcessEnds() throws Exception {
        for (String concurrency : List.of("1", "4")) {
            try (var api = RuntimeApi.start();
                    var function = moody().with("AWS_LAMBDA_MAX_CONCURRENCY", concurrency)
                            .start(api)) {
                var failed = api.invoke("memory").outcome(PATIENCE);
                assertEquals("java.lang.OutOfMemoryError", failed.errorType().orElse(""));
                assertEquals(1, function.end(PATIENCE));
                assertEquals(
                        "The runtime cannot go on: the function failed with java.lang.OutOfMemoryError: no memory\n",
                        function.output());
            }
        }
    }

    @Test
    void aFunctionThatEndsTheProcessEndsIt() throws Exception {
        try (var api = RuntimeApi.start();
                var function = moody().start(api)) {
            api.invoke("exit");
            assertEquals(7, function.end(PATIENCE));
        }
    }

    @Test
    void whatPassesIsSurvived() throws Exception {
        try (var api = RuntimeApi.start()) {
            api.fail(
                    Call.NEXT,
                    Fault.status(500),
                    Fault.cut(),
                    Fault.garbage("HTTP/1.1 200 OK\r\n\r\n{}"),
                    Fault.cutAnswer(),
                    Fault.cutUnanswered(),
                    Fault.slow(Duration.ofMillis(100)));
            api.fail(Call.RESPONSE, Fault.status(429), Fault.cut(), Fault.takenWith(500), Fault.none());
            try (var function = moody().start(api)) {
                for (int i = 0; i < 5; i++) {
                    var outcome = api.invoke("tell").outcome(PATIENCE);
                    assertEquals(Outcome.Kind.RESPONSE, outcome.kind(), function::output);
                }
                stopped(function);
                assertEquals("""
                        An event may be lost: the Runtime API gave an event without Lambda-Runtime-Aws-Request-Id
                        An event may be lost: the Runtime API ended the connection in the middle of an answer
                        """, function.output());
            }
        }
    }

    @Test
    void whatDoesNotPassEndsTheProcessWithOneLine() throws Exception {
        try (var api = RuntimeApi.start()) {
            api.fail(Call.NEXT, Fault.none(), Fault.status(403));
            try (var function = moody().start(api)) {
                api.invoke("tell").outcome(PATIENCE);
                assertEquals(1, function.end(PATIENCE));
                assertEquals(
                        "The runtime cannot go on: the Runtime API answered 403 to invocation/next\n",
                        function.output());
            }
        }
        FunctionProcess orphan;
        try (var api = RuntimeApi.start()) {
            orphan = moody().start(api);
            api.invoke("tell").outcome(PATIENCE);
        }
        try (var function = orphan) {
            assertEquals(1, function.end(PATIENCE));
            assertTrue(function.output().startsWith("The runtime cannot go on: "), function::output);
            assertEquals(1, function.output().lines().count(), function::output);
        }
    }
}
