package io.anyport.lambda;

import io.anyport.lambda.local.FrontDoor;

/** The contract, as a function with a URL of its own whose answers are streamed. */
final class FunctionUrlStreamContractTest extends FunctionUrlContractTest {

    @Override
    FrontDoor door() {
        return FrontDoor.functionUrl().streaming();
    }
}
