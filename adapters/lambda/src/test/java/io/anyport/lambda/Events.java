package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anyport.App;
import io.anyport.http.Mount;
import io.anyport.http.Request;
import io.anyport.http.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events as AWS documents them, which a test may change. */
final class Events {

    /** All of them that a function understands. */
    static final List<String> UNDERSTOOD = List.of(
            "http-api",
            "http-api-get",
            "http-api-stage",
            "function-url",
            "rest-api",
            "rest-api-get",
            "alb",
            "alb-multi",
            "alb-health");

    /** All of them that a function knows by name, and refuses. */
    static final List<String> UNHANDLED =
            List.of("websocket", "authorizer", "sqs", "sns", "s3", "dynamodb", "kinesis", "eventbridge", "scheduler");

    private static final JsonMapper JSON = new JsonMapper();

    private Events() {}

    static ObjectNode read(String name) {
        return (ObjectNode) tree(bytes(name));
    }

    static byte[] bytes(String name) {
        try (var file = Events.class.getResourceAsStream("/events/" + name + ".json")) {
            return Objects.requireNonNull(file, name).readAllBytes();
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
    }

    /** In ASCII: half of a surrogate pair has no other form. */
    static byte[] bytes(JsonNode event) {
        String text = event.toString();
        var ascii = new StringBuilder(text.length() + 100);
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                ascii.append(c);
            } else {
                ascii.append("\\u").append(HexFormat.of().toHexDigits(c));
            }
        }
        return ascii.toString().getBytes(UTF_8);
    }

    static JsonNode tree(byte[] json) {
        return JSON.readTree(json);
    }

    /** An event like the documented one of an HTTP API, with another path. */
    static ObjectNode at(String rawPath) {
        return read("http-api").put("rawPath", rawPath);
    }

    static ObjectNode platformOf(ObjectNode event) {
        return (ObjectNode) event.get("requestContext");
    }

    static ObjectNode headersOf(ObjectNode event) {
        return (ObjectNode) event.get("headers");
    }

    static ObjectNode httpOf(ObjectNode event) {
        return (ObjectNode) platformOf(event).get("http");
    }

    static Received received(byte[] event) {
        var envelope = EventReader.read(event);
        return Objects.requireNonNull(envelope.format(), "format").receive(envelope, null);
    }

    /** {@return what a function answers, which need not be reachable below a path of its own} */
    static byte[] answer(App app, byte[] event) {
        var answer = new ByteArrayOutputStream();
        try {
            new LambdaHandler(app) {}.handleRequest(new ByteArrayInputStream(event), answer, null);
        } catch (IOException e) {
            throw new UncheckedIOException(e);
        }
        return answer.toByteArray();
    }

    /** {@return what a function answers that answers everything alike} */
    static JsonNode answer(String event, Response response) {
        var everything = Mount.mount("/my", request -> response);
        return tree(answer(App.of("answer", everything), bytes(event)));
    }

    static Request request(JsonNode event) {
        return received(bytes(event)).request();
    }
}
