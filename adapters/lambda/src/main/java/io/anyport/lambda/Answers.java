package io.anyport.lambda;

import io.anyport.http.Headers;
import io.anyport.http.Method;
import io.anyport.http.Response;
import io.anyport.json.JsonGenerator;
import java.util.List;

/** What the answers to all front doors have in common: the fields that are sent, and content as text or in base64. */
final class Answers {

    private Answers() {}

    /**
     * Writes the status.
     *
     * @throws IllegalStateException if it is one that does not end a request
     */
    static void writeStatus(Response response, JsonGenerator json) {
        int code = response.status().code();
        if (code < 200) {
            throw new IllegalStateException("status " + code + " does not end a request");
        }
        json.writeNumberProperty("statusCode", code);
    }

    /** Writes each name once, with all its values in one; no cookies, which must not be joined. The object stays open for them. */
    static void writeJoined(Method method, Response response, JsonGenerator json) {
        var headers = response.headers();
        boolean keepsLength = keepsLength(method, response);
        json.writeObjectPropertyStart("headers");
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (!name.equalsIgnoreCase("Set-Cookie") && isSent(headers, i, keepsLength)) {
                json.writeStringProperty(name, value(headers, i));
            }
        }
    }

    /** Writes each name once, with a list of its values. */
    static void writeLists(Method method, Response response, JsonGenerator json) {
        var headers = response.headers();
        boolean keepsLength = keepsLength(method, response);
        json.writeObjectPropertyStart("multiValueHeaders");
        for (int i = 0; i < headers.size(); i++) {
            if (isSent(headers, i, keepsLength)) {
                writeList(headers.name(i), headers.all(headers.name(i)), json);
            }
        }
        json.writeEndObject();
    }

    static void writeList(String name, List<String> values, JsonGenerator json) {
        json.writeArrayPropertyStart(name);
        for (String value : values) {
            json.writeString(value);
        }
        json.writeEndArray();
    }

    /** Front doors count content by themselves; only the length of what is not sent has to be told. */
    private static boolean keepsLength(Method method, Response response) {
        return method.equals(Method.HEAD) || response.status().code() == 304;
    }

    private static boolean isSent(Headers headers, int index, boolean keepsLength) {
        String name = headers.name(index);
        return isFirst(headers, index)
                && (keepsLength || !name.equalsIgnoreCase("Content-Length"))
                && !HopByHop.includes(headers, name);
    }

    private static boolean isFirst(Headers headers, int index) {
        for (int i = 0; i < index; i++) {
            if (headers.name(i).equalsIgnoreCase(headers.name(index))) {
                return false;
            }
        }
        return true;
    }

    private static String value(Headers headers, int index) {
        String name = headers.name(index);
        for (int i = index + 1; i < headers.size(); i++) {
            if (headers.name(i).equalsIgnoreCase(name)) {
                return String.join(", ", headers.all(name));
            }
        }
        return headers.value(index);
    }

    /** Writes content, of which there is some. */
    static void writeBody(Headers headers, byte[] content, JsonGenerator json) {
        boolean isText = isText(headers, content);
        json.writeBooleanProperty("isBase64Encoded", !isText);
        json.writeName("body");
        if (isText) {
            json.writeUTF8String(content);
        } else {
            json.writeBinary(content);
        }
    }

    /** Writes content, or that there is none to those who want to be told. */
    static void writeBodyOrNone(Headers headers, byte[] content, JsonGenerator json) {
        if (content.length > 0) {
            writeBody(headers, content, json);
        } else {
            json.writeBooleanProperty("isBase64Encoded", false);
            json.writeStringProperty("body", "");
        }
    }

    private static boolean isText(Headers headers, byte[] content) {
        return Texts.isTextLike(headers.first("Content-Type").orElse(""))
                && headers.first("Content-Encoding").orElse("identity").equalsIgnoreCase("identity")
                && Texts.isUtf8(content);
    }
}
