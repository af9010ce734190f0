package todo;

import io.anyport.http.Response;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.json.JsonMapper;

/** Looks into answers. */
final class Json {

    private static final JsonMapper MAPPER = new JsonMapper();

    private Json() {}

    static String text(Response response, String member) {
        return tree(response).required(member).asString();
    }

    static boolean has(Response response, String member) {
        return tree(response).has(member);
    }

    private static JsonNode tree(Response response) {
        return MAPPER.readTree(response.body().bytes());
    }
}
