package io.anyport.lambda.local;

import io.anyport.http.Request;
import io.anyport.http.Response;

/** Payload format 2.0 of API Gateway, as HTTP APIs and Function URLs make it. */
record PayloadTwo(String domain, String stage, boolean decodesPath) implements FrontDoor {

    @Override
    public byte[] event(Request request) {
        return new PayloadTwoEvent(this, request).bytes();
    }

    @Override
    public Response response(byte[] answer) {
        return PayloadTwoAnswer.response(answer);
    }
}
