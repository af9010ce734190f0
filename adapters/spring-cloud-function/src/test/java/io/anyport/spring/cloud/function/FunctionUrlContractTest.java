package io.anyport.spring.cloud.function;

import io.anyport.lambda.local.FrontDoor;

/** The contract through {@code FunctionInvoker}, as a function with a URL of its own. */
final class FunctionUrlContractTest extends FunctionContract {

    FunctionUrlContractTest() {
        super(FrontDoor.functionUrl(), JOINED);
    }
}
