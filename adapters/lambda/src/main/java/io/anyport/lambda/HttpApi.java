package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Method;
import io.anyport.http.Origin;
import io.anyport.http.Problem;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.Base64;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JsonGenerator;

/**
 * The wire format of HTTP APIs and Function URLs, payload format 2.0 of API Gateway: two conversions, from an event to a request
 * and from a response to an answer. The only difference between the two front doors is that an HTTP API decodes the path.
 */
final class HttpApi {

    /** What an event of this format is, to tell those who sent another one. */
    static final String SHAPE = "an HTTP API or Function URL event of payload format 2.0"
            + " (version \"2.0\", rawPath, requestContext.http.method)";

    /** Said in the same words on every target. */
    private static final String MALFORMED = "The method, a header field or the host is malformed.";

    private final Envelope event;
    private @Nullable String fault; // the first thing that the client did wrong

    private HttpApi(Envelope event) {
        this.event = event;
    }

    /** Whether an event is of this format. */
    static boolean recognises(Envelope event) {
        return "2.0".equals(event.version()) && event.rawPath() != null && event.method() != null;
    }

    /**
     * The request that an event of this format carries.
     *
     * @throws EventException if the body is not in the encoding that the event says
     */
    static Received receive(Envelope event, @Nullable Context platform) {
        return new HttpApi(event).receive(platform);
    }

    private Received receive(@Nullable Context platform) {
        boolean isFunctionUrl = isDomain(".lambda-url.");
        String target = isFunctionUrl ? "lambda:function-url" : "lambda:http-api";
        String whole = Objects.requireNonNull(event.rawPath());
        int stageEnd = stageEnd(whole, event.stage());
        String path = stageEnd == whole.length() ? "/" : whole.substring(stageEnd);
        String query = event.rawQuery();

        var headers = headers();
        var request = Request.received(
                method(),
                isFunctionUrl ? path : escaped(path),
                query == null || query.isEmpty() ? null : query,
                headers,
                body(),
                origin(headers, whole.substring(0, stageEnd)),
                LambdaInvocation.of(target, event, headers, platform));
        return new Received(
                request, fault == null ? null : Problem.of(Status.BAD_REQUEST).withDetail(fault));
    }

    private boolean isDomain(String part) {
        String domain = event.domainName();
        return domain != null && domain.contains(part);
    }

    private void fault(String detail) {
        fault = fault == null ? detail : fault;
    }

    private Method method() {
        try {
            return Method.of(Objects.requireNonNull(event.method()));
        } catch (IllegalArgumentException e) {
            fault(MALFORMED);
            return Method.of("INVALID");
        }
    }

    private String escaped(String path) {
        if (Texts.hasLoneSurrogate(path)) {
            fault("The path is not valid Unicode.");
        }
        return EscapedPath.of(path);
    }

    /** {@return the end of the stage in front of the path, 0 if it does not stand there} */
    private static int stageEnd(String path, @Nullable String stage) {
        if (stage == null || stage.isEmpty() || stage.equals("$default") || stage.indexOf('/') >= 0) {
            return 0;
        }
        int end = stage.length() + 1;
        boolean isThere = path.startsWith("/") && path.startsWith(stage, 1);
        return isThere && (path.length() == end || path.charAt(end) == '/') ? end : 0;
    }

    /**
     * A custom domain's clients do not see the stage, although it stands in the event's path; what stands in their path instead,
     * the key of the API mapping, no event tells.
     */
    private Origin origin(Headers headers, String stage) {
        String base = event.domainName() == null || isDomain(".execute-api.") ? EscapedPath.of(stage) : "";
        String forwarded = headers.first("x-forwarded-proto").orElse("https");
        String scheme = forwarded.equalsIgnoreCase("http") ? "http" : "https";
        String host = headers.first("host").orElse(event.domainName());
        try {
            return new Origin(scheme, host == null ? "localhost" : host, base);
        } catch (IllegalArgumentException e) {
            fault(MALFORMED);
            return new Origin(scheme, "localhost", base);
        }
    }

