package io.anyport.lambda;

import io.anyport.lambda.local.FrontDoor;

/** The contract, behind an HTTP API whose stage has a name. */
final class StageContractTest extends HttpApiContractTest {

    @Override
    FrontDoor door() {
        return FrontDoor.httpApi("dev");
    }
}
