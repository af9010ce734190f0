package io.anyport.lambda;

import io.anyport.App;
import io.anyport.junit.HttpTarget;
import io.anyport.junit.HttpTargetContract;
import io.anyport.lambda.local.FrontDoor;
import java.util.Map;

/** The contract, as a function with a URL of its own. */
final class FunctionUrlContractTest extends HttpTargetContract {

    @Override
    protected HttpTarget start(App app) {
        return FrontDoorTarget.of(FrontDoor.functionUrl(), app);
    }

    @Override
    protected Map<String, String> cannot() {
        return Map.of(
                "repeatedFieldsKeepTheirOrder", "a Function URL joins fields of one name",
                "fieldsAreSentInTheirOrder", "an answer has one value for each name",
                "aBodyUpToTheLimitIsAccepted", "in base64 it is larger than an event may be",
                "aBodyOverTheLimitIsRefused", "AWS refuses it by itself");
    }
}
