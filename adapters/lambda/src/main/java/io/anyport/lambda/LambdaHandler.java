package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.CatchAll;
import io.anyport.http.Problem;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.ObjectWriteContext;

/**
 * An application as an AWS Lambda function, behind an HTTP API or a Function URL, which it recognises by itself. A function is a
 * class with a public constructor that extends this one and hands its application over; that class is what is named to AWS as the
 * handler.
 *
 * <p>One object serves all invocations of a process, and may be called by many threads at once. An exception of the application
 * is answered with a problem document and does not fail the invocation; only an {@link EventException} does.
 */
public abstract class LambdaHandler implements RequestStreamHandler {

    /** The largest answer that Lambda takes, in bytes: 6 MiB, counted after a body is in base64 or escaped. */
    public static final int ANSWER_LIMIT = 6 * 1024 * 1024;

    private final App app;

    /**
     * A function for an application. What the application's first request would look for is found now, while the process starts.
     *
     * @param app the application
     * @throws IllegalStateException if the application is not complete, which fails the start of the function
     */
    protected LambdaHandler(App app) {
        this.app = app.ready();
    }

    /**
     * Answers an event.
     *
     * @param input the event
     * @param output where the answer goes
     * @param context what the platform knows of the invocation; null in a test that has no platform
     * @throws EventException if the event is malformed, or of no shape that is understood
     * @throws IOException if a stream fails
     */
    @Override
    public final void handleRequest(InputStream input, OutputStream output, @Nullable Context context)
            throws IOException {
        byte[] bytes = input.readAllBytes();
        var event = Envelope.read(bytes);
        if (!HttpApi.recognises(event) || event.illTyped() != null) {
            throw UnknownEvent.refuse(bytes, event.illTyped());
        }
        var received = HttpApi.receive(event, context);
        answer(received.request(), received.answer(app)).writeTo(output);
    }

    /** What cannot be sent is a 500 problem, which the application's filters see as well. */
    private ByteArrayOutputStream answer(Request request, Response response) throws IOException {
        try {
            return write(request, response);
        } catch (IOException | RuntimeException failed) {
            String id = request.invocation().id();
            System.getLogger(CatchAll.LOGGER)
                    .log(Level.ERROR, "request " + id + " failed: its answer cannot be sent", failed);
            var problem = Problem.of(Status.INTERNAL_SERVER_ERROR).withRequestId(id);
            return write(request, app.refuse(request, problem));
        }
    }

    private static ByteArrayOutputStream write(Request request, Response response) throws IOException {
        byte[] content = content(response.body());
        var answer = new ByteArrayOutputStream(content.length + 512);
        try (var json = Json.FACTORY.createGenerator(ObjectWriteContext.empty(), answer)) {
            HttpApi.answer(request.method(), response, content, json);
        }
        if (answer.size() > ANSWER_LIMIT) {
            throw new IllegalStateException("the answer is over the limit of " + ANSWER_LIMIT + " bytes");
        }
        return answer;
    }

    /** {@return all bytes, or of what is too large in any case, just enough to tell} */
    private static byte[] content(Body body) throws IOException {
        if (!body.isStream()) {
            return body.bytes();
        }
        long length = body.length().orElse(-1);
        try (var stream = body.stream()) {
            byte[] content = stream.readNBytes(ANSWER_LIMIT + 1);
            if (length >= 0 && length != content.length && content.length <= ANSWER_LIMIT) {
                throw new IllegalStateException(
                        "the stream is not of the " + length + " bytes that it was said to have");
            }
            return content;
        }
    }
}
