package io.anyport.lambda;

import io.anyport.http.Request;
import io.anyport.lambda.local.FrontDoor;
import java.util.HashMap;
import java.util.Map;

/** The contract, behind an Application Load Balancer as it is. */
final class AlbContractTest extends FrontDoorContract {

    @Override
    FrontDoor door() {
        return FrontDoor.alb();
    }

    @Override
    Request sendable(Request request) {
        return small(grouped(request, false));
    }

    @Override
    protected Map<String, String> cannot() {
        var cannot = new HashMap<>(LARGE_BODIES);
        cannot.putAll(JOINED);
        cannot.put("twoCookiesAreSet", "an answer has one value for each name, and cookies cannot be joined");
        return cannot;
    }
}
