package io.anyport.lambda.local;

import java.io.ByteArrayOutputStream;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the parts of events that front doors have in common, and only name differently. */
final class EventWriter {

    private static final JsonFactory JSON = new JsonFactory();

    /** Writes an event's fields. */
    interface Fields {
        void write(JsonGenerator json);
    }

    private EventWriter() {}

    static byte[] event(int size, Fields fields) {
        var event = new ByteArrayOutputStream(size + 2048);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), event)) {
            json.writeStartObject();
            fields.write(json);
            json.writeEndObject();
        }
        return event.toByteArray();
    }

    /** Writes one value for each name: all of them joined. */
    static void writeJoined(JsonGenerator json, String field, Map<String, List<String>> texts) {
        json.writeObjectPropertyStart(field);
        texts.forEach((name, values) -> json.writeStringProperty(name, String.join(",", values)));
        json.writeEndObject();
    }

    /** Writes one value for each name: the last one. */
    static void writeLast(JsonGenerator json, String field, Map<String, List<String>> texts) {
        json.writeObjectPropertyStart(field);
        texts.forEach((name, values) -> json.writeStringProperty(name, values.get(values.size() - 1)));
        json.writeEndObject();
    }

    static void writeLists(JsonGenerator json, String field, Map<String, List<String>> texts) {
        json.writeObjectPropertyStart(field);
        texts.forEach((name, values) -> {
            json.writeArrayPropertyStart(name);
            values.forEach(json::writeString);
            json.writeEndArray();
        });
        json.writeEndObject();
    }

    static void writeText(JsonGenerator json, String field, @Nullable String text) {
        if (text == null) {
            json.writeNullProperty(field);
        } else {
            json.writeStringProperty(field, text);
        }
    }

    /** Writes a body, of which there is some. */
    static void writeBody(JsonGenerator json, byte[] body, boolean isText) {
        json.writeName("body");
        if (isText) {
            json.writeUTF8String(body, 0, body.length);
        } else {
            json.writeBinary(body);
        }
        json.writeBooleanProperty("isBase64Encoded", !isText);
    }
}
