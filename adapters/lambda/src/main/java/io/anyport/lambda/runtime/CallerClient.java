package io.anyport.lambda.runtime;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.JacksonException;
import tools.jackson.core.JsonParser;
import tools.jackson.core.JsonToken;
import tools.jackson.core.ObjectReadContext;
import tools.jackson.core.json.JsonFactory;

/**
 * What a caller's client says beside the event (AWS Lambda API Reference, "Invoke", {@code X-Amz-Client-Context}). Of a mobile client's own
 * data nothing is understood.
 */
record CallerClient(Map<String, String> custom, Map<String, String> environment) implements ClientContext {

    /** {@return what a field says; null if there is none, or it is not understood} */
    static @Nullable ClientContext of(@Nullable String field) {
        if (field == null) {
            return null;
        }
        var custom = new HashMap<String, String>();
        var environment = new HashMap<String, String>();
        try (var parser = new JsonFactory().createParser(ObjectReadContext.empty(), field)) {
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            for (String name = parser.nextName(); name != null; name = parser.nextName()) {
                parser.nextToken();
                switch (name) {
                    case "custom" -> read(parser, custom);
                    case "env" -> read(parser, environment);
                    default -> parser.skipChildren();
                }
            }
        } catch (JacksonException malformed) {
            return null;
        }
        return new CallerClient(Map.copyOf(custom), Map.copyOf(environment));
    }

    private static void read(JsonParser parser, Map<String, String> texts) {
        if (parser.currentToken() != JsonToken.START_OBJECT) {
            parser.skipChildren();
            return;
        }
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (parser.nextToken() == JsonToken.VALUE_STRING) {
                texts.put(name, parser.getString());
            } else {
                parser.skipChildren();
            }
        }
    }

    @Override
    public @Nullable Client getClient() {
        return null;
    }

    @Override
    public Map<String, String> getCustom() {
        return custom;
    }

    @Override
    public Map<String, String> getEnvironment() {
        return environment;
    }
}
