package io.anyport.spring.cloud.function;

import io.anyport.http.Request;
import io.anyport.lambda.local.FrontDoor;
import java.util.Map;

/** The contract through {@code FunctionInvoker}, behind a REST API on AWS's own domain. */
final class RestStageContractTest extends FunctionContract {

    RestStageContractTest() {
        super(FrontDoor.restApi("dev"), Map.of());
    }

    @Override
    Request sendable(Request request) {
        return grouped(request, true);
    }
}
