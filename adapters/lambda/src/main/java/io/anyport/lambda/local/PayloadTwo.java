package io.anyport.lambda.local;

import io.anyport.http.Body;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import tools.jackson.core.JacksonException;

/** Payload format 2.0 of API Gateway, as HTTP APIs and Function URLs make it. */
record PayloadTwo(String name, String domain, String stage) implements FrontDoor {

    private static final int API_GATEWAY_LIMIT = 10 * 1024 * 1024;
    private static final int LAMBDA_LIMIT = 6 * 1024 * 1024;

    boolean isApi() {
        return name.equals("http-api");
    }

    @Override
    public FrontDoor streaming() {
        return isApi() ? FrontDoor.super.streaming() : new StreamedDoor(this);
    }

    @Override
    public byte[] event(Request request) {
        return new PayloadTwoEvent(this, request).bytes();
    }

    /** An answer without a status is itself the content, with 200. */
    @Override
    public Response response(byte[] bytes) {
        try {
            var answer = FunctionAnswer.read(bytes);
            if (!answer.hasStatus()) {
                byte[] content = answer.text() == null ? bytes : answer.text();
                return Response.ok().withBody("application/json", Body.of(content));
            }
            return answer.response(answer.fields().plusAll(answer.cookies()));
        } catch (JacksonException | IllegalArgumentException notUnderstood) {
            return refusal(failure());
        }
    }

    @Override
    public Response refusal(Status status) {
        String reason = status == Status.CONTENT_TOO_LARGE ? "Request Entity Too Large" : status.reason();
        return isApi()
                ? Response.of(status).json("{\"message\":\"" + reason + "\"}")
                : Response.of(status).json("{\"Message\":\"" + reason + "\"}");
    }

    @Override
    public Status failure() {
        return isApi() ? Status.INTERNAL_SERVER_ERROR : Status.BAD_GATEWAY;
    }

    @Override
    public int bodyLimit() {
        return isApi() ? API_GATEWAY_LIMIT : LAMBDA_LIMIT;
    }

    @Override
    public int answerLimit() {
        return LAMBDA_LIMIT;
    }
}
