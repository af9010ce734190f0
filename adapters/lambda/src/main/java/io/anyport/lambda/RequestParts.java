package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Method;
import io.anyport.http.Origin;
import io.anyport.http.Problem;
import io.anyport.http.Request;
import io.anyport.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The parts of a request that all wire formats read alike, and the first thing that the client did wrong. For one event. */
final class RequestParts {

    /** Said in the same words on every target. */
    private static final String MALFORMED = "The method, a header field or the host is malformed.";

    private final Envelope event;
    private @Nullable Problem refusal;

    RequestParts(Envelope event) {
        this.event = event;
    }

    /** Notes what the client did wrong, unless something was wrong before. */
    void refuse(Problem problem) {
        refusal = refusal == null ? problem : refusal;
    }

    private void fault(String detail) {
        refuse(Problem.of(Status.BAD_REQUEST).withDetail(detail));
    }

    /** {@return a text of the client; half of a surrogate pair in it is a fault} */
    String unicode(String text, String what) {
        if (Texts.hasLoneSurrogate(text)) {
            fault("The " + what + " is not valid Unicode.");
        }
        return text;
    }

    Method method(String name) {
        try {
            return Method.of(name);
        } catch (IllegalArgumentException e) {
            fault(MALFORMED);
            return Method.of("INVALID");
        }
    }

    /** {@return the fields; of malformed ones those that are allowed, for the filters to see} */
    Headers headers(List<String> fields) {
        try {
            return Headers.of(fields.toArray(new String[0]));
        } catch (IllegalArgumentException e) {
            return allowed(fields);
        }
    }

    private Headers allowed(List<String> fields) {
        var allowed = new ArrayList<String>(fields.size());
        for (int i = 0; i < fields.size(); i += 2) {
            try {
                Headers.of(fields.get(i), fields.get(i + 1));
                allowed.addAll(fields.subList(i, i + 2));
            } catch (IllegalArgumentException e) {
                fault(MALFORMED);
            }
        }
        return Headers.of(allowed.toArray(new String[0]));
    }

    /** {@return where the client sees the application, behind a path that is encoded} */
    Origin origin(Headers headers, String base) {
        String forwarded = headers.first("x-forwarded-proto").orElse("https");
        String scheme = forwarded.equalsIgnoreCase("http") ? "http" : "https";
        String host = headers.first("host").orElse(event.domainName);
        try {
            return new Origin(scheme, host == null ? "localhost" : host, base);
        } catch (IllegalArgumentException e) {
            fault(MALFORMED);
            return Origin.of(scheme, "localhost");
        }
    }

    Body body() {
        String body = event.body;
        if (body == null) {
            return Body.empty();
        }
        return Body.of(event.isBase64 ? decoded(body) : unicode(body, "body").getBytes(StandardCharsets.UTF_8));
    }

    private static byte[] decoded(String body) {
        try {
            return Base64.getDecoder().decode(body);
        } catch (IllegalArgumentException e) {
            throw new EventException("the event's body must be base64, since isBase64Encoded is true");
        }
    }

    /** {@return the request, and why it is refused if it is} */
    Received received(
            String target,
            Method method,
            String path,
            @Nullable String query,
            Headers headers,
            String base,
            @Nullable Context platform) {
        var request = Request.received(
                method,
                path,
                query == null || query.isEmpty() ? null : query,
                headers,
                body(),
                origin(headers, base),
                LambdaInvocation.of(target, event, headers, platform));
        return new Received(request, refusal);
    }
}
