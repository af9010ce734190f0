package io.anyport.lambda;

import io.anyport.Caller;
import io.anyport.json.JsonParser;
import io.anyport.json.JsonToken;
import java.nio.charset.StandardCharsets;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * Reads who the caller is. Payload 2.0 has {@code authorizer.jwt}, {@code .lambda} or {@code .iam}; payload 1.0 has {@code
 * authorizer.claims}, or what a Lambda authorizer said in the authorizer itself, or the signer in {@code identity}. What is not
 * understood is passed over: an owner may put anything there.
 */
final class CallerReader {

    private final Map<String, String> claims = new LinkedHashMap<>();
    private @Nullable List<String> scopes;
    private String scheme = Caller.CUSTOM;

    private CallerReader() {}

    /** {@return who an authorizer has let in, or null if it does not say} */
    static @Nullable Caller authorized(JsonParser parser) {
        var reader = new CallerReader();
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            boolean isObject = parser.nextToken() == JsonToken.START_OBJECT;
            if (isObject && name.equals("jwt")) {
                reader.readToken(parser);
            } else if (isObject && name.equals("claims")) {
                reader.readClaims(Caller.JWT, parser);
            } else if (isObject && name.equals("lambda")) {
                reader.readClaims(Caller.CUSTOM, parser);
            } else if (isObject && name.equals("iam")) {
                reader.readSigner(parser);
            } else if (name.equals("scopes") && parser.currentToken() == JsonToken.START_ARRAY) {
                reader.readScopes(parser);
            } else {
                reader.readClaim(name, parser);
            }
        }
        return reader.caller();
    }

    /** {@return who signed the request of an event of payload 1.0, or null if it is not signed} */
    static @Nullable Caller signer(List<String> identity) {
        var reader = new CallerReader();
        reader.scheme = Caller.IAM;
        for (int i = 0; i < identity.size(); i += 2) {
            String name = identity.get(i);
            if (!name.startsWith("apiKey")) {
                reader.claims.put(modern(name), identity.get(i + 1));
            }
        }
        return reader.claims.containsKey("userArn") ? reader.caller() : null;
    }

    /** {@return the name that payload 2.0 has for it} */
    private static String modern(String name) {
        return switch (name) {
            case "caller" -> "callerId";
            case "user" -> "userId";
            default -> name;
        };
    }

    private @Nullable Caller caller() {
        if (claims.isEmpty()) {
            return null;
        }
        String id =
                claims.get(scheme.equals(Caller.JWT) ? "sub" : scheme.equals(Caller.IAM) ? "userArn" : "principalId");
        return Caller.of(scheme, id, claims, scopes == null ? scopesOfToken() : scopes);
    }

    /** RFC 8693, 4.2: a list with spaces in between, which are no regular expression to split at. */
    private List<String> scopesOfToken() {
        String scope = claims.get("scope");
        var found = new ArrayList<String>();
        if (scope != null && scheme.equals(Caller.JWT)) {
            for (String one : scope.split(" ", -1)) {
                if (!one.isEmpty()) {
                    found.add(one);
                }
            }
        }
        return found;
    }

    private void readToken(JsonParser parser) {
        scheme = Caller.JWT;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            var token = parser.nextToken();
            if (name.equals("claims") && token == JsonToken.START_OBJECT) {
                readClaims(Caller.JWT, parser);
            } else if (name.equals("scopes") && token == JsonToken.START_ARRAY) {
                readScopes(parser);
            } else {
                parser.skipChildren();
            }
        }
    }

    private void readClaims(String of, JsonParser parser) {
        scheme = of;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            readClaim(name, parser);
        }
    }

    private void readSigner(JsonParser parser) {
        scheme = Caller.IAM;
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            if (parser.nextToken() == JsonToken.START_OBJECT && name.equals("cognitoIdentity")) {
                readCognito(parser);
            } else {
                readClaim(name, parser);
            }
        }
    }

    /** Under the names that payload 1.0 has for it. */
    private void readCognito(JsonParser parser) {
        for (String name = parser.nextName(); name != null; name = parser.nextName()) {
            parser.nextToken();
            switch (name) {
                case "identityId" -> readClaim("cognitoIdentityId", parser);
                case "identityPoolId" -> readClaim("cognitoIdentityPoolId", parser);
                default -> parser.skipChildren();
            }
        }
    }

    private void readScopes(JsonParser parser) {
        var read = new ArrayList<String>();
        while (parser.nextToken() != JsonToken.END_ARRAY) {
            if (parser.currentToken() == JsonToken.VALUE_STRING) {
                read.add(parser.getString());
            } else {
                parser.skipChildren();
            }
        }
        scopes = read;
    }

    /** How long an authorizer took is nothing that it said. */
    private void readClaim(String name, JsonParser parser) {
        var token = parser.currentToken();
        if (token == null || token == JsonToken.VALUE_NULL || name.equals("integrationLatency")) {
            parser.skipChildren();
        } else if (token.isScalarValue()) {
            claims.put(name, parser.getString());
        } else {
            claims.put(name, json(parser));
        }
    }

    private static String json(JsonParser parser) {
        var json = Json.generator(64);
        json.copyCurrentStructure(parser);
        return new String(json.toByteArray(), StandardCharsets.UTF_8);
    }
}
