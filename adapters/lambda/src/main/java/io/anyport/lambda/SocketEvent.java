package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.App;
import io.anyport.event.SocketFrame;
import io.anyport.http.CatchAll;
import io.anyport.http.Headers;
import io.anyport.http.Method;
import io.anyport.http.ProblemException;
import io.anyport.http.Query;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.anyport.json.JsonException;
import io.anyport.json.JsonParser;
import io.anyport.json.JsonToken;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.OptionalInt;
import org.jspecify.annotations.Nullable;

/**
 * Events of WebSocket APIs (Amazon API Gateway Developer Guide, "Integrations for WebSocket APIs"). What only they have is read in a second
 * pass, so that no request pays for it.
 */
final class SocketEvent {

    /** The longest message that API Gateway sends to a client, in bytes: 128 KiB. */
    private static final int LIMIT = 128 * 1024;

    private final FieldReader fields;
    private @Nullable String kind;
    private @Nullable String route;
    private @Nullable String api;
    private OptionalInt closeCode = OptionalInt.empty();

    private SocketEvent(JsonParser parser) {
        fields = new FieldReader(parser);
    }

    static byte[] answer(App app, Deadlines deadlines, byte[] bytes, Envelope event, @Nullable Context platform) {
        var frame = read(bytes).frame(event, platform);
        var invocation = frame.invocation();
        var watch = deadlines.watch(invocation.remaining().orElse(Deadlines.NONE));
        try {
            return written(frame, app.receive(frame));
        } catch (IOException | RuntimeException failed) {
            System.getLogger(CatchAll.LOGGER)
                    .log(Level.ERROR, "request " + invocation.id() + " failed: its answer cannot be sent", failed);
            return write(frame, Response.of(Status.INTERNAL_SERVER_ERROR), new byte[0]);
        } finally {
            watch.end();
        }
    }

    private static SocketEvent read(byte[] event) {
        try {
            var parser = Json.parser(event);
            parser.nextToken();
            var socket = new SocketEvent(parser);
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
                if (isObject && name.equals("requestContext")) {
                    socket.read();
                } else {
                    parser.skipChildren();
                }
            }
            return socket;
        } catch (JsonException malformed) {
            throw EventReader.malformed(malformed);
        }
    }

    private void read() {
        for (String name = fields.parser.nextName(); name != null; name = fields.parser.nextName()) {
            fields.parser.nextToken();
            switch (name) {
                case "eventType" -> kind = fields.name("requestContext.eventType");
                case "routeKey" -> route = fields.text("requestContext.routeKey");
                case "apiId" -> api = fields.name("requestContext.apiId");
                case "disconnectStatusCode" -> closeCode = code();
                default -> fields.parser.skipChildren();
            }
        }
    }

    private OptionalInt code() {
        var token = fields.parser.currentToken();
        String text = token != null && token.isScalarValue() ? fields.parser.getString() : "";
        fields.parser.skipChildren();
        try {
            return OptionalInt.of(Integer.parseInt(text));
        } catch (NumberFormatException unknown) {
            return OptionalInt.empty();
        }
    }

    private SocketFrame frame(Envelope event, @Nullable Context platform) {
        if (fields.fault != null || event.connectionId == null || route == null) {
            throw refuse(fields.fault == null ? "requestContext.routeKey" : fields.fault);
        }
        var multi = event.multiHeaders;
        var parts = new RequestParts(event);
        var headers = parts.headers(multi == null || multi.isEmpty() ? event.headers : multi);
        return new SocketFrame(
                kind(),
                route,
                event.connectionId,
                callback(event),
                headers,
                query(event, parts),
                parts.body(),
                closeCode,
                LambdaInvocation.of("lambda:websocket", event, headers, platform));
    }

    private SocketFrame.Kind kind() {
        return switch (kind == null ? "" : kind) {
            case "CONNECT" -> SocketFrame.Kind.CONNECT;
            case "MESSAGE" -> SocketFrame.Kind.MESSAGE;
            case "DISCONNECT" -> SocketFrame.Kind.DISCONNECT;
            default -> throw refuse("requestContext.eventType");
        };
    }

    private static Query query(Envelope event, RequestParts parts) {
        String query = Parameters.encoded(event.multiQuery.isEmpty() ? event.query : event.multiQuery, parts);
        try {
            return query == null ? Query.EMPTY : Query.parse(query);
        } catch (ProblemException undecodable) {
            throw refuse("queryStringParameters");
        }
    }

    /**
     * Where a connection is written to: behind the API's own domain, since which key an API has behind a custom domain no event tells.
     */
    private String callback(Envelope event) {
        String domain = event.domainName;
        String region = System.getenv("AWS_REGION");
        if (domain != null && !domain.contains(".execute-api.") && api != null && region != null) {
            domain = api + ".execute-api." + region
                    + (region.startsWith("cn-") ? ".amazonaws.com.cn" : ".amazonaws.com");
        }
        return domain == null ? "" : "https://" + domain + (event.stage == null ? "" : "/" + event.stage);
    }

    private static EventException refuse(String field) {
        return new EventException(
                "the event is a WebSocket API event, but its " + field + " is missing or not what it should be");
    }

    private static byte[] written(SocketFrame frame, Response response) throws IOException {
        byte[] content;
        try (var stream = response.body().stream()) {
            content = stream.readNBytes(LIMIT + 1);
        }
        if (content.length > LIMIT) {
            throw new IllegalStateException("a WebSocket API sends messages of at most " + LIMIT + " bytes");
        }
        return write(frame, response, content);
    }

    /** Fields go to a client only while it connects. */
    private static byte[] write(SocketFrame frame, Response response, byte[] content) {
        var json = Json.generator(content.length + 64);
        json.writeStartObject();
        Answers.writeStatus(response, json);
        if (frame.kind() == SocketFrame.Kind.CONNECT && !response.headers().equals(Headers.EMPTY)) {
            Answers.writeJoined(Method.GET, response, json);
            json.writeEndObject();
        }
        if (content.length > 0) {
            Answers.writeBody(response.headers(), content, json);
        }
        json.writeEndObject();
        return json.toByteArray();
    }
}
