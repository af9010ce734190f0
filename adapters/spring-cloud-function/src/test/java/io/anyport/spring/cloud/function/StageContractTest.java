package io.anyport.spring.cloud.function;

import io.anyport.http.Request;
import io.anyport.lambda.local.FrontDoor;

/** The contract through {@code FunctionInvoker}, behind an HTTP API whose stage has a name. */
final class StageContractTest extends FunctionContract {

    StageContractTest() {
        super(FrontDoor.httpApi("dev"), JOINED);
    }

    @Override
    Request sendable(Request request) {
        return withoutEncodedSlash(request);
    }
}
