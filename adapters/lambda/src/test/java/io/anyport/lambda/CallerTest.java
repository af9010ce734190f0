package io.anyport.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.Caller;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.databind.json.JsonMapper;
import tools.jackson.databind.node.ObjectNode;

/** Who a front door has let in, as the same view of all of them. */
final class CallerTest {

    private static final JsonMapper JSON = new JsonMapper();

    private static Optional<Caller> caller(String event, String authorizer) {
        var changed = Events.read(event);
        Events.platformOf(changed).set("authorizer", JSON.readTree(authorizer));
        return caller(changed);
    }

    private static Optional<Caller> caller(ObjectNode event) {
        return Events.request(event).invocation().caller();
    }

    @Test
    void aTokenInPayloadTwo() {
        var caller = caller(Events.read("http-api")).orElseThrow();
        assertEquals(Caller.JWT, caller.scheme());
        assertEquals(Map.of("claim1", "value1", "claim2", "value2"), caller.claims());
        assertEquals(List.of("scope1", "scope2"), caller.scopes());
        assertEquals(Optional.empty(), caller.id());
    }

    @Test
    void aTokenIsTheSameInBothPayloads() {
        var expected = Optional.of(Caller.of(
                Caller.JWT, "ada", Map.of("sub", "ada", "scope", "scope1 scope2"), List.of("scope1", "scope2")));
        assertEquals(expected, caller(Events.read("rest-api")));
        String claims = "\"claims\":{\"sub\":\"ada\",\"scope\":\"scope1 scope2\"}";
        assertEquals(expected, caller("http-api", "{\"jwt\":{" + claims + ",\"scopes\":null}}"));
        assertEquals(expected, caller("rest-api", "{" + claims + ",\"scopes\":[\"scope1\",\"scope2\"]}"));
    }

    @Test
    void aLambdaAuthorizerIsTheSameInBothPayloads() {
        var expected = Optional.of(
                Caller.of(Caller.CUSTOM, "ada", Map.of("principalId", "ada", "n", "7", "b", "true"), List.of()));
        assertEquals(
                expected,
                caller(
                        "rest-api",
                        "{\"principalId\":\"ada\",\"integrationLatency\":12,\"n\":\"7\",\"b\":\"true\",\"z\":null}"));
        assertEquals(
                expected, caller("http-api", "{\"lambda\":{\"principalId\":\"ada\",\"n\":7,\"b\":true,\"z\":null}}"));
    }

    @Test
    void whatIsNoTextIsJson() {
        var caller = caller("http-api", "{\"lambda\":{\"o\":{\"a\":[1,{}]},\"l\":[\"\u00e9\"]}}")
                .orElseThrow();
        assertEquals(Optional.of("{\"a\":[1,{}]}"), caller.claim("o"));
        assertEquals(Optional.of("[\"\u00e9\"]"), caller.claim("l"));
    }

    @Test
    void credentialsAreTheSameInBothPayloads() {
        String arn = "arn:aws:iam::111122223333:user/example-user";
        var expected = Caller.of(
                Caller.IAM,
                arn,
                Map.of(
                        "accessKey", "AKIA0000000000000000",
                        "accountId", "111122223333",
                        "callerId", "AIDA0000000000000000",
                        "userArn", arn,
                        "userId", "AIDA0000000000000001"),
                List.of());
        assertEquals(Optional.of(expected), caller(Events.read("function-url")));

        var rest = Events.read("rest-api");
        Events.platformOf(rest).putNull("authorizer");
        ((ObjectNode) Events.platformOf(rest).get("identity"))
                .put("accessKey", "AKIA0000000000000000")
                .put("accountId", "111122223333")
                .put("caller", "AIDA0000000000000000")
                .put("user", "AIDA0000000000000001")
                .put("userArn", arn)
                .put("apiKey", "secret");
        assertEquals(Optional.of(expected), caller(rest));
    }

    @Test
    void aCognitoIdentityIsTheSameInBothPayloads() {
        var two = caller(
                "http-api",
                "{\"iam\":{\"userArn\":\"arn\",\"cognitoIdentity\":{\"amr\":[\"x\"],\"identityId\":\"i\","
                        + "\"identityPoolId\":\"p\"}}}");
        var rest = Events.read("rest-api");
        Events.platformOf(rest).putNull("authorizer");
        ((ObjectNode) Events.platformOf(rest).get("identity"))
                .put("userArn", "arn")
                .put("cognitoIdentityId", "i")
                .put("cognitoIdentityPoolId", "p");
        assertEquals(two, caller(rest));
        assertEquals(Optional.of("p"), two.orElseThrow().claim("cognitoIdentityPoolId"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"null", "{}", "[]", "7", "{\"lambda\":null}", "{\"integrationLatency\":3}", "{\"jwt\":{}}"})
    void nobodyIsNobody(String authorizer) {
        assertEquals(Optional.empty(), caller("http-api", authorizer));
        assertEquals(Optional.empty(), caller("rest-api", authorizer));
    }

    @Test
    void anApiKeyIsNobody() {
        var rest = Events.read("rest-api");
        Events.platformOf(rest).putNull("authorizer");
        ((ObjectNode) Events.platformOf(rest).get("identity")).put("apiKey", "secret");
        assertEquals(Optional.empty(), caller(rest));
    }
}
