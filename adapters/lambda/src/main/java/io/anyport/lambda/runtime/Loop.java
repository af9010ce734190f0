package io.anyport.lambda.runtime;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;

/** Takes one invocation after the other, and answers each before it takes the next. One thread's own. */
final class Loop {

    private static final String NEXT = "invocation/next";
    private static final String JSON = "Content-Type: application/json\r\n";

    private final RequestStreamHandler handler;
    private final ApiConnection api;
    private final Patience patience;

    Loop(RequestStreamHandler handler, ApiConnection api, Patience patience) {
        this.handler = handler;
        this.api = api;
        this.patience = patience;
    }

    /**
     * Goes on until the platform ends the process.
     *
     * @throws IOException if the Runtime API cannot be used any more
     */
    void run() throws IOException {
        while (true) {
            invoke(next());
        }
    }

    private Answer next() throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = api.get(NEXT);
                if (answer.status() == 200 && answer.field("Lambda-Runtime-Aws-Request-Id") != null) {
                    return answer;
                }
                throw new ApiException(answer.status(), "the Runtime API answered " + answer.status() + " to " + NEXT);
            } catch (IOException failed) {
                patience.await(attempt, failed);
            }
        }
    }

    private void invoke(Answer event) throws IOException {
        var context = new LoopContext(event);
        var output = new Output();
        String path = "invocation/" + context.getAwsRequestId();
        try {
            handler.handleRequest(new ByteArrayInputStream(event.content()), output, context);
        } catch (Throwable failed) {
            if (failed instanceof VirtualMachineError) {
                System.err.println("The function failed: " + failed);
            }
            fail(path, failed);
            return;
        }
        send(path + "/response", JSON, output.bytes(), output.size());
    }

    private void fail(String path, Throwable failed) throws IOException {
        byte[] report = ErrorReport.of(failed);
        send(path + "/error", JSON + ErrorReport.field(failed), report, report.length);
    }

    /**
     * What was sent and not answered is sent again: the Runtime API takes an answer once, and refuses the second one with a status
     * that is not looked at then.
     */
    private void send(String path, String fields, byte[] content, int length) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                var answer = api.post(path, fields, content, length);
                boolean taken = answer.status() >= 200 && answer.status() < 300;
                if (taken || (answer.status() < 500 && answer.status() != 429)) {
                    if (!taken && attempt == 1) {
                        refused(path, answer.status());
                    }
                    return;
                }
                throw new ApiException(
                        answer.status(), "the Runtime API answered " + answer.status() + " to an answer");
            } catch (IOException failed) {
                patience.await(attempt, failed);
            }
        }
    }

    /** A refused answer (413, over 6 MB) leaves the invocation open: the platform has to be told something. */
    private void refused(String path, int status) throws IOException {
        System.err.println("The Runtime API refused an answer with " + status);
        if (path.endsWith("/response")) {
            var cause = new ApiException(status, "the answer was refused with " + status);
            fail(path.substring(0, path.length() - "/response".length()), cause);
        }
    }

    /** An answer, whose bytes are not copied once more. */
    private static final class Output extends ByteArrayOutputStream {
        byte[] bytes() {
            return buf;
        }
    }
}
