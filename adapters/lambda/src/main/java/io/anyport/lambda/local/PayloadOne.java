package io.anyport.lambda.local;

import io.anyport.http.Headers;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.util.Set;
import tools.jackson.core.JacksonException;

/**
 * Payload format 1.0 of API Gateway, as REST APIs make it.
 *
 * @param base what clients write in front of the path, and the event has only in {@code requestContext.path}
 */
record PayloadOne(String domain, String stage, String base) implements FrontDoor {

    /** Fields of answers that a REST API sends on under another name. */
    private static final Set<String> REMAPPED = Set.of("www-authenticate", "server", "date");

    @Override
    public String name() {
        return "rest-api";
    }

    @Override
    public FrontDoor streaming() {
        return new StreamedDoor(this);
    }

    @Override
    public byte[] event(Request request) {
        return new PayloadOneEvent(this, request).bytes();
    }

    /** A key that is not known makes an answer malformed; lists of values go before single ones. */
    @Override
    public Response response(byte[] bytes) {
        try {
            var answer = FunctionAnswer.read(bytes);
            if (!answer.hasStatus() || answer.hasUnknown() || answer.hasCookies()) {
                return refusal(failure());
            }
            var fields = answer.lists();
            for (int i = 0; i < answer.fields().size(); i++) {
                String name = answer.fields().name(i);
                fields = answer.lists().contains(name)
                        ? fields
                        : fields.plus(name, answer.fields().value(i));
            }
            return answer.response(remapped(fields));
        } catch (JacksonException | IllegalArgumentException notUnderstood) {
            return refusal(failure());
        }
    }

    private static Headers remapped(Headers fields) {
        var remapped = Headers.EMPTY;
        for (int i = 0; i < fields.size(); i++) {
            String name = fields.name(i);
            boolean isRemapped = REMAPPED.stream().anyMatch(name::equalsIgnoreCase);
            remapped = remapped.plus(isRemapped ? "x-amzn-Remapped-" + name : name, fields.value(i));
        }
        return remapped;
    }

    @Override
    public Response refusal(Status status) {
        String message = status == Status.BAD_GATEWAY
                ? "Internal server error"
                : status == Status.CONTENT_TOO_LARGE ? "Request Too Long" : status.reason();
        return Response.of(status).json("{\"message\": \"" + message + "\"}");
    }

    @Override
    public Status failure() {
        return Status.BAD_GATEWAY;
    }

    @Override
    public int bodyLimit() {
        return 10 * 1024 * 1024;
    }

    @Override
    public int answerLimit() {
        return 10 * 1024 * 1024;
    }
}
