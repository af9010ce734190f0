package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.junit.lambda.FunctionCommand;
import io.anyport.junit.lambda.InvokeRequest;
import io.anyport.junit.lambda.Invoked;
import io.anyport.junit.lambda.Outcome;
import io.anyport.junit.lambda.Outcome.Kind;
import io.anyport.junit.lambda.RuntimeApi;
import java.io.File;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.TimeoutException;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** What a function does under any runtime, in a process of its own. */
@Timeout(120)
abstract class RuntimeContract {

    static final Duration PATIENCE = Duration.ofSeconds(60);

    private final String runtime;

    RuntimeContract(String runtime) {
        this.runtime = runtime;
    }

    FunctionCommand command(Class<?> function) {
        return FunctionCommand.of(function.getName()).withRuntime(runtime);
    }

    @Test
    void invocationsAreAnsweredOneAfterTheOther() throws Exception {
        var get = Events.read("http-api-get");
        Events.headersOf(get).remove("x-amzn-trace-id");
        try (var api = RuntimeApi.start();
                var function = command(TodoFunction.class).start(api)) {
            assertCreated(api.invoke(Events.bytes("http-api")).outcome(PATIENCE));
            var told =
                    api.invoke(InvokeRequest.of(Events.bytes(get)).withId("a-1").withTrace("Root=1-2;Sampled=1"));
            assertEquals(
                    "{\"id\":\"a-1\",\"trace\":\"Root=1-2;Sampled=1\",\"hurries\":true}", body(told.outcome(PATIENCE)));
            var untraced =
                    api.invoke(InvokeRequest.of(Events.bytes(get)).withId("a-2").withTrace(""));
            assertEquals("{\"id\":\"a-2\",\"trace\":\"\",\"hurries\":true}", body(untraced.outcome(PATIENCE)));
            assertCreated(api.invoke(Events.bytes("rest-api")).outcome(PATIENCE));
            assertEquals(List.of(), api.remarks());
            assertTrue(function.isAlive());
            assertFalse(function.output().contains("Exception"), function.output());
        }
    }

    @Test
    void whatFailsFailsItsInvocationOnly() throws Exception {
        try (var api = RuntimeApi.start();
                var function = command(TodoFunction.class).start(api)) {
            assertRefused(api.invoke("{\"Records\":[{\"body\":\"secret\"}]}").outcome(PATIENCE));
            assertRefused(api.invoke("no JSON, but secret").outcome(PATIENCE));
            assertCreated(api.invoke(Events.bytes("http-api")).outcome(PATIENCE));
            assertEquals(List.of(), api.remarks());
            assertFalse(function.output().contains("secret"), function.output());
        }
    }

    @Test
    void failuresOfOperationsHaveStableTypesAndNothingOfTheInside() throws Exception {
        try (var api = RuntimeApi.start();
                var function = command(EventFunction.class).start(api)) {
            assertEquals("\"ship\"", answer(api, "{\"title\":\"ship\"}"));
            assertFailed(api.invoke("{\"title\":7}"), "InvalidOperationInput", "\"pointer\":\"#/title\"");
            assertFailed(api.invoke("{\"title\":\"taken\"}"), "OperationRefused", "\"status\":409");
            var broken =
                    InvokeRequest.of("{\"title\":\"broken\"}".getBytes(UTF_8)).withId("b-4");
            assertFailed(api.invoke(broken), "OperationFailed", "\"requestId\":\"b-4\"");
            assertEquals(
                    "{\"batchItemFailures\":[{\"itemIdentifier\":\"9a1f2c3d-0000-4000-8000-000000000003\"}]}",
                    answer(api, new String(Events.bytes("other/sqs"), UTF_8)));
            assertFailed(api.invoke(Events.bytes("other/sns")), "UnboundSource", "bound: operation add, queue imports");
            assertTrue(function.isAlive());
        }
    }

    private static String answer(RuntimeApi api, String event) throws Exception {
        var outcome = api.invoke(event).outcome(PATIENCE);
        assertEquals(Kind.RESPONSE, outcome.kind(), outcome::text);
        return outcome.text();
    }

    private static void assertFailed(Invoked invoked, String type, String part) throws Exception {
        var outcome = invoked.outcome(PATIENCE);
        assertEquals(Kind.ERROR, outcome.kind());
        var error = Events.tree(outcome.text().getBytes(UTF_8));
        assertEquals("io.anyport.event." + type, error.get("errorType").stringValue());
        assertTrue(error.get("errorMessage").stringValue().contains(part), outcome.text());
        assertFalse(outcome.text().contains("secret"), outcome.text());
        assertTrue(error.get("stackTrace") == null || error.get("stackTrace").isEmpty(), outcome.text());
    }

