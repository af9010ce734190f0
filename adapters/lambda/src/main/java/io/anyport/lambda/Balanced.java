package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.App;
import io.anyport.http.Headers;
import io.anyport.http.Response;
import io.anyport.json.JsonGenerator;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What both modes of an Application Load Balancer have in common. Path and query are as the client encoded them. */
final class Balanced {

    /** What a balancer takes from a client, and from a function as JSON, in bytes: 1 MiB. */
    static final int LIMIT = 1024 * 1024;

    private Balanced() {}

    static Received receive(
            String target, Envelope event, List<String> fields, List<String> parameters, @Nullable Context platform) {
        var parts = new RequestParts(event);
        var method = parts.method(Objects.requireNonNull(event.httpMethod));
        var headers = parts.headers(fields);
        event.sourceIp = lastHop(headers);
        String path = Objects.requireNonNull(event.path);
        String query = Parameters.joined(parameters);
        var received = parts.received(target, method, path, query, headers, "", platform);
        boolean isOver = received.request().body().length().orElse(0) > LIMIT;
        return isOver && received.refusal() == null ? received.refused(App.tooLarge(LIMIT)) : received;
    }

    /** The last hop is the one that the balancer has added; those before are the client's word. */
    private static @Nullable String lastHop(Headers headers) {
        var fields = headers.all("x-forwarded-for");
        if (fields.isEmpty()) {
            return null;
        }
        String last = fields.get(fields.size() - 1);
        return withoutPort(last.substring(last.lastIndexOf(',') + 1).strip());
    }

    /** A balancer may be told to keep the client's port. */
    private static String withoutPort(String hop) {
        if (hop.startsWith("[") && hop.indexOf(']') > 0) {
            return hop.substring(1, hop.indexOf(']'));
        }
        int colon = hop.indexOf(':');
        return colon >= 0 && colon == hop.lastIndexOf(':') ? hop.substring(0, colon) : hop;
    }

    static void writeStatus(Response response, JsonGenerator json) {
        Answers.writeStatus(response, json);
        if (!response.status().reason().isEmpty()) {
            json.writeStringProperty("statusDescription", response.status().toString());
        }
    }
}
