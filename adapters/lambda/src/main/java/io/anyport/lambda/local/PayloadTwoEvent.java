package io.anyport.lambda.local;

import io.anyport.http.ProblemException;
import io.anyport.http.Request;
import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import tools.jackson.core.JsonGenerator;
import tools.jackson.core.ObjectWriteContext;
import tools.jackson.core.json.JsonFactory;

/** Writes the event of a request. */
final class PayloadTwoEvent {

    private static final JsonFactory JSON = new JsonFactory();
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    /** Fields that end at the front door, or stand elsewhere in the event. */
    private static final Set<String> NOT_SENT_ON =
            Set.of("cookie", "connection", "keep-alive", "proxy-connection", "te", "transfer-encoding", "upgrade");

    private final PayloadTwo door;
    private final Request request;
    private final byte[] body;
    private final String path;
    private final Instant now = Instant.now();

    PayloadTwoEvent(PayloadTwo door, Request request) {
        this.door = door;
        this.request = request;
        this.path = door.decodesPath() ? GatewayPath.decoded(request.path()) : request.path();
        this.body = request.body().bytes();
    }

    byte[] bytes() {
        var event = new ByteArrayOutputStream(body.length + 2048);
        try (var json = JSON.createGenerator(ObjectWriteContext.empty(), event)) {
            json.writeStartObject();
            json.writeStringProperty("version", "2.0");
            json.writeStringProperty("routeKey", "$default");
            json.writeStringProperty("rawPath", staged());
            json.writeStringProperty("rawQueryString", request.rawQuery().orElse(""));
            writeCookies(json);
            writeTexts(json, "headers", headers());
            writeTexts(json, "queryStringParameters", parameters());
            writeRequestContext(json);
            writeBody(json);
            json.writeEndObject();
        }
        return event.toByteArray();
    }

    private String staged() {
        return door.stage().equals("$default") ? path : "/" + door.stage() + path;
    }

    private void writeCookies(JsonGenerator json) {
        var values = request.headers().all("Cookie");
        if (!values.isEmpty()) {
            json.writeArrayPropertyStart("cookies");
            for (String cookie : String.join(";", values).split(";", -1)) {
                json.writeString(cookie.strip());
            }
            json.writeEndArray();
        }
    }

    private Map<String, String> headers() {
        var headers = new LinkedHashMap<String, String>();
        request.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!NOT_SENT_ON.contains(lower)) {
                headers.merge(lower, value, (earlier, later) -> earlier + "," + later);
            }
        });
        headers.putIfAbsent("host", request.origin().authority());
        if (body.length > 0) {
            headers.put("content-length", String.valueOf(body.length));
        }
        headers.putIfAbsent("x-amzn-trace-id", "Root=1-" + hex(8) + "-" + hex(24));
        headers.merge("x-forwarded-for", address(), (earlier, later) -> earlier + ", " + later);
        headers.put("x-forwarded-port", request.origin().scheme().equals("https") ? "443" : "80");
        headers.put("x-forwarded-proto", request.origin().scheme());
        return headers;
    }

    private static String hex(int length) {
        return UUID.randomUUID().toString().replace("-", "").substring(0, length);
    }

    private String address() {
        return request.invocation().clientAddress().orElse("127.0.0.1");
    }

    /** The decoded parameters, repeated ones joined; none where AWS cannot decode them either. */
    private Map<String, String> parameters() {
        var parameters = new LinkedHashMap<String, String>();
        try {
            var query = request.query();
            for (int i = 0; i < query.size(); i++) {
                parameters.merge(query.name(i), query.value(i), (earlier, later) -> earlier + "," + later);
            }
        } catch (ProblemException undecodable) {
            parameters.clear();
        }
        return parameters;
    }

    private static void writeTexts(JsonGenerator json, String field, Map<String, String> texts) {
        if (!texts.isEmpty()) {
            json.writeObjectPropertyStart(field);
            texts.forEach(json::writeStringProperty);
            json.writeEndObject();
        }
    }

    private void writeRequestContext(JsonGenerator json) {
        json.writeObjectPropertyStart("requestContext");
        json.writeStringProperty("accountId", "123456789012");
        json.writeStringProperty("apiId", "anyport");
        json.writeStringProperty("domainName", door.domain());
        json.writeStringProperty("domainPrefix", "anyport");
        json.writeObjectPropertyStart("http");
        json.writeStringProperty("method", request.method().name());
        json.writeStringProperty("path", staged());
        json.writeStringProperty("protocol", "HTTP/1.1");
        json.writeStringProperty("sourceIp", address());
        json.writeStringProperty("userAgent", request.header("User-Agent").orElse(""));
        json.writeEndObject();
        json.writeStringProperty("requestId", hex(16));
        json.writeStringProperty("routeKey", "$default");
        json.writeStringProperty("stage", door.stage());
        json.writeStringProperty("time", TIME.format(now));
        json.writeNumberProperty("timeEpoch", now.toEpochMilli());
        json.writeEndObject();
    }

    private void writeBody(JsonGenerator json) {
        boolean isText = isText();
        if (body.length > 0) {
            json.writeName("body");
            if (isText) {
                json.writeUTF8String(body, 0, body.length);
            } else {
                json.writeBinary(body);
            }
        }
        json.writeBooleanProperty("isBase64Encoded", body.length > 0 && !isText);
    }

    /** Forms, and bodies without a type, are not text to AWS. */
    private boolean isText() {
        String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        boolean isTextLike = type.startsWith("text/")
                || List.of("json", "xml", "javascript").stream().anyMatch(type::contains);
        return isTextLike && request.header("Content-Encoding").isEmpty() && isUtf8();
    }

    private boolean isUtf8() {
        try {
            StandardCharsets.UTF_8.newDecoder().decode(ByteBuffer.wrap(body));
            return true;
        } catch (CharacterCodingException e) {
            return false;
        }
    }
}
