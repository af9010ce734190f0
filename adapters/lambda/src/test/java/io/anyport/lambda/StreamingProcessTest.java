package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.junit.lambda.FunctionCommand;
import io.anyport.junit.lambda.InvokeRequest;
import io.anyport.junit.lambda.Outcome;
import io.anyport.junit.lambda.RuntimeApi;
import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.api.condition.EnabledOnOs;
import org.junit.jupiter.api.condition.OS;

/** Streamed answers of functions in processes of their own. */
@Timeout(180)
final class StreamingProcessTest {

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    private static final String PRELUDE = "{\"statusCode\":200,\"headers\":{\"Content-Type\":\"a/b\"}}";

    private static byte[] event(long length) {
        return ("{\"version\":\"2.0\",\"rawPath\":\"/" + length + "\",\"headers\":{},\"requestContext\":"
                        + "{\"domainName\":\"a.lambda-url.b.on.aws\",\"http\":{\"method\":\"POST\"}}}")
                .getBytes(UTF_8);
    }

    private static FunctionCommand declared(Class<?> function) {
        return FunctionCommand.of(function)
                .withRuntime(FunctionCommand.OWN_RUNTIME)
                .with(StreamingOutput.VARIABLE, "rest-api, function-url");
    }

    /** A heap of 24 MB holds no answer of nearly 200 MB: it is never there as a whole. */
    @Test
    void aLargeAnswerNeedsNoMemory() throws Exception {
        long length = LambdaHandler.STREAMED_LIMIT - 1000;
        try (var api = RuntimeApi.start();
                var function = declared(StreamedFunction.class)
                        .withOptions("-Xmx24m", "-XX:TieredStopAtLevel=1")
                        .start(api)) {
            var invoked = api.invoke(InvokeRequest.of(event(length)).withTimeout(PATIENCE));
            assertEquals(length, checked(invoked.stream(PATIENCE)));
            var outcome = invoked.outcome(PATIENCE);
            assertEquals(Outcome.Kind.STREAM, outcome.kind(), function::output);
            assertEquals(PRELUDE, outcome.prelude());
            assertTrue(outcome.trailers().isEmpty());
            assertEquals(
                    Outcome.Kind.STREAM, api.invoke(event(1)).outcome(PATIENCE).kind());
            assertEquals(List.of(), api.remarks());
            assertEquals("", function.output());
        }
    }

    /** {@return how many bytes there are behind the prelude, all of which are the right ones} */
    private static long checked(InputStream stream) throws IOException {
        assertEquals(PRELUDE + "\0".repeat(8), new String(stream.readNBytes(PRELUDE.length() + 8), UTF_8));
        byte[] buffer = new byte[1 << 16];
        long position = 0;
        for (int count = stream.read(buffer); count >= 0; count = stream.read(buffer)) {
            for (int i = 0; i < count; i++) {
                if (buffer[i] != StreamedFunction.Bytes.at(position++)) {
                    throw new AssertionError("another byte at " + (position - 1));
                }
            }
        }
        return position;
    }

    /** Each class costs a cold start a part of a millisecond. */
    @Test
    void aFunctionThatDoesNotStreamLoadsNoClassForIt() throws Exception {
        var command = FunctionCommand.of(StreamedFunction.class)
                .withRuntime(FunctionCommand.OWN_RUNTIME)
                .withOptions("-Xlog:class+load:stdout", "-XX:TieredStopAtLevel=1");
        try (var api = RuntimeApi.start();
                var function = command.start(api)) {
            var outcome = api.invoke(event(1000)).outcome(PATIENCE);
            assertEquals(Outcome.Kind.RESPONSE, outcome.kind());
            ProcessHandle.of(function.pid()).orElseThrow().destroy();
            function.end(PATIENCE);
            assertTrue(function.output().contains("io.anyport.lambda.runtime.Loop "), "no classes are logged");
            for (String name : List.of(
                    "StreamingOutput",
                    "StreamedAnswer",
                    "StreamedInvocations",
                    "FunctionOutput",
                    "ChunkedRequest",
                    "ClientFields",
                    "FunctionLogger",
                    "Loops",
                    "ServerSentEvent")) {
                assertFalse(function.output().contains("." + name + " "), name);
            }
        }
    }

    @Test
    void aFrontDoorThatIsNoneIsSaidAtTheStart() throws Exception {
        for (String wrong : List.of("http-api", "", "function-url;rest-api")) {
            try (var api = RuntimeApi.start();
                    var function = declared(StreamedFunction.class)
                            .with(StreamingOutput.VARIABLE, wrong)
                            .start(api)) {
                assertEquals(1, function.end(PATIENCE));
                assertEquals(
                        "The runtime cannot go on: ANYPORT_LAMBDA_STREAMING must be function-url, rest-api or both, with a"
                                + " comma between them\n",
                        function.output());
            }
        }
    }

    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime has native code for Linux only")
    void theRuntimeOfAwsCannotStreamAndSaysSo() throws Exception {
        try (var api = RuntimeApi.start();
                var function = declared(StreamedFunction.class)
                        .withRuntime(FunctionCommand.AWS_RUNTIME)
                        .start(api)) {
            var outcome = api.invoke(event(1)).outcome(PATIENCE);
            assertEquals(Outcome.Kind.ERROR, outcome.kind(), function::output);
            assertTrue(
                    outcome.text()
                            .contains(
                                    "ANYPORT_LAMBDA_STREAMING names function-url, but the runtime of this function cannot"
                                            + " stream: take io.anyport.lambda.runtime.FunctionRuntime"),
                    outcome::text);
            var other = api.invoke(Events.bytes("http-api")).outcome(PATIENCE);
            assertEquals(Outcome.Kind.RESPONSE, other.kind(), other::text);
        }
    }

    /** Without the variable a stream is collected, and what is too large is an error that says what to do. */
    @Test
    @EnabledOnOs(value = OS.LINUX, disabledReason = "AWS's runtime has native code for Linux only")
    void theRuntimeOfAwsCollectsStreams() throws Exception {
        try (var api = RuntimeApi.start();
                var function = FunctionCommand.of(StreamedFunction.class)
                        .withRuntime(FunctionCommand.AWS_RUNTIME)
                        .start(api)) {
            var small = api.invoke(event(1000)).outcome(PATIENCE);
            assertEquals(Outcome.Kind.RESPONSE, small.kind(), function::output);
            assertTrue(small.text().contains("\"isBase64Encoded\":true"), small::text);
            var large = api.invoke(event(7_000_000)).outcome(PATIENCE);
            assertTrue(large.text().contains("\"statusCode\":500"), large::text);
            ProcessHandle.of(function.pid()).orElseThrow().destroy(); // with all that it has written still to be read
            function.end(PATIENCE);
            assertTrue(
                    function.output().contains("more can be streamed, see ANYPORT_LAMBDA_STREAMING"), function::output);
        }
    }
}
