package io.anyport.spring.cloud.function;

import io.anyport.http.Request;
import io.anyport.lambda.local.FrontDoor;

/** The contract through {@code FunctionInvoker}, behind an Application Load Balancer as it is. */
final class AlbContractTest extends FunctionContract {

    AlbContractTest() {
        super(FrontDoor.alb(), ONE_COOKIE);
    }

    @Override
    Request sendable(Request request) {
        return small(grouped(request, false));
    }
}
