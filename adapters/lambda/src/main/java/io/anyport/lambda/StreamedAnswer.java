package io.anyport.lambda;

import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Method;
import io.anyport.http.Problem;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import org.jspecify.annotations.Nullable;

/**
 * An answer that is sent while it is being made (AWS Lambda Developer Guide, "Implementing response streaming in a custom runtime"; API
 * Gateway, "Set up a Lambda proxy integration with payload response streaming"): status and fields as JSON, eight zeros, and the content
 * as it is. For one invocation.
 */
final class StreamedAnswer {

    private static final String CONTENT_TYPE = "application/vnd.awslambda.http-integration-response";
    private static final int DELIMITER = 8;
    private static final int STEP = 16 * 1024;

    /** What AWS looks through for the delimiter, in bytes. */
    private static final int PRELUDE_LIMIT = 16 * 1024;

    private final App app;
    private final Request request;
    private final WireFormat format;
    private final StreamingOutput output;

    private StreamedAnswer(App app, Request request, WireFormat format, StreamingOutput output) {
        this.app = app;
        this.request = request;
        this.format = format;
        this.output = output;
    }

    /**
     * Sends the answer to its end, if the front door takes it.
     *
     * @return whether it does
     * @throws BrokenAnswer if it had to be cut off
     * @throws IOException if the platform has gone
     */
    static boolean send(
            Received received, Envelope event, WireFormat format, StreamingOutput output, App app, Deadlines deadlines)
            throws IOException {
        String door = door(event, format);
        if (door == null || !output.streamsTo(door)) {
            return false;
        }
        new StreamedAnswer(app, received.request(), format, output).send(received, deadlines);
        return true;
    }

    /** Fails if an event came through a front door that waits for a streamed answer, and would show its client a buffered one as it is. */
    static void requireNone(String declared, Envelope event, WireFormat format) {
        String door = door(event, format);
        if (door != null && declared.contains(door)) {
            throw new IllegalStateException(StreamingOutput.VARIABLE + " names " + door
                    + ", but the runtime of this function cannot stream: take io.anyport.lambda.runtime.FunctionRuntime, or"
                    + " unset it and let the front door buffer");
        }
    }

    /** {@return the name of a front door that may take streamed answers, or null} */
    private static @Nullable String door(Envelope event, WireFormat format) {
        if (format instanceof HttpApi) {
            return HttpApi.isFunctionUrl(event) ? StreamingOutput.FUNCTION_URL : null;
        }
        return format instanceof RestApi && event.version == null ? StreamingOutput.REST_API : null;
    }

    private void send(Received received, Deadlines deadlines) throws IOException {
        var remaining = request.invocation().remaining().orElse(Deadlines.NONE);
        if (remaining.isZero() || remaining.isNegative()) {
            sendLate();
            return;
        }
        var watch = deadlines.watch(remaining);
        boolean isSent;
        try {
            isSent = sent(received.answer(app), watch);
        } finally {
            watch.end();
        }
        if (!isSent && watch.isLate()) {
            sendLate();
        } else if (!isSent) {
            sendProblem(Problem.of(Status.INTERNAL_SERVER_ERROR));
        }
    }

    private void sendLate() throws IOException {
        sendProblem(LambdaHandler.late(request));
    }

    private void sendProblem(Problem problem) throws IOException {
        var known = problem.withRequestId(request.invocation().id());
        if (!sent(app.refuse(request, known), null)) {
            sent(known.response(), null);
        }
    }

    /** Answers whether the response was sent; if not, nothing has been sent. */
    private boolean sent(Response response, Deadlines.@Nullable Watch watch) throws IOException {
        boolean hasContent =
                !request.method().equals(Method.HEAD) && !response.status().isWithoutContent();
        if (!hasContent) {
            response.body().discard();
        }
        var body = hasContent ? response.body() : Body.empty();
        long length = body.length().orElse(-1);
        var stream = body.stream();
        try {
            return sent(response, stream, length, watch);
        } finally {
            close(stream);
        }
    }

    /** What fails before the first bytes are there can still be another answer. */
    private boolean sent(Response response, InputStream stream, long length, Deadlines.@Nullable Watch watch)
            throws IOException {
        byte[] buffer = new byte[length < 0 || length > STEP ? STEP : (int) length + 1];
        byte[] prelude;
        int count;
        try {
            prelude = prelude(response);
            requireWithinLimit(prelude.length + length);
            count = stream.read(buffer);
        } catch (IOException | RuntimeException | StackOverflowError | AssertionError | LinkageError failed) {
            LambdaHandler.logUnsent(request, failed);
            return false;
        }
        if (watch != null && watch.isLate() && response.status().code() >= 500) {
            return false;
        }
        var out = output.stream(CONTENT_TYPE);
        out.write(prelude);
        long sent = 0;
        for (; count >= 0; count = read(stream, buffer, sent, watch)) {
            sent += count;
            requireExpected(sent, length, prelude.length);
            out.write(buffer, 0, count);
            out.flush();
        }
        if (sent < length) {
            throw broken("ended after " + sent + " of " + length + " bytes", null);
        }
        out.flush();
        return true;
    }

    private void requireExpected(long sent, long length, int prelude) throws BrokenAnswer {
        if (length >= 0 && sent > length) {
            throw broken("is longer than the " + length + " bytes that it was said to have", null);
        }
        if (prelude + sent > LambdaHandler.STREAMED_LIMIT) {
            throw broken("is longer than the " + LambdaHandler.STREAMED_LIMIT + " bytes that can be streamed", null);
        }
    }

    private byte[] prelude(Response response) throws IOException {
        var prelude = new ByteArrayOutputStream(512);
        var json = Json.generator(512);
        format.prelude(request.method(), response, json);
        json.writeTo(prelude);
        if (prelude.size() + DELIMITER > PRELUDE_LIMIT) {
            throw new IllegalStateException("status and header fields of a streamed answer take at most "
                    + (PRELUDE_LIMIT - DELIMITER) + " bytes as JSON, these take " + prelude.size());
        }
        prelude.write(new byte[DELIMITER]);
        return prelude.toByteArray();
    }

    private static void requireWithinLimit(long length) {
        if (length > LambdaHandler.STREAMED_LIMIT) {
            throw new IllegalStateException("an answer of " + length + " bytes is longer than the "
                    + LambdaHandler.STREAMED_LIMIT + " bytes that can be streamed");
        }
    }

    private int read(InputStream stream, byte[] buffer, long sent, Deadlines.@Nullable Watch watch)
            throws BrokenAnswer {
        int count;
        try {
            count = stream.read(buffer);
        } catch (IOException | RuntimeException failed) {
            throw broken("failed after " + sent + " bytes", failed);
        }
        if (count >= 0 && watch != null && watch.isLate()) {
            throw broken("was not at its end in the time that the platform gives the function", null);
        }
        return count;
    }

    private BrokenAnswer broken(String why, @Nullable Exception cause) {
        LambdaHandler.log(request, "its streamed answer was cut off, since it " + why, cause);
        return new BrokenAnswer("the answer was cut off, since it " + why);
    }

    /** What has been sent is not made worse by a source that cannot be closed. */
    private void close(InputStream stream) {
        try {
            stream.close();
        } catch (IOException | RuntimeException failed) {
            LambdaHandler.log(request, "its content cannot be closed", failed);
        }
    }
}
