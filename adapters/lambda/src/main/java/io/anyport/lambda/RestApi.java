package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.http.Method;
import io.anyport.http.Response;
import io.anyport.json.JsonGenerator;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * REST APIs, payload format 1.0 of API Gateway. The path is encoded, the query is decoded; the order of parameters of different names is
 * lost. An HTTP API can be told to speak it as well: it says the version, which a REST API does not, and has decoded the path.
 */
final class RestApi implements WireFormat {

    static final WireFormat FORMAT = new RestApi();

    private static final String TARGET = "lambda:rest-api";

    private RestApi() {}

    @Override
    public Received receive(Envelope event, @Nullable Context platform) {
        String whole = Objects.requireNonNull(event.path);
        int start = BasePath.end(whole, event);
        String path = start == whole.length() ? "/" : whole.substring(start);
        String base = BasePath.seen(whole, start, event);

        var parts = new RequestParts(event);
        if ("1.0".equals(event.version)) {
            path = EscapedPath.ofEither(parts.unicode(path, "path"));
            base = EscapedPath.ofEither(base);
        }
        var method = parts.method(Objects.requireNonNull(event.httpMethod));
        var multi = event.multiHeaders;
        var headers = parts.headers(multi == null || multi.isEmpty() ? event.headers : multi);
        var parameters = event.multiQuery.isEmpty() ? event.query : event.multiQuery;
        String query = Parameters.encoded(parameters, parts);
        return parts.received(TARGET, method, path, query, headers, base, platform);
    }

    @Override
    public void answer(Method method, Response response, byte[] content, JsonGenerator json) {
        json.writeStartObject();
        Answers.writeStatus(response, json);
        Answers.writeLists(method, response, json);
        Answers.writeBodyOrNone(response.headers(), content, json);
        json.writeEndObject();
    }

    @Override
    public void prelude(Method method, Response response, JsonGenerator json) {
        json.writeStartObject();
        Answers.writeStatus(response, json);
        Answers.writeLists(method, response, json);
        json.writeEndObject();
    }
}