    @Test
    void aFunctionThatCannotBeMadeIsToldAndEndsTheProcess() throws Exception {
        try (var api = RuntimeApi.start();
                var function = command(BrokenFunction.class).start(api)) {
            var outcome = api.outcome(PATIENCE);
            assertEquals(Kind.INIT_ERROR, outcome.kind());
            assertTrue(outcome.text().contains("no table"), outcome.text());
            assertEquals(1, function.end(PATIENCE));
            assertTrue(function.output().contains("no table"), function.output());
        }
    }

    @Test
    void aFunctionThatIsShutDownEndsInOrder() throws Exception {
        try (var api = RuntimeApi.start();
                var function = command(HookedFunction.class).start(api)) {
            assertEquals(
                    "hooked", body(api.invoke(HookedFunction.event("/state")).outcome(PATIENCE)));
            assertEquals(143, function.stop(PATIENCE));
            assertTrue(function.output().endsWith("shut down\n"), function.output());
        }
    }

    @Test
    void aFunctionIsPrimedBeforeTheSnapshotAndGoesOnAfterTheRestore() throws Exception {
        try (var api = RuntimeApi.start();
                var function = command(SnapFunction.class).snapStart().start(api)) {
            var first = api.invoke(SnapFunction.event("/calls"));
            api.awaitCheckpoint(PATIENCE);
            assertThrows(TimeoutException.class, () -> first.outcome(Duration.ZERO));
            api.restore();
            assertEquals("made primed before after", body(first.outcome(PATIENCE)));
            assertEquals(
                    "made primed before after",
                    body(api.invoke(SnapFunction.event("/calls")).outcome(PATIENCE)));
            assertEquals(List.of(), api.remarks());
            assertTrue(function.isAlive());
        }
    }

    @Test
    void withoutASnapshotNothingIsPrimed() throws Exception {
        try (var api = RuntimeApi.start();
                var function = command(SnapFunction.class).start(api)) {
            assertEquals("made", body(api.invoke(SnapFunction.event("/calls")).outcome(PATIENCE)));
            assertTrue(function.isAlive());
        }
    }

    @Test
    void aFunctionThatIsNotReadyForTheSnapshotFailsToStart() throws Exception {
        try (var api = RuntimeApi.start();
                var function = command(SnapFunction.class)
                        .with("FAILS", "priming")
                        .snapStart()
                        .start(api)) {
            var outcome = api.outcome(PATIENCE);
            assertEquals(Kind.INIT_ERROR, outcome.kind());
            assertNotEquals(0, function.end(PATIENCE));
            assertTrue(function.output().contains("priming GET /prime was answered with 5"), function.output());
            assertThrows(TimeoutException.class, () -> api.awaitCheckpoint(Duration.ZERO));
        }
    }

    @Test
    void aFunctionThatCannotGoOnAfterTheRestoreSaysSo() throws Exception {
        try (var api = RuntimeApi.start();
                var function = command(SnapFunction.class)
                        .with("FAILS", "restore")
                        .snapStart()
                        .start(api)) {
            api.awaitCheckpoint(PATIENCE);
            api.restore();
            var outcome = api.outcome(PATIENCE);
            assertEquals(Kind.RESTORE_ERROR, outcome.kind());
            assertNotEquals(0, function.end(PATIENCE));
            assertTrue(function.output().contains("no connection"), function.output());
        }
    }

    /** The seeds of the JDK's generator are set to one value, as they are after the restore of one snapshot. */
    @Test
    void twoProcessesFromOneSnapshotMakeDifferentIds() throws Exception {
        String[] one = bits();
        String[] other = bits();
        assertEquals(one[0], other[0], "the JDK's generator, which shows that the seeds are equal");
        assertNotEquals(one[1], other[1]);
        assertNotEquals(one[2], other[2]);
    }

    private String[] bits() throws Exception {
        var command = command(SnapFunction.class)
                .withOptions("--add-opens=java.base/java.lang=ALL-UNNAMED")
                .snapStart();
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            api.restore();
            String told = body(api.invoke(SnapFunction.event("/bits")).outcome(PATIENCE));
            assertTrue(function.isAlive());
            return told.split(" ");
        }
    }

    /** The class path of this process without {@code org.crac}. */
    static Path[] withoutCrac() {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !entry.contains("crac"))
                .map(Path::of)
                .toArray(Path[]::new);
    }

    static String body(Outcome outcome) {
        assertEquals(Kind.RESPONSE, outcome.kind(), outcome::text);
        return Events.tree(outcome.content()).get("body").stringValue();
    }

    static void assertCreated(Outcome outcome) {
        assertEquals("{\"title\":\"ship\",\"completed\":false}", body(outcome));
        assertEquals(201, Events.tree(outcome.content()).get("statusCode").intValue());
    }

    private static void assertRefused(Outcome outcome) {
        assertEquals(Kind.ERROR, outcome.kind());
        var error = Events.tree(outcome.text().getBytes(UTF_8));
        assertEquals("io.anyport.lambda.EventException", error.get("errorType").stringValue());
        assertFalse(outcome.text().contains("secret"));
    }
}
