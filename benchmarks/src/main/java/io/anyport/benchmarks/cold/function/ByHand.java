package io.anyport.benchmarks.cold.function;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/**
 * The same function for an HTTP API alone, written for Lambda: the event is parsed as a stream, and of it no more is kept than this
 * one route needs.
 */
public final class ByHand implements RequestStreamHandler {

    private static final JsonFactory JSON = new JsonFactory();

    private final Todos todos = new Todos();

    /** What of an event is needed. */
    private static final class Event {
        String method = "";
        String path = "";
        String body = "";
        boolean isBase64;
    }

    @Override
    public void handleRequest(InputStream input, OutputStream output, Context platform) throws IOException {
        Event event;
        try (var parser = JSON.createParser(ObjectReadContext.empty(), input)) {
            event = event(parser);
        }
        if (!event.path.equals("/todos") || !event.method.equals("POST")) {
            answer(404, "{\"title\":\"Not Found\"}", output);
            return;
        }
        String title = title(event);
        if (title == null) {
            answer(400, "{\"title\":\"Bad Request\"}", output);
        } else {
            answer(201, text(todos.add(new AddTodo(title))), output);
        }
    }

    private static Event event(JsonParser parser) {
        var event = new Event();
        parser.nextToken();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "rawPath" -> event.path = parser.getValueAsString("");
                case "body" -> event.body = parser.getValueAsString("");
                case "isBase64Encoded" -> event.isBase64 = parser.currentToken() == JsonToken.VALUE_TRUE;
                case "requestContext" -> readRequestContext(parser, event);
                default -> parser.skipChildren();
            }
        }
        return event;
    }

    private static void readRequestContext(JsonParser parser, Event event) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals("http")) {
                readHttp(parser, event);
            } else {
                parser.skipChildren();
            }
        }
    }

    private static void readHttp(JsonParser parser, Event event) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            if (name.equals("method")) {
                event.method = parser.getValueAsString("");
            } else {
                parser.skipChildren();
            }
        }
    }

    private static String title(Event event) {
        String title = null;
        try (var parser = parser(event)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
                if (name.equals("title") && isText) {
                    title = parser.getString();
                } else {
                    parser.skipChildren();
                }
            }
            return title;
        } catch (JacksonException malformed) {
            return null;
        }
    }

    private static JsonParser parser(Event event) {
        byte[] body =
                event.isBase64 ? Base64.getDecoder().decode(event.body) : event.body.getBytes(StandardCharsets.UTF_8);
        return JSON.createParser(ObjectReadContext.empty(), body);
    }

    private static String text(Todo todo) {
        var bytes = new ByteArrayOutputStream(256);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), bytes)) {
            json.writeStartObject();
            json.writeStringProperty("id", todo.id());
            json.writeStringProperty("title", todo.title());
            json.writeBooleanProperty("completed", todo.completed());
            json.writeEndObject();
        }
        return bytes.toString(StandardCharsets.UTF_8);
    }

    private static void answer(int status, String body, OutputStream output) {
        try (JsonGenerator json = JSON.createGenerator(ObjectWriteContext.empty(), output)) {
            json.writeStartObject();
            json.writeNumberProperty("statusCode", status);
            json.writeObjectPropertyStart("headers");
            json.writeStringProperty("Content-Type", "application/json");
            json.writeEndObject();
            json.writeBooleanProperty("isBase64Encoded", false);
            json.writeStringProperty("body", body);
            json.writeEndObject();
        }
    }
}
