package io.anyport.lambda.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anyport.http.Handler;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.anyport.lambda.LambdaHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** A function behind a front door, seen by its clients. */
final class LocalFunction implements Handler {

    private final FrontDoor door;
    private final RequestStreamHandler function;

    LocalFunction(FrontDoor door, RequestStreamHandler function) {
        this.door = door;
        this.function = function;
    }

    @Override
    public Response handle(Request request) {
        if (request.body().bytes().length > door.bodyLimit()) {
            return door.refusal(Status.CONTENT_TOO_LARGE);
        }
        byte[] event;
        try {
            event = door.event(request);
        } catch (IllegalArgumentException refused) {
            return door.refusal(Status.BAD_REQUEST);
        }
        return event.length > LambdaHandler.EVENT_LIMIT
                ? door.refusal(Status.CONTENT_TOO_LARGE)
                : invoke(event, LocalPlatform.of(request.invocation()));
    }

    private Response invoke(byte[] event, LocalPlatform platform) {
        if (door instanceof StreamedDoor streamed) {
            return StreamedCall.invoke(streamed, function, event, platform);
        }
        var answer = new ByteArrayOutputStream();
        try {
            function.handleRequest(new ByteArrayInputStream(event), answer, platform);
        } catch (IOException | RuntimeException failed) {
            System.getLogger(LocalFunction.class.getName()).log(Level.ERROR, "the function failed", failed);
            return door.refusal(door.failure());
        }
        boolean isOver = answer.size() > Math.min(LambdaHandler.ANSWER_LIMIT, door.answerLimit());
        return isOver ? door.refusal(door.failure()) : door.response(answer.toByteArray());
    }
}
