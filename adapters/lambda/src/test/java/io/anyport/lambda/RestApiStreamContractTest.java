package io.anyport.lambda;

import io.anyport.lambda.local.FrontDoor;

/** The contract, as a function behind a REST API that streams its answers. */
final class RestApiStreamContractTest extends RestApiContractTest {

    @Override
    FrontDoor door() {
        return FrontDoor.restApi().streaming();
    }
}
