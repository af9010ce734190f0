package io.anyport.lambda.local;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anyport.http.Body;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.anyport.lambda.StreamingOutput;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.lang.System.Logger.Level;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;

/** A function that works while its client reads already: on a thread of its own. For one invocation. */
final class StreamedCall extends OutputStream implements StreamingOutput {

    private static final String HTTP = "application/vnd.awslambda.http-integration-response";
    private static final int DELIMITER = 8;
    private static final int PRELUDE_LIMIT = 16 * 1024;

    private final FrontDoor door;
    private final RequestStreamHandler function;
    private final Pipe pipe = new Pipe();
    private final ByteArrayOutputStream buffered = new ByteArrayOutputStream();

    /** The type of what is streamed; null if the function has ended without. */
    private final CompletableFuture<@Nullable String> begun = new CompletableFuture<>();

    private StreamedCall(FrontDoor door, RequestStreamHandler function) {
        this.door = door;
        this.function = function;
    }

    /** Answers as soon as status and fields are there; the content follows as a stream, which fails if the function does. */
    static Response invoke(StreamedDoor door, RequestStreamHandler function, byte[] event, LocalPlatform platform) {
        var call = new StreamedCall(door.door(), function);
        var thread = new Thread(() -> call.run(event, platform), "anyport-function");
        thread.setDaemon(true);
        thread.start();
        try {
            return call.response();
        } catch (IOException | RuntimeException failed) {
            call.pipe.close();
            System.getLogger(StreamedCall.class.getName()).log(Level.ERROR, "no answer was begun", failed);
            return door.refusal(door.failure());
        }
    }

    private void run(byte[] event, LocalPlatform platform) {
        Throwable failure = null;
        try {
            function.handleRequest(new ByteArrayInputStream(event), this, platform);
            begun.complete(null);
        } catch (Throwable failed) {
            failure = failed;
            begun.completeExceptionally(failed);
        }
        pipe.end(failure);
        if (failure != null && !pipe.isClosed()) {
            System.getLogger(StreamedCall.class.getName()).log(Level.ERROR, "the function failed", failure);
        }
    }

    private Response response() throws IOException {
        String type = begun.join();
        if (type == null) {
            return Response.of(Status.OK).withBody("application/octet-stream", Body.of(buffered.toByteArray()));
        }
        return type.equals(HTTP)
                ? door.response(prelude()).withBody(Body.of(pipe))
                : Response.of(Status.OK).withBody(type, Body.of(pipe));
    }

    private byte[] prelude() throws IOException {
        var prelude = new ByteArrayOutputStream();
        int zeros = 0;
        while (zeros < DELIMITER) {
            int b = pipe.read();
            if (b < 0 || prelude.size() == PRELUDE_LIMIT) {
                throw new IOException("an answer must begin with JSON and " + DELIMITER + " zeros, within "
                        + PRELUDE_LIMIT + " bytes");
            }
            zeros = b == 0 ? zeros + 1 : 0;
            prelude.write(b);
        }
        byte[] json = new byte[prelude.size() - DELIMITER];
        System.arraycopy(prelude.toByteArray(), 0, json, 0, json.length);
        return json;
    }

    @Override
    public boolean streamsTo(String frontDoor) {
        return frontDoor.equals(door.name());
    }

    @Override
    public OutputStream stream(String contentType) {
        if (buffered.size() > 0 || !begun.complete(contentType)) {
            throw new IllegalStateException("the answer has begun already");
        }
        return pipe.writer();
    }

    @Override
    public void write(int b) {
        buffered.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        buffered.write(bytes, offset, length);
    }
}
