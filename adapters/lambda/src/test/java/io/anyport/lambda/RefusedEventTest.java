package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Response;
import io.anyport.http.Route;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.Arrays;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RefusedEventTest {

    private static final LambdaHandler FUNCTION =
            new LambdaHandler(App.of("any", Route.get("/{rest...}").to(RefusedEventTest::echo))) {};

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
                        + " 2.0 (version \"2.0\", rawPath, requestContext.http.method); seen: an object of Records"
                        + " (list), more (object), n (number), b (boolean), t (text), z (null)",
                refusal("{\"Records\":[{\"body\":\"secret\"}],\"more\":{\"secret\":1},\"n\":1e3,\"b\":true,"
                        + "\"t\":\"secret\",\"z\":null}"));
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

    @Test
    void noMutationCausesAnythingElse() throws IOException {
        var random = new Random(20_000);
        var events = Events.UNDERSTOOD.stream().map(Events::bytes).toList();
        int answered = 0;
        for (int i = 0; i < 20_000; i++) {
            byte[] event = mutated(events.get(i % events.size()), random);
            try {
                var answer = Events.tree(invoke(event));
                assertTrue(answer.get("statusCode").isInt());
                answered++;
            } catch (EventException refused) {
                assertTrue(String.valueOf(refused.getMessage()).startsWith("the event"));
            }
        }
        assertTrue(answered > 2_000 && answered < 18_000, "answered " + answered);
    }

    /** Up to three times: a byte changed, a range dropped, doubled or replaced by a word of JSON, or a word put in. */
    private static byte[] mutated(byte[] event, Random random) {
        String[] words = {
            "null", "{", "}", "[", "]", "\"", ",", ":", "\\ud800", "\\u0000", "%", "%2e", "-1e999", "\u00e9"
        };
        byte[] mutant = event;
        for (int i = random.nextInt(3); i >= 0; i--) {
            int start = random.nextInt(mutant.length);
            int end = Math.min(mutant.length, start + 1 + random.nextInt(20));
            byte[] head = Arrays.copyOf(mutant, start);
            byte[] piece = Arrays.copyOfRange(mutant, start, end);
            byte[] tail = Arrays.copyOfRange(mutant, end, mutant.length);
            byte[] word = words[random.nextInt(words.length)].getBytes(UTF_8);
            mutant = switch (random.nextInt(5)) {
                case 0 -> joined(head, new byte[] {(byte) random.nextInt(256)}, tail);
                case 1 -> joined(head, tail);
                case 2 -> joined(head, piece, piece, tail);
                case 3 -> joined(head, word, tail);
                default -> joined(head, word, piece, tail);
            };
        }
        return mutant;
    }

    private static byte[] joined(byte[]... parts) {
        var joined = new ByteArrayOutputStream();
        for (byte[] part : parts) {
            joined.writeBytes(part);
        }
        return joined.toByteArray();
    }
}
