package io.anyport.lambda;

import static io.anyport.event.Operation.operation;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.LambdaLogger;
import io.anyport.App;
import io.anyport.event.InvalidOperationInput;
import io.anyport.event.OperationFailed;
import io.anyport.event.OperationRefused;
import io.anyport.event.UnknownOperation;
import io.anyport.http.Status;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;

final class DirectInvocationTest {

    static final List<String> DIRECT = Events.DIRECT;

    record Recount(String list, Optional<Integer> version) {}

    record Count(String list) {}

    static final class NoSuchList extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static Count recount(Recount one) {
        if (one.list().equals("none")) {
            throw new NoSuchList();
        }
        if (one.list().equals("broken")) {
            throw new IllegalStateException("secret");
        }
        return new Count(one.list() + one.version().map(String::valueOf).orElse(""));
    }

    private static final App ONE = App.of("one", operation("recount").to(Recount.class, DirectInvocationTest::recount))
            .problem(NoSuchList.class, Status.NOT_FOUND);

    private static final App MANY = App.of(
            "many",
            operation("recount").to(Recount.class, DirectInvocationTest::recount),
            operation("echo").to(Object.class, (Object any) -> any),
            operation("purge").run(() -> {}));

    private static String answer(App app, String event) {
        return new String(Events.answer(app, event.getBytes(UTF_8)), UTF_8);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"list\":\"home\"} | home",
                " {\"version\":2,\"list\":\"home\",\"body\":7,\"headers\":[]} | home2",
                "{\"operation\":\"recount\",\"input\":{\"list\":\"home\"}} | home",
                "{\"operation\":\"other\",\"list\":\"home\"} | home",
                "{\"operation\":\"recount\",\"input\":{\"list\":\"work\"},\"list\":\"home\"} | home",
                "{\"list\":\"home\",\"Records\":[{\"source\":\"aws:other\"}],\"source\":\"me\",\"detail\":[]} | home",
                "{\"list\":\"home\",\"Records\":[7,null],\"id\":{},\"requestContext\":[]} | home"
            })
    void theWholeEventIsTheInputOfTheOnlyOperation(String event, String list) {
        assertEquals("{\"list\":\"" + list + "\"}", answer(ONE, event));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"operation\":\"recount\",\"input\":{\"list\":\"home\"}} | {\"list\":\"home\"}",
                "{ \"input\" : {\"list\":\"home\"} , \"operation\":\"recount\" } | {\"list\":\"home\"}",
                "{\"operation\":\"recount\",\"list\":\"home\"} | {\"list\":\"home\"}",
                "{\"operation\":\"purge\"} | null",
                "{\"operation\":\"echo\",\"input\": \"k\u00e4se \\u00e9\" } | \"k\u00e4se \u00e9\"",
                "{\"operation\":\"echo\",\"input\":-12.5} | -12.5",
                "{\"operation\":\"echo\",\"input\":true ,\"more\":1} | true",
                "{\"input\":[1,[2,{\"a\":null}]],\"operation\":\"echo\"} | [1,[2,{\"a\":null}]]",
                "{\"operation\":\"echo\",\"x\":1} | {\"operation\":\"echo\",\"x\":1}"
            })
    void theEventSaysWhichOfSeveralOperations(String event, String output) {
        assertEquals(output, answer(MANY, event));
    }

    @Test
    void theClientContextMaySayIt() {
        byte[] input = "{\"list\":\"home\",\"operation\":\"echo\"}".getBytes(UTF_8);
        assertEquals(
                "{\"list\":\"home\"}",
                new String(Events.answer(MANY, input, new Platform(Map.of("operation", "recount"))), UTF_8));
        assertEquals(
                "{\"list\":\"home\",\"operation\":\"echo\"}",
                new String(Events.answer(MANY, input, new Platform(Map.of())), UTF_8));
        assertThrows(
                UnknownOperation.class, () -> Events.answer(ONE, input, new Platform(Map.of("operation", "purge"))));
    }

    @Test
    void whatIsNotNamedOrNotKnownIsToldWithTheKnownOnes() {
        for (String event : List.of("{\"list\":\"home\"}", "[]", "7", "{\"operation\":7}", "{\"operation\":\"x\"}")) {
            var unknown = assertThrows(UnknownOperation.class, () -> answer(MANY, event));
            assertTrue(
                    String.valueOf(unknown.getMessage()).contains("There are: recount, echo, purge."),
                    unknown.getMessage());
        }
    }

    @Test
    void failuresHaveStableTypes() {
        assertThrows(InvalidOperationInput.class, () -> answer(ONE, "{}"));
        assertThrows(InvalidOperationInput.class, () -> answer(ONE, "[7]"));
        assertThrows(OperationRefused.class, () -> answer(ONE, "{\"list\":\"none\"}"));
        var failed = assertThrows(OperationFailed.class, () -> answer(ONE, "{\"list\":\"broken\"}"));
        assertTrue(!String.valueOf(failed.getMessage()).contains("secret"), failed.getMessage());
    }

    @Test
    void whatBroughtItIsOnTheInvocationAndNothingOfTheEvent() {
        var app = App.of(
                "who",
                operation("who")
                        .to(
                                Object.class,
                                (any, invocation) -> invocation.target()
                                        + " " + invocation.id()
                                        + " " + invocation.caller().isPresent()
                                        + " " + invocation.clientAddress().isPresent()));
        String event = "{\"requestContext\":{\"identity\":{\"sourceIp\":\"192.0.2.1\"},"
                + "\"authorizer\":{\"claims\":{\"sub\":\"root\"}}}}";
        assertEquals(
                "\"lambda:direct request-1 false false\"",
                new String(Events.answer(app, event.getBytes(UTF_8), new Platform(Map.of())), UTF_8));
    }

    @ParameterizedTest
    @FieldSource("DIRECT")
    void whatIsNoServiceThatIsKnownIsADirectInvocation(String name) {
        var app = App.of("echo", operation("echo").to(Object.class, (Object any) -> any));
        byte[] event = Events.bytes("other/" + name);
        assertEquals(Events.tree(event), Events.tree(Events.answer(app, event)));
    }

    @Test
    void aRequestWithAFieldOfAnotherKindIsNoDirectInvocation() {
        var event = Events.read("http-api").put("body", 7);
        assertThrows(EventException.class, () -> Events.answer(ONE, Events.bytes(event)));
    }

    /** What the platform knows of a call with a client context. */
    private record Platform(Map<String, String> custom) implements Context, ClientContext {

        @Override
        public @Nullable Client getClient() {
            return null;
        }

        @Override
        public Map<String, String> getCustom() {
            return custom;
        }

        @Override
        public Map<String, String> getEnvironment() {
            return Map.of();
        }

        @Override
        public String getAwsRequestId() {
            return "request-1";
        }

        @Override
        public String getLogGroupName() {
            return "";
        }

        @Override
        public String getLogStreamName() {
            return "";
        }

        @Override
        public String getFunctionName() {
            return "";
        }

        @Override
        public String getFunctionVersion() {
            return "";
        }

        @Override
        public String getInvokedFunctionArn() {
            return "";
        }

        @Override
        public @Nullable CognitoIdentity getIdentity() {
            return null;
        }

        @Override
        public ClientContext getClientContext() {
            return this;
        }

        @Override
        public int getRemainingTimeInMillis() {
            return 30_000;
        }

        @Override
        public int getMemoryLimitInMB() {
            return 512;
        }

        @Override
        public @Nullable LambdaLogger getLogger() {
            return null;
        }
    }
}
