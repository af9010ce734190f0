package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.http.Headers;
import io.anyport.http.Method;
import io.anyport.http.Response;
import io.anyport.json.JsonGenerator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * HTTP APIs and Function URLs, payload format 2.0 of API Gateway. The only difference between the two front doors is that an HTTP API
 * decodes the path.
 */
final class HttpApi implements WireFormat {

    static final WireFormat FORMAT = new HttpApi();

    private HttpApi() {}

    @Override
    public Received receive(Envelope event, @Nullable Context platform) {
        boolean isFunctionUrl = isFunctionUrl(event);
        String target = isFunctionUrl ? "lambda:function-url" : "lambda:http-api";
        String whole = Objects.requireNonNull(event.rawPath);
        int stageEnd = Stage.end(whole, event.stage);
        String path = stageEnd == whole.length() ? "/" : whole.substring(stageEnd);

        var parts = new RequestParts(event);
        var method = parts.method(Objects.requireNonNull(event.method));
        String escaped = isFunctionUrl ? path : EscapedPath.of(parts.unicode(path, "path"));
        var headers = headers(event, parts);
        String base = base(event, whole.substring(0, stageEnd));
        return parts.received(target, method, escaped, event.rawQuery, headers, base, platform);
    }

    static boolean isFunctionUrl(Envelope event) {
        return isDomain(event, ".lambda-url.");
    }

    private static boolean isDomain(Envelope event, String part) {
        return event.domainName != null && event.domainName.contains(part);
    }

    /**
     * A custom domain's clients do not see the stage, although it stands in the event's path; what stands in their path instead,
     * the key of the API mapping, no event tells.
     */
    private static String base(Envelope event, String stage) {
        return event.domainName == null || isDomain(event, ".execute-api.") ? EscapedPath.of(stage) : "";
    }

    /** Cookies come apart from the fields; a Function URL may send them among the fields as well. */
    private static Headers headers(Envelope event, RequestParts parts) {
        var fields = event.headers;
        if (!event.cookies.isEmpty()) {
            for (int i = fields.size() - 2; i >= 0; i -= 2) {
                if (fields.get(i).equalsIgnoreCase("cookie")) {
                    fields.subList(i, i + 2).clear();
                }
            }
            fields.add("cookie");
            fields.add(String.join("; ", event.cookies));
        }
        return parts.headers(fields);
    }

    /** Each name once: the front door knows no other way. Cookies stand apart. */
    @Override
    public void answer(Method method, Response response, byte[] content, JsonGenerator json) {
        json.writeStartObject();
        Answers.writeStatus(response, json);
        Answers.writeJoined(method, response, json);
        json.writeEndObject();
        var cookies = response.headers().all("Set-Cookie");
        if (!cookies.isEmpty()) {
            Answers.writeList("cookies", cookies, json);
        }
        if (content.length > 0) {
            Answers.writeBody(response.headers(), content, json);
        }
        json.writeEndObject();
    }

    @Override
    public void prelude(Method method, Response response, JsonGenerator json) {
        answer(method, response, new byte[0], json);
    }
}
