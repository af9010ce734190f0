package io.anyport.lambda;

import io.anyport.http.Request;
import io.anyport.lambda.local.FrontDoor;
import java.util.HashMap;
import java.util.Map;

/** The contract, as a function behind an HTTP API. */
class HttpApiContractTest extends FrontDoorContract {

    @Override
    FrontDoor door() {
        return FrontDoor.httpApi();
    }

    @Override
    Request sendable(Request request) {
        return withoutEncodedSlash(request);
    }

    @Override
    protected Map<String, String> cannot() {
        var cannot = new HashMap<>(LARGE_BODIES);
        cannot.putAll(JOINED);
        return cannot;
    }
}
