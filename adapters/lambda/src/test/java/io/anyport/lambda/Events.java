package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.App;
import io.anyport.http.Mount;
import io.anyport.http.Request;
import io.anyport.http.Response;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HexFormat;
import java.util.List;
import java.util.Objects;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ArrayNode;
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

    /** Deliveries of all services. */
    static final List<String> DELIVERIES = List.of(
            "sqs",
            "sqs-fifo",
            "sqs-sns",
            "sns",
            "s3",
            "s3-delete",
            "dynamodb",
            "dynamodb-keys",
            "dynamodb-new",
            "dynamodb-expiry",
            "kinesis",
            "eventbridge",
            "eventbridge-rule",
            "scheduler");

    static final List<String> SOCKETS =
            List.of("websocket-connect", "websocket-message", "websocket-default", "websocket-disconnect");

    /** What is no event of a service that a function knows, and goes to operations. */
    static final List<String> DIRECT =
            List.of("direct", "direct-cognito", "direct-cloudformation", "direct-activemq", "direct-msk");

    /** All that is no request. */
    static final List<String> OTHER = Stream.of(
                    DELIVERIES, SOCKETS, DIRECT, List.of("authorizer", "authorizer-http-api"))
            .flatMap(List::stream)
            .toList();

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
        return answer(app, event, null);
    }

    static byte[] answer(App app, byte[] event, @Nullable Context platform) {
        var answer = new ByteArrayOutputStream();
        try {
            new LambdaHandler(app) {}.handleRequest(new ByteArrayInputStream(event), answer, platform);
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

    /** {@return the same event with all fields in the opposite order, and unknown ones between them} */
    static JsonNode turned(JsonNode node) {
        if (node instanceof ArrayNode list) {
            var turned = JSON.createArrayNode();
            list.forEach(element -> turned.add(turned(element)));
            return turned;
        }
        if (!(node instanceof ObjectNode object)) {
            return node;
        }
        var names = new ArrayList<>(object.propertyNames());
        Collections.reverse(names);
        var turned = JSON.createObjectNode();
        names.forEach(name -> turned.set(name, turned(object.get(name))));
        return turned;
    }

    static Request request(JsonNode event) {
        return received(bytes(event)).request();
    }
}
