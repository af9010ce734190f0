package io.anyport.lambda.local;

import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.StreamReadConstraints;
import tools.jackson.core.json.JsonFactory;

/** Reads a function's answer as API Gateway does: an answer without a status is itself the content, with 200. */
final class PayloadTwoAnswer {

    private static final JsonFactory JSON = JsonFactory.builder()
            .streamReadConstraints(StreamReadConstraints.builder()
                    .maxStringLength(Integer.MAX_VALUE)
                    .build())
            .build();

    private boolean hasStatus;
    private int status;
    private Headers headers = Headers.EMPTY;
    private Headers cookies = Headers.EMPTY;
    private @Nullable String body;
    private boolean isBase64;

    private PayloadTwoAnswer() {}

    static Response response(byte[] bytes) {
        try (var parser = JSON.createParser(ObjectReadContext.empty(), bytes)) {
            var token = parser.nextToken();
            if (token == JsonToken.VALUE_STRING) {
                return inferred(parser.getString().getBytes(StandardCharsets.UTF_8));
            }
            var answer = new PayloadTwoAnswer();
            if (token == JsonToken.START_OBJECT) {
                answer.read(parser);
            }
            parser.skipChildren();
            return token == null || parser.nextToken() != null ? LocalFunction.failure() : answer.toResponse(bytes);
        } catch (JacksonException | IllegalArgumentException notUnderstood) {
            return LocalFunction.failure();
        }
    }

    private static Response inferred(byte[] content) {
        return Response.ok().withBody("application/json", Body.of(content));
    }

    private Response toResponse(byte[] whole) {
        if (!hasStatus) {
            return inferred(whole);
        }
        return Response.of(Status.of(status))
                .withHeaders(headers.plusAll(cookies))
                .withBody(content());
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
                case "headers" -> readHeaders(parser);
                case "cookies" -> readCookies(parser);
                case "body" -> body = parser.getValueAsString();
                case "isBase64Encoded" -> isBase64 = parser.getBooleanValue();
                default -> parser.skipChildren();
            }
        }
    }

    private void readStatus(JsonParser parser) {
        hasStatus = true;
        status = parser.getValueAsInt();
    }

    private void readHeaders(JsonParser parser) {
        if (!isThere(parser, JsonToken.START_OBJECT)) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            headers = headers.plus(name, text(parser));
        }
    }

    private void readCookies(JsonParser parser) {
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
