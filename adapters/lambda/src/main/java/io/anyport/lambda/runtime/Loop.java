package io.anyport.lambda.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import org.jspecify.annotations.Nullable;

/** Takes one invocation after the other, and answers each before it takes the next. One thread's own. */
final class Loop {

    private static final String NEXT = "invocation/next";
    private static final String ID = "Lambda-Runtime-Aws-Request-Id";
    private static final String JSON = "Content-Type: application/json\r\n";

    /** Where AWS's X-Ray SDK looks for the trace of an invocation, as AWS's own client tells it. */
    private static final String TRACE_PROPERTY = "com.amazonaws.xray.traceHeader";

    private final RequestStreamHandler handler;
    private final ApiConnection api;
    private final Patience patience;
    private final @Nullable StreamedInvocations streamed;

    Loop(RequestStreamHandler handler, ApiConnection api, Patience patience) {
        this(handler, api, patience, null);
    }

    /** @param streaming the front doors that take streamed answers, as they were declared; null for none */
    Loop(RequestStreamHandler handler, ApiConnection api, Patience patience, @Nullable String streaming) {
        this.handler = handler;
        this.api = api;
        this.patience = patience;
        this.streamed = streaming == null ? null : new StreamedInvocations(this, streaming);
    }

    /**
     * Goes on until the platform ends the process, as its only loop.
     *
     * @throws IOException if the Runtime API cannot be used any more, or the process had better end
     */
    void run() throws IOException {
        while (true) {
            var event = next();
            tellTrace(event.field("Lambda-Runtime-Trace-Id"));
            invoke(event);
        }
    }

    private static void tellTrace(@Nullable String trace) {
        if (trace == null) {
            System.clearProperty(TRACE_PROPERTY);
        } else {
            System.setProperty(TRACE_PROPERTY, trace);
        }
    }

    /** Waits for the next invocation. */
    Answer next() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = api.get(NEXT);
                if (answer.status() != 200) {
                    throw new ApiException(
                            answer.status(), "the Runtime API answered " + answer.status() + " to " + NEXT);
                }
                if (answer.field(ID) == null) {
                    throw new ApiException(0, "the Runtime API gave an event without " + ID);
                }
                return answer;
            } catch (IOException failed) {
                if (api.isAborted()) {
                    throw failed;
                }
                if (failed instanceof ApiException told && told.isUnreadable()) {
                    System.err.println("An event may be lost: " + told.getMessage());
                }
                patience.await(attempt, failed);
            }
        }
    }

    void invoke(Answer event) throws IOException {
        var context = new LoopContext(event);
        String path = "invocation/" + context.getAwsRequestId();
        if (streamed != null) {
            streamed.invoke(event, context, path);
            return;
        }
        var output = new Output();
        var failed = call(new ByteArrayInputStream(event.content()), output, context);
        if (failed == null) {
            respond(path, output.bytes(), output.size());
        } else {
            fail(path, failed);
        }
    }

    /** {@return what the function throws, or null}; an interrupt that it leaves behind is nobody's any more. */
    @Nullable
    Throwable call(InputStream input, OutputStream output, LoopContext context) {
        try {
            handler.handleRequest(input, output, context);
            return null;
        } catch (Throwable failed) {
            return failed;
        } finally {
            Thread.interrupted();
        }
    }

    void respond(String path, byte[] content, int length) throws IOException {
        send(path, "/response", JSON, content, length);
    }

    void fail(String path, Throwable failed) throws IOException {
        byte[] report = ErrorReport.of(failed);
        send(path, "/error", JSON + ErrorReport.field(failed), report, report.length);
        requireSound(failed);
    }

    /** A process without memory is not to be trusted with another invocation; a stack that was full is empty again. */
    void requireSound(Throwable failed) throws IOException {
        if (failed instanceof VirtualMachineError && !(failed instanceof StackOverflowError)) {
            throw new IOException("the function failed with " + failed, failed);
        }
    }

    /**
     * What was sent and not answered is sent again: the Runtime API takes an answer once, and refuses the second one with a status
     * that is not looked at then.
     */
    private void send(String path, String kind, String fields, byte[] content, int length) throws IOException {
        boolean mayBeTaken = false;
        for (int attempt = 1; ; attempt++) {
            try {
                int status = api.post(path + kind, fields, content, length).status();
                if (status >= 500 || status == 429) {
                    throw new ApiException(status, "the Runtime API answered " + status + " to an answer");
                }
                boolean isTaken = (status >= 200 && status < 300) || (mayBeTaken && status != 413);
                if (!isTaken) {
                    refused(path, kind, status);
                }
                return;
            } catch (IOException failed) {
                mayBeTaken |= !(failed instanceof ApiException told) || told.isUnreadable();
                patience.await(attempt, failed);
            }
        }
    }

    /** A refused answer (413, over 6 MB) leaves the invocation open: the platform has to be told something. */
    void refused(String path, String kind, int status) throws IOException {
        System.err.println("The Runtime API refused an answer with " + status + ": " + path + kind);
        if (kind.equals("/response")) {
            fail(path, new ApiException(status, "the answer was refused with " + status));
        }
    }

    ApiConnection api() {
        return api;
    }

    Patience patience() {
        return patience;
    }

    /** An answer, whose bytes are not copied once more. */
    private static final class Output extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }
    }
}
