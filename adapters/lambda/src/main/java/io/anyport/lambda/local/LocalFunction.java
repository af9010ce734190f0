package io.anyport.lambda.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anyport.http.Handler;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.lang.System.Logger.Level;

/** A function behind a front door, seen by its clients. */
final class LocalFunction implements Handler {

    /** What Lambda takes and gives back, in bytes. */
    private static final int LIMIT = 6 * 1024 * 1024;

    private final FrontDoor door;
    private final RequestStreamHandler function;

    LocalFunction(FrontDoor door, RequestStreamHandler function) {
        this.door = door;
        this.function = function;
    }

    @Override
    public Response handle(Request request) {
        byte[] event;
        try {
            event = door.event(request);
        } catch (IllegalArgumentException refused) {
            return message(Status.BAD_REQUEST, "Bad Request");
        }
        return event.length > LIMIT
                ? message(Status.CONTENT_TOO_LARGE, "Request Entity Too Large")
                : invoke(event, LocalPlatform.of(request.invocation()));
    }

    private Response invoke(byte[] event, LocalPlatform platform) {
        var answer = new ByteArrayOutputStream();
        try {
            function.handleRequest(new ByteArrayInputStream(event), answer, platform);
        } catch (IOException | RuntimeException failed) {
            System.getLogger(LocalFunction.class.getName()).log(Level.ERROR, "the function failed", failed);
            return failure();
        }
        return answer.size() > LIMIT ? failure() : door.response(answer.toByteArray());
    }

    /** What AWS answers for a function that failed, or whose answer it does not understand. */
    static Response failure() {
        return message(Status.INTERNAL_SERVER_ERROR, "Internal Server Error");
    }

    private static Response message(Status status, String message) {
        return Response.of(status).json("{\"message\":\"" + message + "\"}");
    }
}
