package io.anyport.lambda.local;

import io.anyport.http.Request;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/** Writes the event of a request. */
final class PayloadTwoEvent {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PayloadTwo door;
    private final Request request;
    private final ClientRequest client;
    private final String path;
    private final Instant now = Instant.now();

    PayloadTwoEvent(PayloadTwo door, Request request) {
        this.door = door;
        this.request = request;
        this.path = door.isApi() ? GatewayPath.decoded(request.path()) : request.path();
        this.client = new ClientRequest(request);
    }

    byte[] bytes() {
        return EventWriter.event(client.body().length, this::write);
    }

    private void write(JsonGenerator json) {
        json.writeStringProperty("version", "2.0");
        json.writeStringProperty("routeKey", "$default");
        json.writeStringProperty("rawPath", staged());
        json.writeStringProperty("rawQueryString", request.rawQuery().orElse(""));
        var fields = client.fields(true);
        writeCookies(json, fields.remove("cookie"));
        EventWriter.writeJoined(json, "headers", fields);
        var parameters = parameters();
        if (!parameters.isEmpty()) {
            EventWriter.writeJoined(json, "queryStringParameters", parameters);
        }
        writeRequestContext(json);
        if (client.body().length > 0) {
            EventWriter.writeBody(json, client.body(), isText());
        } else {
            json.writeBooleanProperty("isBase64Encoded", false);
        }
    }

    private String staged() {
        return door.stage().equals("$default") ? path : "/" + door.stage() + path;
    }

    private static void writeCookies(JsonGenerator json, @Nullable List<String> values) {
        if (values != null) {
            json.writeArrayPropertyStart("cookies");
            for (String cookie : String.join(";", values).split(";", -1)) {
                json.writeString(cookie.strip());
            }
            json.writeEndArray();
        }
    }

    /** None where AWS cannot decode them either: there is the raw query still. */
    private Map<String, List<String>> parameters() {
        try {
            return client.decodedParameters();
        } catch (IllegalArgumentException undecodable) {
            return Map.of();
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
        json.writeStringProperty("sourceIp", client.address());
        json.writeStringProperty("userAgent", request.header("User-Agent").orElse(""));
        json.writeEndObject();
        json.writeStringProperty("requestId", ClientRequest.hex(16));
        json.writeStringProperty("routeKey", "$default");
        json.writeStringProperty("stage", door.stage());
        json.writeStringProperty("time", TIME.format(now));
        json.writeNumberProperty("timeEpoch", now.toEpochMilli());
        json.writeEndObject();
    }

    /** Forms, and bodies without a type, are not text to AWS. */
    private boolean isText() {
        String type = request.header("Content-Type").orElse("").toLowerCase(Locale.ROOT);
        boolean isTextLike = type.startsWith("text/")
                || List.of("json", "xml", "javascript").stream().anyMatch(type::contains);
        return isTextLike && client.isPlainUtf8();
    }
}
