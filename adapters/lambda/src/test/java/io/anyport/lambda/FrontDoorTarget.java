package io.anyport.lambda;

import static org.junit.jupiter.api.Assumptions.abort;

import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Handler;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.junit.HttpTarget;
import io.anyport.lambda.local.FrontDoor;

/** An application as a function behind a front door, from the bytes of an event to the bytes of an answer. */
final class FrontDoorTarget implements HttpTarget {

    private final FrontDoor door;
    private final Handler client;

    private FrontDoorTarget(FrontDoor door, App app) {
        this.door = door;
        this.client = door.to(app);
    }

    static HttpTarget of(FrontDoor door, App app) {
        return new FrontDoorTarget(door, app);
    }

    @Override
    public Response handle(Request request) throws Exception {
        try {
            door.event(request);
        } catch (IllegalArgumentException refused) {
            return abort("AWS refuses it and does not invoke the function: " + refused.getMessage());
        }
        var response = client.handle(request);
        return response.withBody(Body.of(response.body().bytes())); // which may be a stream, and be read once
    }
}
