package io.anyport.lambda;

import static org.junit.jupiter.api.Assumptions.abort;

import io.anyport.App;
import io.anyport.http.Request;
import io.anyport.junit.HttpTarget;
import io.anyport.junit.HttpTargetContract;
import io.anyport.lambda.local.FrontDoor;
import java.util.Locale;
import java.util.Map;

/** The contract, as a function behind an HTTP API. */
class HttpApiContractTest extends HttpTargetContract {

    @Override
    protected HttpTarget start(App app) {
        var target = FrontDoorTarget.of(door(), app);
        return request -> target.handle(sendable(request));
    }

    FrontDoor door() {
        return FrontDoor.httpApi();
    }

    private static Request sendable(Request request) {
        String path = request.path().toLowerCase(Locale.ROOT);
        boolean isLost = path.contains("%2f") || path.contains("%3f");
        return isLost ? abort("an HTTP API decodes the path, and what was an encoded slash is lost") : request;
    }

    @Override
    protected Map<String, String> cannot() {
        return Map.of(
                "repeatedFieldsKeepTheirOrder", "an HTTP API joins fields of one name",
                "fieldsAreSentInTheirOrder", "an answer has one value for each name",
                "aBodyUpToTheLimitIsAccepted", "in base64 it is larger than an event may be",
                "aBodyOverTheLimitIsRefused", "AWS refuses it by itself");
    }
}
