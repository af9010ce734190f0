package io.anyport.lambda;

import io.anyport.lambda.local.FrontDoor;

/** The contract, behind a REST API on AWS's own domain. */
final class RestStageContractTest extends RestApiContractTest {

    @Override
    FrontDoor door() {
        return FrontDoor.restApi("dev");
    }
}
