package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anyport.App;
import io.anyport.Resource;
import io.anyport.http.Body;
import io.anyport.http.CatchAll;
import io.anyport.http.Problem;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.anyport.lambda.local.FrontDoor;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import org.jspecify.annotations.Nullable;

/**
 * An application as an AWS Lambda function, behind a REST API, an HTTP API, a Function URL or an Application Load Balancer, which it
 * recognises by itself; and with what else the application binds: deliveries of SQS, SNS, EventBridge, its schedules, S3, DynamoDB Streams
 * and Kinesis, frames of WebSocket APIs, and direct invocations. A function is a class with a public constructor that extends this one and hands its application over; that
 * class is what is named to AWS as the handler.
 *
 * <p>One object serves all invocations of a process, and may be called by many threads at once. An exception of the application
 * is answered with a problem document and does not fail the invocation of a request; an {@link EventException} does, and what cannot be
 * told otherwise than by a failure.
 *
 * <p>An application that is still at work shortly before the platform ends the function is interrupted, and answered for with 504.
 * Work that does not react to an interrupt cannot be answered for on the same thread: {@link io.anyport.http.Timeout#atDeadline} as a
 * filter of the application can.
 */
public abstract class LambdaHandler implements RequestStreamHandler, Resource {

    /** The largest event that Lambda hands over, in bytes: 6 MiB, in which a body is in base64 or escaped. */
    public static final int EVENT_LIMIT = 6 * 1024 * 1024;

    /**
     * The largest answer that Lambda takes, in bytes: 6 MiB, counted after a body is in base64 or escaped. A balancer takes 1 MiB.
     */
    public static final int ANSWER_LIMIT = 6 * 1024 * 1024;

    /** The largest answer that can be streamed, in bytes: 200 MiB, with its status and header fields as JSON. */
    public static final long STREAMED_LIMIT = 200L * 1024 * 1024;

    /** What was declared to be streamed, or null. */
    private static final @Nullable String STREAMING = System.getenv(StreamingOutput.VARIABLE);

    private final App app;
    private final Deadlines deadlines = new Deadlines();

    /**
     * A function for an application. What the application's first request would look for is found now, while the process starts.
     *
     * @param app the application
     * @throws IllegalStateException if the application is not complete, which fails the start of the function
     */
    @SuppressWarnings("this-escape") // nobody calls what is registered before the process has started
    protected LambdaHandler(App app) {
        this.app = app.ready();
        if (!"on-demand".equals(System.getenv("AWS_LAMBDA_INITIALIZATION_TYPE")) && SnapshotHooks.areNeeded()) {
            SnapshotHooks.register(this);
        }
    }

    /**
     * Makes the application ready for a snapshot of the process: SnapStart's, or CRaC's. It is primed by way of events, so that what
     * they need is in the snapshot as well. AWS's runtime client calls it if {@code org.crac:crac} is on the class path; our own
     * runtime does so by itself.
     *
     * @throws Exception what {@link App#beforeCheckpoint()} throws; it fails the start of the function
     */
    @Override
    public final void beforeCheckpoint() throws Exception {
        var door = FrontDoor.functionUrl();
        boolean streams = STREAMING != null && STREAMING.contains(StreamingOutput.FUNCTION_URL);
        app.beforeCheckpoint((streams ? door.streaming() : door).to(this));
    }

    /**
     * Goes on after a restore.
     *
     * @throws Exception what {@link App#afterRestore()} throws; it ends the process
     */
    @Override
    public final void afterRestore() throws Exception {
        deadlines.afterRestore();
        app.afterRestore();
    }

    /**
     * Answers an event.
     *
     * @param input the event
     * @param output where the answer goes
     * @param context what the platform knows of the invocation; null in a test that has no platform
     * @throws EventException if the event is malformed, or of no shape that is understood
     * @throws io.anyport.event.UnboundSource if nothing is bound to where deliveries are from
     * @throws DeliveryFailed if a delivery has failed that has no other way to come again
     * @throws io.anyport.event.OperationException if a direct invocation has no output
     * @throws IOException if a stream fails
     */
    @Override
    public final void handleRequest(InputStream input, OutputStream output, @Nullable Context context)
            throws IOException {
        try {
            handle(input.readAllBytes(), output, context);
        } finally {
            Thread.interrupted(); // what an application has left behind is not for the next invocation of the thread
            flush(context);
        }
    }

    /** Before the answer is given back, and at the end of a streamed one: the process stands still then, perhaps for ever. */
    private void flush(@Nullable Context context) {
        var observer = app.observer();
        if (observer.isPresent()) {
            Flushing.flush(observer.get(), context);
        }
    }

