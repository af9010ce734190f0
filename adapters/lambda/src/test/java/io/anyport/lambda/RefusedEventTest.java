package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.event.Consumer;
import io.anyport.event.Operation;
import io.anyport.event.UnboundSource;
import io.anyport.http.Response;
import io.anyport.http.Route;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusedEventTest {

    static final App APP = App.of("any", Route.get("/{rest...}").to(RefusedEventTest::echo));

    private static final LambdaHandler FUNCTION = new LambdaHandler(APP) {};

    private static Response echo(io.anyport.http.Request request) {
        return Response.ok().withBody(request.body()).text(String.join("/", request.parameters("rest")));
    }

    private static byte[] invoke(byte[] event) throws IOException {
        var answer = new ByteArrayOutputStream();
        FUNCTION.handleRequest(new ByteArrayInputStream(event), answer, null);
        return answer.toByteArray();
    }

    private static String refusal(String event) {
        return String.valueOf(assertThrows(EventException.class, () -> invoke(event.getBytes(UTF_8)))
                .getMessage());
    }

    @Test
    void anUnknownEventIsRefusedWithWhatWasSeenAndWhatIsUnderstood() {
        assertEquals(
                "the event is none that is understood; understood: an HTTP API or Function URL event of payload format"
                        + " 2.0 (version \"2.0\", rawPath, requestContext.http.method), a REST API event of payload"
                        + " format 1.0 (resource, path, httpMethod), an Application Load Balancer event"
                        + " (requestContext.elb, path, httpMethod); bound beside requests: nothing; seen: an object of Records"
                        + " (list), more (object), n (number), b (boolean), t (text), z (null)",
                refusal("{\"Records\":[{\"body\":\"secret\"}],\"more\":{\"secret\":1},\"n\":1e3,\"b\":true,"
                        + "\"t\":\"secret\",\"z\":null}"));
    }

    @Test
    void whatIsBoundIsSaid() {
        var app = App.of("bound", Consumer.queue("imports").run(() -> {}));
        var refused = assertThrows(EventException.class, () -> Events.answer(app, "{}".getBytes(UTF_8)));
        assertTrue(
                String.valueOf(refused.getMessage())
                        .endsWith("; bound beside requests: queue imports; seen: an empty object"),
                refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "websocket-message, a WebSocket API event",
        "authorizer, a request for a Lambda authorizer",
        "authorizer-http-api, a request for a Lambda authorizer",
    })
    void whatIsNotHandledIsCalledByItsName(String name, String known) {
        String refusal = refusal(new String(Events.bytes("other/" + name), UTF_8));
        assertTrue(
                refusal.startsWith("the event is " + known + ", which is recognised but not handled; under"), refusal);
        assertFalse(refusal.contains("secret"), refusal);
    }

    @Test
    void anAuthorizerIsRefusedByOperationsToo() {
        var app = App.of("direct", Operation.operation("any").run(() -> {}));
        assertThrows(EventException.class, () -> Events.answer(app, Events.bytes("other/authorizer")));
        assertThrows(EventException.class, () -> Events.answer(app, Events.bytes("other/authorizer-http-api")));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"Records\":[{\"eventSource\":\"aws:ses\",\"ses\":{}}]} | a list of records of aws:ses",
                "{\"Records\":[{},{\"EventSource\":\"aws:codecommit\"}]} | a list of records of aws:codecommit",
                "{\"Records\":[],\"state\":{},\"isFinalInvokeForWindow\":true} | an event of a tumbling window",
                "{\"isFinalInvokeForWindow\":false,\"Records\":[{\"eventSource\":\"aws:kinesis\"}]}"
                        + " | an event of a tumbling window",
                "{\"raw_path\":\"/\",\"method\":\"GET\",\"headers\":{}} | a VPC Lattice request of version 1.0",
                "{\"version\":\"2.0\",\"path\":\"/\",\"method\":\"GET\",\"requestContext\":{\"serviceNetworkArn\":\"a\"}}"
                        + " | a VPC Lattice request of version 2.0"
            })
    void noOperationIsRunForWhatAServiceWouldTakeForDone(String event, String known) {
        var runs = new AtomicInteger();
        var app = App.of("direct", Operation.operation("any").run(runs::incrementAndGet));
        var refused = assertThrows(EventException.class, () -> Events.answer(app, event.getBytes(UTF_8)));
        String text = String.valueOf(refused.getMessage());
        assertTrue(text.startsWith("the event is " + known + ", which is recognised but not handled; under"), text);
        assertEquals(0, runs.get());
    }

    @ParameterizedTest
    @CsvSource({
        "sqs, queue imports",
        "sqs-fifo, queue imports.fifo",
        "sns, topic orders",
        "s3, bucket photos-bucket",
        "dynamodb, table todos",
        "kinesis, stream clicks",
        "eventbridge, bus shop.orders (OrderPlaced)",
        "eventbridge-rule, schedule purge",
        "scheduler, schedule purge",
    })
    void deliveriesThatNothingIsBoundToAreRefusedWithWhatIs(String name, String source) {
        var app = App.of("direct", Operation.operation("any").run(() -> {}));
        var refused = assertThrows(UnboundSource.class, () -> Events.answer(app, Events.bytes("other/" + name)));
        assertEquals("no consumer is bound to " + source + "; bound: operation any", refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({
        "{}, an empty object",
        "'[1,[2]]', list",
        "\"secret\", text",
        "7, number",
        "'{\"version\":\"1.0\",\"rawPath\":\"/\",\"requestContext\":{\"http\":{\"method\":\"GET\"}}}',"
                + " 'an object of version (text), rawPath (text), requestContext (object)'",
        "'{\"version\":\"2.0\",\"rawPath\":\"/\",\"requestContext\":null}',"
                + " 'an object of version (text), rawPath (text), requestContext (null)'",
    })
    void anyShapeIsSaid(String event, String seen) {
        assertTrue(refusal(event).endsWith("; seen: " + seen), refusal(event));
    }

    /** Whatever becomes of it, it is not the input of the only operation. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"Records\":[{\"body\":\"a\"},{\"eventSource\":\"aws:sqs\",\"body\":\"b\"}]}",
                "{\"Records\":[{\"eventSource\":7,\"eventSourceARN\":\"arn:aws:sqs:eu-west-1:123456789012:imports\"}]}",
                "{\"Records\":[{\"eventSource\":null},{\"eventSource\":\"aws:kinesis\"}]}"
            })
    void recordsWhoseFirstDoesNotSayItsServiceAreNoInput(String event) {
        var app = App.of("direct", Operation.operation("any").run(() -> {}));
        assertThrows(EventException.class, () -> Events.answer(app, event.getBytes(UTF_8)));
    }

    @Test
    void namesAreFitForALog() {
        var many = new StringBuilder("{\"a\\nb\":1,\"" + "n".repeat(90) + "\":2");
        for (int i = 0; i < 1000; i++) {
            many.append(",\"x").append(i).append("\":").append(i);
        }
        String refusal = refusal(many.append('}').toString());
        assertTrue(refusal.contains("a?b (number), " + "n".repeat(40) + "... (number), x0 (number)"), refusal);
        assertTrue(refusal.endsWith("x27 (number), and more"), refusal);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "version",
                "rawPath",
                "rawQueryString",
                "body",
                "isBase64Encoded",
                "headers",
                "cookies",
                "requestContext"
            })
    void aFieldOfAnotherKindIsNamed(String field) {
        var event = Events.read("http-api").put(field, 17);
        assertTrue(refusal(event.toString()).contains(", since its " + field + " is of another kind"));
        event.putArray(field).addObject().put("a", "b");
        assertTrue(refusal(event.toString()).contains(" of another kind"));
    }

    @Test
    void aNestedFieldOfAnotherKindIsNamed() {
        var event = Events.read("http-api");
        Events.httpOf(event).put("method", 1);
        assertTrue(refusal(event.toString()).contains("since its requestContext.http.method is of another kind"));
        var header = Events.read("http-api");
        Events.headersOf(header).put("a", 1);
        assertTrue(refusal(header.toString()).contains("since its headers.* is of another kind"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                " ",
                "{",
                "{\"version\":\"2.0\"",
                "{} {}",
                "secret",
                "{\"a\":secret}",
                "[1",
                "{\"a\" 1}",
                "\u0001"
            })
    void whatIsNoDocumentIsSaidWithoutAPartOfIt(String event) {
        String refusal = refusal(event);
        assertTrue(refusal.startsWith("the event must be "), refusal);
        assertFalse(refusal.contains("secret"), refusal);
        assertNull(assertThrows(EventException.class, () -> invoke(event.getBytes(UTF_8)))
                .getCause());
    }

    @Test
    void thePlaceOfAFaultIsSaid() {
        assertEquals("the event must be well-formed JSON: see line 2, column 5", refusal("{\n\"a\":secret}"));
    }
}
