package io.anyport.lambda;

import io.anyport.http.Request;
import io.anyport.lambda.local.FrontDoor;
import java.util.Map;

/** The contract, behind an Application Load Balancer with multi-value headers. */
final class AlbMultiContractTest extends FrontDoorContract {

    @Override
    FrontDoor door() {
        return FrontDoor.albMulti();
    }

    @Override
    Request sendable(Request request) {
        return small(grouped(request, true));
    }

    @Override
    protected Map<String, String> cannot() {
        return LARGE_BODIES;
    }
}