    private void handle(byte[] bytes, OutputStream output, @Nullable Context context) throws IOException {
        var event = EventReader.read(bytes);
        var format = event.format();
        if (format == null || event.illTyped != null) {
            output.write(OtherEvents.answer(app, deadlines, bytes, event, context));
            return;
        }
        var received = format.receive(event, context).identified(app);
        var sent = bytes.length > EVENT_LIMIT ? received.refused(App.tooLarge(EVENT_LIMIT)) : received;
        if (!isStreamed(sent, event, format, output)) {
            answer(sent, format).writeTo(output);
        }
    }

    /** Whether an answer can be streamed, and has been. Most functions never load a class for it. */
    private boolean isStreamed(Received received, Envelope event, WireFormat format, OutputStream output)
            throws IOException {
        if (!(output instanceof ByteArrayOutputStream) && output instanceof StreamingOutput streaming) {
            return StreamedAnswer.send(received, event, format, streaming, app, deadlines);
        }
        if (STREAMING != null) {
            StreamedAnswer.requireNone(STREAMING, event, format);
        }
        return false;
    }

    private ByteArrayOutputStream answer(Received received, WireFormat format) throws IOException {
        var request = received.request();
        var remaining = request.invocation().remaining().orElse(Deadlines.NONE);
        if (remaining.isZero() || remaining.isNegative()) {
            return late(request, format);
        }
        var watch = deadlines.watch(remaining);
        Response response;
        ByteArrayOutputStream answer;
        try {
            response = received.answer(app);
            answer = written(request, response, format);
        } finally {
            watch.end();
        }
        // What was done in spite of the interrupt is sent: it is better than to say that it was not.
        if (watch.isLate() && (answer == null || response.status().code() >= 500)) {
            return late(request, format);
        }
        return answer == null ? problem(Problem.of(Status.INTERNAL_SERVER_ERROR), request, format) : answer;
    }

    private ByteArrayOutputStream late(Request request, WireFormat format) throws IOException {
        return problem(late(request), request, format);
    }

    static Problem late(Request request) {
        log(request, "there was no answer in the time that the platform gives the function", null);
        return Problem.of(Status.GATEWAY_TIMEOUT).withDetail("There was no answer within the time limit.");
    }

    /** A problem that the application's filters see as well, unless it is they who make an answer that cannot be sent. */
    private ByteArrayOutputStream problem(Problem problem, Request request, WireFormat format) throws IOException {
        var known = problem.withRequestId(request.invocation().id());
        var answer = written(request, app.refuse(request, known), format);
        return answer == null ? write(request, known.response(), format) : answer;
    }

    /** {@return the answer; null if it cannot be sent, which is logged} */
    private static @Nullable ByteArrayOutputStream written(Request request, Response response, WireFormat format) {
        try {
            return write(request, response, format);
        } catch (IOException | RuntimeException | StackOverflowError | AssertionError | LinkageError failed) {
            logUnsent(request, failed);
            return null;
        }
    }

    static void logUnsent(Request request, Throwable failed) {
        log(request, "its answer cannot be sent", failed);
    }

    static void log(Request request, String what, @Nullable Throwable failed) {
        System.getLogger(CatchAll.LOGGER)
                .log(Level.ERROR, "request " + request.invocation().id() + " failed: " + what, failed);
    }

    private static ByteArrayOutputStream write(Request request, Response response, WireFormat format)
            throws IOException {
        int limit = format.answerLimit();
        byte[] content = content(response.body(), limit);
        var json = Json.generator(content.length + 512);
        format.answer(request.method(), response, content, json);
        var answer = new ByteArrayOutputStream(json.size());
        json.writeTo(answer);
        if (answer.size() > limit) {
            throw new IllegalStateException(request.invocation().target() + " takes answers of at most " + limit
                    + " bytes, as JSON;" + " more can be streamed, see " + StreamingOutput.VARIABLE);
        }
        return answer;
    }

    /** {@return all bytes, or of what is too large in any case, just enough to tell} */
    private static byte[] content(Body body, int limit) throws IOException {
        if (!body.isStream()) {
            return body.bytes();
        }
        long length = body.length().orElse(-1);
        try (var stream = body.stream()) {
            byte[] content = stream.readNBytes(limit + 1);
            if (length >= 0 && length != content.length && content.length <= limit) {
                throw new IllegalStateException(
                        "the stream is not of the " + length + " bytes that it was said to have");
            }
            return content;
        }
    }
}
