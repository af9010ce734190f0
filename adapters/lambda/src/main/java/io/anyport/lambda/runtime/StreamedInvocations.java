package io.anyport.lambda.runtime;

import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** What a loop does with an invocation if answers may be streamed. */
final class StreamedInvocations {

    private final Loop loop;
    private final List<String> doors;

    /** @param declared the front doors that take streamed answers */
    StreamedInvocations(Loop loop, String declared) {
        this.loop = loop;
        this.doors = FunctionOutput.doors(declared);
    }

    void invoke(Answer event, LoopContext context, String path) throws IOException {
        var output = new FunctionOutput(doors, path + "/response", loop.api(), loop.patience());
        var failed = loop.call(new ByteArrayInputStream(event.content()), output, context);
        var streamed = output.streamed();
        if (streamed != null) {
            end(streamed, failed, path);
        } else if (failed != null) {
            loop.fail(path, failed);
        } else {
            byte[] answer = output.buffered();
            loop.respond(path, answer, answer.length);
        }
    }

    /** What has been streamed cannot be sent again. */
    private void end(ChunkedRequest streamed, @Nullable Throwable failed, String path) throws IOException {
        if (streamed.isLost()) {
            System.err.println("A streamed answer was cut off, since the platform or its client has gone: " + path);
            return;
        }
        Answer answer;
        try {
            answer = failed == null ? streamed.complete() : streamed.breakOff(failed);
        } catch (IOException gone) {
            System.err.println(
                    "It is not known whether a streamed answer has arrived: " + path + ": " + gone.getMessage());
            return;
        }
        if (answer.status() < 200 || answer.status() >= 300) {
            loop.refused(path, "/response", answer.status());
        }
        if (failed != null) {
            loop.requireSound(failed);
        }
    }
}
