package io.anyport.lambda;

import io.anyport.http.Request;
import io.anyport.lambda.local.FrontDoor;
import java.util.Map;

/** The contract, as a function behind a REST API. */
class RestApiContractTest extends FrontDoorContract {

    @Override
    FrontDoor door() {
        return FrontDoor.restApi();
    }

    @Override
    Request sendable(Request request) {
        return grouped(request, true);
    }

    @Override
    protected Map<String, String> cannot() {
        return LARGE_BODIES;
    }
}
