package io.anyport.spring.cloud.function;

import io.anyport.http.Request;
import io.anyport.lambda.local.FrontDoor;
import java.util.Map;

/** The contract through {@code FunctionInvoker}, behind a REST API. */
final class RestApiContractTest extends FunctionContract {

    RestApiContractTest() {
        super(FrontDoor.restApi(), Map.of());
    }

    @Override
    Request sendable(Request request) {
        return grouped(request, true);
    }
}
