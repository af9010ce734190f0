package io.anyport.lambda;

import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;

/**
 * What HTTP front doors put around a request, read in one pass whatever the order of the fields. Everything else is skipped. A
 * field that is missing or null is null here; which ones there must be is the matter of the wire formats.
 */
final class Envelope {

    private @Nullable String version;
    private @Nullable String rawPath;
    private @Nullable String rawQuery;
    private @Nullable String body;
    private boolean isBase64;
    private final List<String> headers = new ArrayList<>(48);
    private List<String> cookies = List.of();
    private @Nullable String domainName;
    private @Nullable String stage;
    private @Nullable String requestId;
    private @Nullable String method;
    private @Nullable String sourceIp;
    private @Nullable String illTyped;

    private Envelope() {}

    /**
     * Reads an event.
     *
     * @throws EventException if it is no JSON document
     */
    static Envelope read(byte[] event) {
        try (var parser = Json.FACTORY.createParser(ObjectReadContext.empty(), event)) {
            var envelope = new Envelope();
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                envelope.readEvent(parser);
            } else if (parser.currentToken() != null) {
                parser.skipChildren();
            }
            if (parser.currentToken() == null || parser.nextToken() != null) {
                throw new EventException("the event must be one JSON document");
            }
            return envelope;
        } catch (JacksonException malformed) {
            throw malformed(malformed);
        }
    }

    /** Without the cause, whose text has a part of the event in it. */
    static EventException malformed(JacksonException malformed) {
        var place = malformed.getLocation();
        return new EventException("the event must be well-formed JSON"
                + (place == null ? "" : ": see line " + place.getLineNr() + ", column " + place.getColumnNr()));
    }

    private void readEvent(JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "version" -> version = text(parser, name);
                case "rawPath" -> rawPath = text(parser, name);
                case "rawQueryString" -> rawQuery = text(parser, name);
                case "body" -> body = text(parser, name);
                case "isBase64Encoded" -> isBase64 = flag(parser, name);
                case "headers" -> readHeaders(parser);
                case "cookies" -> readCookies(parser);
                case "requestContext" -> readRequestContext(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readRequestContext(JsonParser parser) {
        if (!isObject(parser, "requestContext")) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "domainName" -> domainName = text(parser, "requestContext.domainName");
                case "stage" -> stage = text(parser, "requestContext.stage");
                case "requestId" -> requestId = text(parser, "requestContext.requestId");
                case "http" -> readHttp(parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readHttp(JsonParser parser) {
        if (!isObject(parser, "requestContext.http")) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "method" -> method = text(parser, "requestContext.http.method");
                case "sourceIp" -> sourceIp = text(parser, "requestContext.http.sourceIp");
                default -> parser.skipChildren();
            }
        }
    }

    private void readHeaders(JsonParser parser) {
        headers.clear();
        if (!isObject(parser, "headers")) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            String value = text(parser, "headers.*");
            if (value != null) {
                headers.add(name);
                headers.add(value);
            }
        }
    }

    private void readCookies(JsonParser parser) {
        cookies = new ArrayList<>();
        if (!parser.isExpectedStartArrayToken()) {
            refuseUnlessNull(parser, "cookies");
            return;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String cookie = text(parser, "cookies[]");
            if (cookie != null) {
                cookies.add(cookie);
            }
        }
    }

    private @Nullable String text(JsonParser parser, String field) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        refuseUnlessNull(parser, field);
        return null;
    }

    private boolean flag(JsonParser parser, String field) {
        if (parser.currentToken() == JsonToken.VALUE_TRUE) {
            return true;
        }
        if (parser.currentToken() != JsonToken.VALUE_FALSE) {
            refuseUnlessNull(parser, field);
        }
        return false;
    }

    private boolean isObject(JsonParser parser, String field) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        refuseUnlessNull(parser, field);
        return false;
    }

    /** Remembers that a field is of another kind: what that means, is only known when it is known which format it is. */
    private void refuseUnlessNull(JsonParser parser, String field) {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            illTyped = field;
            parser.skipChildren();
        }
    }

    /** {@return the version of the payload format} */
    @Nullable
    String version() {
        return version;
    }

    /** {@return the path with what stands in front of the application's own; decoded or not, as the front door does it} */
    @Nullable
    String rawPath() {
        return rawPath;
    }

    /** {@return the query, encoded} */
    @Nullable
    String rawQuery() {
        return rawQuery;
    }

    @Nullable
    String body() {
        return body;
    }

    /** {@return whether the body is bytes in base64, not text} */
    boolean isBase64() {
        return isBase64;
    }

    /** {@return names and values in turn} */
    List<String> headers() {
        return headers;
    }

    List<String> cookies() {
        return cookies;
    }

    /** {@return the host by which the client reached the front door} */
    @Nullable
    String domainName() {
        return domainName;
    }

    @Nullable
    String stage() {
        return stage;
    }

    /** {@return the front door's own id of the request} */
    @Nullable
    String requestId() {
        return requestId;
    }

    @Nullable
    String method() {
        return method;
    }

    /** {@return the address of the client} */
    @Nullable
    String sourceIp() {
        return sourceIp;
    }

    /** {@return a field that is there but is not of its kind} */
    @Nullable
    String illTyped() {
        return illTyped;
    }
}