    /** Cookies come apart from the fields; a Function URL may send them among the fields as well. */
    private Headers headers() {
        var fields = event.headers();
        if (!event.cookies().isEmpty()) {
            for (int i = fields.size() - 2; i >= 0; i -= 2) {
                if (fields.get(i).equalsIgnoreCase("cookie")) {
                    fields.subList(i, i + 2).clear();
                }
            }
            fields.add("cookie");
            fields.add(String.join("; ", event.cookies()));
        }
        try {
            return Headers.of(fields.toArray(new String[0]));
        } catch (IllegalArgumentException e) {
            return allowed(fields);
        }
    }

    /** {@return the fields that are allowed, for the filters to see} */
    private Headers allowed(List<String> fields) {
        var headers = Headers.EMPTY;
        for (int i = 0; i < fields.size(); i += 2) {
            try {
                headers = headers.plus(fields.get(i), fields.get(i + 1));
            } catch (IllegalArgumentException e) {
                fault(MALFORMED);
            }
        }
        return headers;
    }

    private Body body() {
        String body = event.body();
        if (body == null) {
            return Body.empty();
        }
        if (event.isBase64()) {
            return Body.of(decoded(body));
        }
        if (Texts.hasLoneSurrogate(body)) {
            fault("The body is not valid Unicode.");
        }
        return Body.of(body.getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] decoded(String body) {
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new EventException("the event's body must be base64, since isBase64Encoded is true");
        }
    }

    /**
     * The answer that makes the front door send a response.
     *
     * @param method what was asked for
     * @param content the response's content, since it can be read only once
     * @throws IllegalStateException if the response cannot be sent
     */
    static void answer(Method method, Response response, byte[] content, JsonGenerator json) {
        int code = response.status().code();
        if (code < 200) {
            throw new IllegalStateException("status " + code + " does not end a request");
        }
        json.writeStartObject();
        json.writeNumberProperty("statusCode", code);
        writeHeaders(response.headers(), method.equals(Method.HEAD) || code == 304, json);
        writeCookies(response.headers().all("Set-Cookie"), json);
        if (content.length > 0) {
            writeBody(response.headers(), content, json);
        }
        json.writeEndObject();
    }

    /** Each name once, with all its values in one: the front door knows no other way. */
    private static void writeHeaders(Headers headers, boolean keepsLength, JsonGenerator json) {
        json.writeObjectPropertyStart("headers");
        for (int i = 0; i < headers.size(); i++) {
            String name = headers.name(i);
            if (isFirst(headers, i) && isSent(headers, name, keepsLength)) {
                json.writeStringProperty(name, value(headers, i));
            }
        }
        json.writeEndObject();
    }

    private static boolean isFirst(Headers headers, int index) {
        for (int i = 0; i < index; i++) {
            if (headers.name(i).equalsIgnoreCase(headers.name(index))) {
                return false;
            }
        }
        return true;
    }

    /** The front door counts content by itself; only the length of what is not sent has to be told. */
    private static boolean isSent(Headers headers, String name, boolean keepsLength) {
        return !name.equalsIgnoreCase("Set-Cookie")
                && (keepsLength || !name.equalsIgnoreCase("Content-Length"))
                && !HopByHop.includes(headers, name);
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

    private static void writeCookies(List<String> cookies, JsonGenerator json) {
        if (!cookies.isEmpty()) {
            json.writeArrayPropertyStart("cookies");
            for (String cookie : cookies) {
                json.writeString(cookie);
            }
            json.writeEndArray();
        }
    }

    private static void writeBody(Headers headers, byte[] content, JsonGenerator json) {
        boolean isText = isText(headers, content);
        json.writeBooleanProperty("isBase64Encoded", !isText);
        json.writeName("body");
        if (isText) {
            json.writeUTF8String(content, 0, content.length);
        } else {
            json.writeBinary(content);
        }
    }

    private static boolean isText(Headers headers, byte[] content) {
        return Texts.isTextLike(headers.first("Content-Type").orElse(""))
                && headers.first("Content-Encoding").orElse("identity").equalsIgnoreCase("identity")
                && Texts.isUtf8(content);
    }
}
