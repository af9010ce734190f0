package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import io.anyport.http.Request;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Objects;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Events as AWS documents them, which a test may change. */
final class Events {

    /** All of them that a function understands. */
    static final List<String> UNDERSTOOD = List.of("http-api", "http-api-get", "http-api-stage", "function-url");

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
        var ascii = new StringBuilder();
        event.toString().chars().forEach(c -> {
            if (c < 0x80) {
                ascii.append((char) c);
            } else {
                ascii.append(String.format("\\u%04x", c));
            }
        });
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
        return HttpApi.receive(Envelope.read(event), null);
    }

    static Request request(JsonNode event) {
        return received(bytes(event)).request();
    }
}
