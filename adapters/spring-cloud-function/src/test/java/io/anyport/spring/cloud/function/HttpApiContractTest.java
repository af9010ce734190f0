package io.anyport.spring.cloud.function;

import io.anyport.http.Request;
import io.anyport.lambda.local.FrontDoor;

/** The contract through {@code FunctionInvoker}, behind an HTTP API. */
final class HttpApiContractTest extends FunctionContract {

    HttpApiContractTest() {
        super(FrontDoor.httpApi(), JOINED);
    }

    @Override
    Request sendable(Request request) {
        return withoutEncodedSlash(request);
    }
}
