package io.anyport.lambda.local;

import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;

/**
 * A front door whose function sends its answer while it makes it. The events are the same.
 *
 * @param door the front door
 */
record StreamedDoor(FrontDoor door) implements FrontDoor {

    @Override
    public String name() {
        return door.name() + "-stream";
    }

    @Override
    public byte[] event(Request request) {
        return door.event(request);
    }

    @Override
    public Response response(byte[] answer) {
        return door.response(answer);
    }

    @Override
    public Response refusal(Status status) {
        return door.refusal(status);
    }

    @Override
    public Status failure() {
        return door.failure();
    }

    @Override
    public int bodyLimit() {
        return door.bodyLimit();
    }

    @Override
    public int answerLimit() {
        return door.answerLimit();
    }
}
