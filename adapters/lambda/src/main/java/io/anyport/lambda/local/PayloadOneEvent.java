package io.anyport.lambda.local;

import io.anyport.http.Request;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import tools.jackson.core.JsonGenerator;

/** Writes the event of a request. All requests are taken by one resource, {@code /{proxy+}}, but the one for the root. */
final class PayloadOneEvent {

    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("dd/MMM/yyyy:HH:mm:ss Z", Locale.ROOT).withZone(ZoneOffset.UTC);

    private final PayloadOne door;
    private final ClientRequest client;
    private final Instant now = Instant.now();

    PayloadOneEvent(PayloadOne door, Request request) {
        this.door = door;
        this.client = new ClientRequest(request);
    }

    byte[] bytes() {
        return EventWriter.event(client.body().length, this::write);
    }

    private String path() {
        return client.request().path();
    }

    private String resource() {
        return path().equals("/") ? "/" : "/{proxy+}";
    }

    private void write(JsonGenerator json) {
        json.writeStringProperty("resource", resource());
        json.writeStringProperty("path", path());
        json.writeStringProperty("httpMethod", client.request().method().name());
        var fields = client.fields(false);
        EventWriter.writeLast(json, "headers", fields);
        EventWriter.writeLists(json, "multiValueHeaders", fields);
        writeParameters(json);
        if (path().equals("/")) {
            json.writeNullProperty("pathParameters");
        } else {
            json.writeObjectPropertyStart("pathParameters");
            json.writeStringProperty("proxy", path().startsWith("/") ? path().substring(1) : path());
            json.writeEndObject();
        }
        json.writeNullProperty("stageVariables");
        writeRequestContext(json);
        if (client.body().length == 0) {
            json.writeNullProperty("body");
            json.writeBooleanProperty("isBase64Encoded", false);
        } else {
            EventWriter.writeBody(json, client.body(), false); // since all media types are binary
        }
    }

    private void writeParameters(JsonGenerator json) {
        var parameters = client.decodedParameters();
        if (parameters.isEmpty()) {
            json.writeNullProperty("queryStringParameters");
            json.writeNullProperty("multiValueQueryStringParameters");
        } else {
            EventWriter.writeLast(json, "queryStringParameters", parameters);
            EventWriter.writeLists(json, "multiValueQueryStringParameters", parameters);
        }
    }

    private void writeRequestContext(JsonGenerator json) {
        json.writeObjectPropertyStart("requestContext");
        json.writeStringProperty("resourceId", "anyport");
        json.writeStringProperty("resourcePath", resource());
        json.writeStringProperty("httpMethod", client.request().method().name());
        json.writeStringProperty("extendedRequestId", ClientRequest.hex(16));
        json.writeStringProperty("requestTime", TIME.format(now));
        json.writeStringProperty("path", door.base() + path());
        json.writeStringProperty("accountId", "123456789012");
        json.writeStringProperty("protocol", "HTTP/1.1");
        json.writeStringProperty("stage", door.stage());
        json.writeStringProperty(
                "domainPrefix", door.domain().substring(0, door.domain().indexOf('.')));
        json.writeNumberProperty("requestTimeEpoch", now.toEpochMilli());
        json.writeStringProperty("requestId", ClientRequest.hex(32));
        writeIdentity(json);
        json.writeStringProperty("domainName", door.domain());
        json.writeStringProperty("apiId", "anyport");
        json.writeEndObject();
    }

    /** Nobody has signed the request: there is an address, and what the client calls itself. */
    private void writeIdentity(JsonGenerator json) {
        json.writeObjectPropertyStart("identity");
        json.writeNullProperty("cognitoIdentityPoolId");
        json.writeNullProperty("accountId");
        json.writeNullProperty("cognitoIdentityId");
        json.writeNullProperty("caller");
        json.writeStringProperty("sourceIp", client.address());
        json.writeNullProperty("principalOrgId");
        json.writeNullProperty("accessKey");
        json.writeNullProperty("cognitoAuthenticationType");
        json.writeNullProperty("cognitoAuthenticationProvider");
        json.writeNullProperty("userArn");
        EventWriter.writeText(
                json, "userAgent", client.request().header("User-Agent").orElse(null));
        json.writeNullProperty("user");
        json.writeEndObject();
    }
}
