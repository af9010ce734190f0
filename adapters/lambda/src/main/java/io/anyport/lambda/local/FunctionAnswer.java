package io.anyport.lambda.local;

import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** A function's answer, of which each front door takes what it understands. */
final class FunctionAnswer {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private boolean hasStatus;
    private boolean hasCookies;
    private boolean hasUnknown;
    private int status;
    private Headers fields = Headers.EMPTY;
    private Headers lists = Headers.EMPTY;
    private Headers cookies = Headers.EMPTY;
    private @Nullable String body;
    private @Nullable String text;
    private boolean isBase64;

    private FunctionAnswer() {}

    /**
     * Reads an answer.
     *
     * @throws tools.jackson.core.JacksonException if it is no JSON
     * @throws IllegalArgumentException if it is not one document, or a part of it is not of its kind
     */
    static FunctionAnswer read(byte[] bytes) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            var answer = new FunctionAnswer();
            var token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                answer.text = parser.getString();
            } else if (token == JsonToken.START_OBJECT) {
                answer.read(parser);
            }
            parser.skipChildren();
            if (token == null || parser.nextToken() != null) {
                throw new IllegalArgumentException("not one document");
            }
            return answer;
        }
    }

    boolean hasStatus() {
        return hasStatus;
    }

    /** {@return whether cookies stand apart, which is for payload 2.0 only} */
    boolean hasCookies() {
        return hasCookies;
    }

    /** {@return whether there is a key that REST APIs do not know} */
    boolean hasUnknown() {
        return hasUnknown;
    }

    /** {@return the fields of which each has one value} */
    Headers fields() {
        return fields;
    }

    /** {@return the fields with lists of values} */
    Headers lists() {
        return lists;
    }

    /** {@return the cookies that stand apart, as fields} */
    Headers cookies() {
        return cookies;
    }

    /** {@return the answer if it is nothing but a text} */
    byte @Nullable [] text() {
        return text == null ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /**
     * The response with the fields that a front door takes.
     *
     * @throws IllegalArgumentException if the status or the body is none
     */
    Response response(Headers taken) {
        return Response.of(Status.of(status)).withHeaders(taken).withBody(content());
    }

    private Body content() {
        if (body == null) {
            return Body.empty();
        }
        return isBase64 ? Body.of(Base64.getDecoder().decode(body)) : Body.of(body);
    }

    private void read(JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "statusCode" -> readStatus(parser);
                case "headers" -> readFields(parser);
                case "multiValueHeaders" -> readLists(parser);
                case "cookies" -> readCookies(parser);
                case "body" -> body = parser.getValueAsString();
                case "isBase64Encoded" -> isBase64 = parser.getBooleanValue();
                default -> {
                    hasUnknown = true;
                    parser.skipChildren();
                }
            }
        }
    }

    private void readStatus(JsonParser parser) {
        hasStatus = true;
        status = parser.getValueAsInt();
    }

    private void readFields(JsonParser parser) {
        if (!isThere(parser, JsonToken.START_OBJECT)) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            fields = fields.plus(name, text(parser));
        }
    }

    private void readLists(JsonParser parser) {
        if (!isThere(parser, JsonToken.START_OBJECT)) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            boolean isList = isThere(parser, JsonToken.START_ARRAY);
            while (isList && parser.nextToken() != JsonToken.END_ARRAY) {
                lists = lists.plus(name, text(parser));
            }
        }
    }

    private void readCookies(JsonParser parser) {
        hasCookies = true;
        if (!isThere(parser, JsonToken.START_ARRAY)) {
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            cookies = cookies.plus("Set-Cookie", text(parser));
        }
    }

    private static boolean isThere(JsonParser parser, JsonToken expected) {
        if (parser.currentToken() != expected && parser.currentToken() != JsonToken.VALUE_NULL) {
            throw new IllegalArgumentException("not of its kind");
        }
        return parser.currentToken() == expected;
    }

    private static String text(JsonParser parser) {
        String text = parser.currentToken().isScalarValue() ? parser.getValueAsString() : null;
        if (text == null) {
            throw new IllegalArgumentException("not a text");
        }
        return text;
    }
}
