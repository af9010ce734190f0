package io.anyport.lambda;

import io.anyport.lambda.local.FrontDoor;
import java.util.HashMap;
import java.util.Map;

/** The contract, as a function with a URL of its own. */
class FunctionUrlContractTest extends FrontDoorContract {

    @Override
    FrontDoor door() {
        return FrontDoor.functionUrl();
    }

    @Override
    protected Map<String, String> cannot() {
        var cannot = new HashMap<>(LARGE_BODIES);
        cannot.putAll(JOINED);
        return cannot;
    }
}
