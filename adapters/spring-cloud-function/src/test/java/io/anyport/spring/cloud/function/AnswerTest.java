package io.anyport.spring.cloud.function;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Request;
import io.anyport.lambda.EventException;
import io.anyport.lambda.LambdaHandler;
import io.anyport.lambda.local.FrontDoor;
import java.util.List;
import java.util.function.Function;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.springframework.messaging.support.GenericMessage;

/** What {@code FunctionInvoker} hands over and sends, byte for byte. */
final class AnswerTest {

    private static final List<Request> REQUESTS = List.of(
            Request.post("/ada?q=1&q=2").withHeaders(Headers.of("X", "a", "Cookie", "c=1; d=2")),
            Request.post("/ada").json("[{\"text\":\"a list is no batch\"}]"),
            Request.post("/echo").withBody("image/png", Body.of(new byte[] {0, -1, (byte) 0x89, 'P', 'N', 'G'})),
            Request.post("/echo").withBody("text/plain", Body.of("na\u00efve \ud83d\udea2\u2028\"\\")),
            Request.post("/echo").withBody("application/json", Body.of("7")),
            Request.get("/cookies"),
            Request.get("/fails"),
            Request.get("/none"));

    @TestFactory
    Stream<DynamicTest> itIsTheAnswerOfALambdaHandler() {
        var handler = new LambdaHandler(Notes.create()) {};
        return FrontDoor.all().stream()
                .flatMap(door -> REQUESTS.stream()
                        .map(request -> DynamicTest.dynamicTest(
                                door.name() + " " + request.method().name() + " " + request.path(),
                                () -> assertSame(handler, door.event(request)))));
    }

    private static void assertSame(LambdaHandler handler, byte[] event) throws Exception {
        String expected = withoutId(Functions.answer(handler, event, null));
        assertEquals(expected, withoutId(Functions.answer(Functions.ofNotes(), event, null)));
    }

    /** Behind a balancer and without a platform each invocation gets an id of its own. */
    private static String withoutId(byte[] answer) {
        return new String(answer, UTF_8).replaceAll("requestId\\\\\":\\\\\"[0-9a-f]{32}", "requestId");
    }

    @Test
    void whatIsNoRequestFailsTheInvocation() {
        byte[] event = "{\"Records\":[{\"body\":\"secret\"}]}".getBytes(UTF_8);
        var failure = assertThrows(EventException.class, () -> Functions.answer(Functions.ofNotes(), event, null));
        assertTrue(
                String.valueOf(failure.getMessage()).endsWith("seen: an object of Records (list)"),
                failure.getMessage());
    }

    @Test
    @SuppressWarnings({"unchecked", "rawtypes"}) // functions are composed by their names, whatever their types
    void whatAnotherFunctionMadeOfAnEventIsRefusedWithoutAWordOfIt() {
        Function function = AppFunction.of(Notes.create());
        var failure = assertThrows(IllegalStateException.class, () -> function.apply(new GenericMessage<>("secret")));
        String message = String.valueOf(failure.getMessage());
        assertTrue(message.contains("got java.lang.String: let spring.cloud.function.definition name"), message);
        assertFalse(message.contains("secret"), message);
    }

    @Test
    void aBodyInBase64IsDecodedAndACookieIsNotLost() throws Exception {
        var client = FrontDoor.functionUrl().to(Functions.ofNotes());
        byte[] noise = {0, 1, -1, -128, 127};
        var answer = client.handle(Request.post("/echo").withBody("image/png", Body.of(noise)));
        assertArrayEquals(noise, answer.body().bytes());
        assertEquals(
                2,
                client.handle(Request.get("/cookies"))
                        .headers()
                        .all("Set-Cookie")
                        .size());
    }
}
