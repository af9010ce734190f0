package io.anyport.lambda.runtime;

import com.amazonaws.services.lambda.runtime.Client;
import com.amazonaws.services.lambda.runtime.ClientContext;
import com.amazonaws.services.lambda.runtime.CognitoIdentity;
import io.anyport.json.JsonException;
import io.anyport.json.JsonParser;
import io.anyport.json.JsonToken;
import java.util.HashMap;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * What the caller of a direct invocation tells of itself, in fields with JSON in them (AWS Lambda API, {@code ClientContext}). Texts are
 * looked at two levels deep; what is no JSON is nothing.
 */
final class ClientFields {

    private static final String TOP = "";
    private static final int MOST_LEVELS = 100;
    private static final int LONGEST_NUMBER = 100;

    private final Map<String, Map<String, String>> texts = new HashMap<>();

    private ClientFields() {}

    static @Nullable ClientContext context(@Nullable String json) {
        var fields = read(json);
        return fields == null ? null : fields.new Context();
    }

    static @Nullable CognitoIdentity identity(@Nullable String json) {
        var fields = read(json);
        return fields == null ? null : fields.new Identity();
    }

    private static @Nullable ClientFields read(@Nullable String json) {
        if (json == null) {
            return null;
        }
        try {
            var parser = JsonParser.of(AnswerReader.latin(json), 0, MOST_LEVELS, LONGEST_NUMBER);
            if (parser.nextToken() != JsonToken.START_OBJECT) {
                return null;
            }
            var fields = new ClientFields();
            fields.read(parser, TOP);
            return fields;
        } catch (JsonException malformed) {
            return null;
        }
    }

    private void read(JsonParser parser, String part) {
        var found = texts.computeIfAbsent(part, name -> new HashMap<>());
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            var token = parser.nextToken();
            if (token == JsonToken.START_OBJECT && part.equals(TOP)) {
                read(parser, name);
            } else if (token != null && token.isScalarValue() && token != JsonToken.VALUE_NULL) {
                found.put(name, parser.getString());
            } else {
                parser.skipChildren();
            }
        }
    }

    private Map<String, String> part(String name) {
        return texts.getOrDefault(name, Map.of());
    }

    private final class Context implements ClientContext {
        @Override
        public Client getClient() {
            return new Mobile();
        }

        @Override
        public Map<String, String> getCustom() {
            return part("custom");
        }

        @Override
        public Map<String, String> getEnvironment() {
            return part("env");
        }
    }

    private final class Mobile implements Client {
        @Override
        public @Nullable String getInstallationId() {
            return part("client").get("installation_id");
        }

        @Override
        public @Nullable String getAppTitle() {
            return part("client").get("app_title");
        }

        @Override
        public @Nullable String getAppVersionName() {
            return part("client").get("app_version_name");
        }

        @Override
        public @Nullable String getAppVersionCode() {
            return part("client").get("app_version_code");
        }

        @Override
        public @Nullable String getAppPackageName() {
            return part("client").get("app_package_name");
        }
    }

    private final class Identity implements CognitoIdentity {
        @Override
        public @Nullable String getIdentityId() {
            return part(TOP).get("cognitoIdentityId");
        }

        @Override
        public @Nullable String getIdentityPoolId() {
            return part(TOP).get("cognitoIdentityPoolId");
        }
    }
}
