package io.anyport.lambda;

import io.anyport.json.JsonException;
import io.anyport.json.JsonParser;
import io.anyport.json.JsonToken;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Reads events in one pass, whatever the order of their fields. What nobody needs is skipped at any depth. */
final class EventReader {

    private final Envelope event = new Envelope();
    private final JsonParser parser;

    private EventReader(JsonParser parser) {
        this.parser = parser;
    }

    /**
     * Reads an event.
     *
     * @throws EventException if it is no JSON document
     */
    static Envelope read(byte[] event) {
        try {
            var parser = Json.parser(event);
            var reader = new EventReader(parser);
            if (parser.nextToken() == JsonToken.START_OBJECT) {
                reader.readEvent();
            } else if (parser.currentToken() != null) {
                parser.skipChildren();
            }
            if (parser.currentToken() == null || parser.nextToken() != null) {
                throw new EventException("the event must be one JSON document");
            }
            return reader.event;
        } catch (JsonException malformed) {
            throw malformed(malformed);
        }
    }

    static EventException malformed(JsonException malformed) {
        return new EventException(
                "the event must be well-formed JSON: see line " + malformed.line() + ", column " + malformed.column());
    }

    private void readEvent() {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "version" -> event.version = text(name);
                case "body" -> event.body = text(name);
                case "isBase64Encoded" -> event.isBase64 = flag(name);
                case "headers" -> readHeaders();
                case "multiValueHeaders" -> event.multiHeaders = lists(name);
                case "cookies" -> event.cookies = cookies();
                case "rawPath" -> event.rawPath = text(name);
                case "rawQueryString" -> event.rawQuery = text(name);
                case "httpMethod" -> event.httpMethod = text(name);
                case "path" -> event.path = text(name);
                case "resource" -> event.resource = text(name);
                case "pathParameters" -> event.pathParameters = optionalTexts(name);
                case "queryStringParameters" -> event.query = texts(name, new ArrayList<>());
                case "multiValueQueryStringParameters" -> event.multiQuery = orEmpty(lists(name));
                case "requestContext" -> readRequestContext();
                case "Records" -> event.records = Records.read(parser);
                case "id", "source", "detail-type", "time", "resources", "detail" -> bus().read(name);
                case "methodArn", "routeArn" -> unhandled("a request for a Lambda authorizer");
                case "isFinalInvokeForWindow" -> unhandled("an event of a tumbling window");
                case "raw_path" -> unhandled("a VPC Lattice request of version 1.0");
                default -> parser.skipChildren();
            }
        }
    }

    private BusEvent bus() {
        var bus = event.bus == null ? new BusEvent(parser) : event.bus;
        event.bus = bus;
        return bus;
    }

    private void readRequestContext() {
        if (!isObject("requestContext")) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "domainName" -> event.domainName = text("requestContext.domainName");
                case "stage" -> event.stage = text("requestContext.stage");
                case "requestId" -> event.requestId = text("requestContext.requestId");
                case "path" -> event.clientPath = text("requestContext.path");
                case "connectionId" -> event.connectionId = text("requestContext.connectionId");
                case "resourcePath" -> event.resourcePath = text("requestContext.resourcePath");
                case "http" -> readHttp();
                case "identity" -> readIdentity();
                case "authorizer" -> readAuthorizer();
                case "elb" -> {
                    event.isBalancer = isObject("requestContext.elb");
                    parser.skipChildren();
                }
                case "serviceNetworkArn" -> unhandled("a VPC Lattice request of version 2.0");
                default -> parser.skipChildren();
            }
        }
    }

    private void unhandled(String what) {
        event.unhandled = what;
        parser.skipChildren();
    }

    private void readHttp() {
        if (!isObject("requestContext.http")) {
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "method" -> event.method = text("requestContext.http.method");
                case "sourceIp" -> event.sourceIp = text("requestContext.http.sourceIp");
                default -> parser.skipChildren();
            }
        }
    }

    /** Payload 1.0 has the client's address here, and whose credentials a request was signed with. */
    private void readIdentity() {
        if (!isObject("requestContext.identity")) {
            return;
        }
        List<String> signer = null;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            boolean isText = parser.nextToken() == JsonToken.VALUE_STRING;
            if (name.equals("sourceIp")) {
                event.sourceIp = text("requestContext.identity.sourceIp");
            } else if (isText && !name.equals("userAgent")) {
                signer = signer == null ? new ArrayList<>() : signer;
                signer.add(name);
                signer.add(parser.getString());
            } else {
                parser.skipChildren();
            }
        }
        if (event.caller == null && signer != null) {
            event.caller = CallerReader.signer(signer);
        }
    }

    /** What an authorizer says goes before the credentials. */
    private void readAuthorizer() {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            var caller = CallerReader.authorized(parser);
            event.caller = caller == null ? event.caller : caller;
        } else {
            parser.skipChildren();
        }
    }

    private void readHeaders() {
        event.headers.clear();
        texts("headers", event.headers);
    }

    private @Nullable List<String> optionalTexts(String field) {
        return parser.currentToken() == JsonToken.VALUE_NULL ? null : texts(field, new ArrayList<>());
    }

    private List<String> texts(String field, List<String> texts) {
        if (!isObject(field)) {
            return texts;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            add(name, field, texts);
        }
        return texts;
    }

    private void add(String name, String field, List<String> texts) {
        String value = text(field + ".*");
        if (value != null) {
            texts.add(name);
            texts.add(value);
        }
    }

    /** {@return names and values of an object of lists; null if there is none} */
    private @Nullable List<String> lists(String field) {
        if (!isObject(field)) {
            return null;
        }
        var texts = new ArrayList<String>(48);
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (parser.nextToken() == JsonToken.START_ARRAY) {
                while (parser.nextToken() != JsonToken.END_ARRAY) {
                    add(name, field, texts);
                }
            } else {
                add(name, field, texts);
            }
        }
        return texts;
    }

    private static List<String> orEmpty(@Nullable List<String> texts) {
        return texts == null ? List.of() : texts;
    }

    private List<String> cookies() {
        var cookies = new ArrayList<String>();
        if (parser.currentToken() != JsonToken.START_ARRAY) {
            refuseUnlessNull("cookies");
            return cookies;
        }
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            String cookie = text("cookies[]");
            if (cookie != null) {
                cookies.add(cookie);
            }
        }
        return cookies;
    }

    private @Nullable String text(String field) {
        if (parser.currentToken() == JsonToken.VALUE_STRING) {
            return parser.getString();
        }
        refuseUnlessNull(field);
        return null;
    }

    private boolean flag(String field) {
        if (parser.currentToken() == JsonToken.VALUE_TRUE) {
            return true;
        }
        if (parser.currentToken() != JsonToken.VALUE_FALSE) {
            refuseUnlessNull(field);
        }
        return false;
    }

    private boolean isObject(String field) {
        if (parser.currentToken() == JsonToken.START_OBJECT) {
            return true;
        }
        refuseUnlessNull(field);
        return false;
    }

    /** Remembers that a field is of another kind: what that means, is only known when it is known which format it is. */
    private void refuseUnlessNull(String field) {
        if (parser.currentToken() != JsonToken.VALUE_NULL) {
            event.illTyped = field;
            parser.skipChildren();
        }
    }
}
