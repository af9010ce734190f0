package io.anyport.spring.cloud.function;

import io.anyport.http.Request;
import io.anyport.lambda.local.FrontDoor;
import java.util.Map;

/** The contract through {@code FunctionInvoker}, behind an Application Load Balancer with multi-value headers. */
final class AlbMultiContractTest extends FunctionContract {

    AlbMultiContractTest() {
        super(FrontDoor.albMulti(), Map.of());
    }

    @Override
    Request sendable(Request request) {
        return small(grouped(request, true));
    }
}
