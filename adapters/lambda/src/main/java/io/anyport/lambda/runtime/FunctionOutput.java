package io.anyport.lambda.runtime;

import io.anyport.lambda.StreamingOutput;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.OutputStream;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The output of a function that may stream its answer. */
final class FunctionOutput extends OutputStream implements StreamingOutput {

    private static final String MODE = "Lambda-Runtime-Function-Response-Mode: streaming\r\n";
    private static final String TRAILERS = "Trailer: " + ErrorReport.TYPE + ", " + ChunkedRequest.ERROR_BODY + "\r\n";

    private final List<String> doors;
    private final String path;
    private final ApiConnection api;
    private final Patience patience;
    private final ByteArrayOutputStream buffered = new ByteArrayOutputStream();
    private @Nullable ChunkedRequest streamed;

    FunctionOutput(List<String> doors, String path, ApiConnection api, Patience patience) {
        this.doors = doors;
        this.path = path;
        this.api = api;
        this.patience = patience;
    }

    /**
     * The front doors of a declaration.
     *
     * @throws IllegalArgumentException if there is another one among them
     */
    static List<String> doors(String declared) {
        var doors = List.of(declared.trim().split("\\s*,\\s*", -1));
        if (!List.of(FUNCTION_URL, REST_API).containsAll(doors)) {
            throw new IllegalArgumentException(
                    VARIABLE + " must be " + FUNCTION_URL + ", " + REST_API + " or both, with a comma between them");
        }
        return doors;
    }

    @Override
    public boolean streamsTo(String frontDoor) {
        return doors.contains(frontDoor);
    }

    @Override
    public OutputStream stream(String contentType) throws IOException {
        if (streamed != null || buffered.size() > 0) {
            throw new IllegalStateException("the answer has begun already");
        }
        boolean wasInterrupted = Thread.interrupted(); // which would keep the connection from being opened
        try {
            streamed = opened(MODE + TRAILERS + "Content-Type: " + contentType + "\r\n");
            return streamed;
        } finally {
            if (wasInterrupted) {
                Thread.currentThread().interrupt();
            }
        }
    }

    private ChunkedRequest opened(String fields) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                return api.chunked(path, fields);
            } catch (IOException failed) {
                patience.await(attempt, failed);
            }
        }
    }

    @Override
    public void write(int b) {
        requireBuffered();
        buffered.write(b);
    }

    @Override
    public void write(byte[] bytes, int offset, int length) {
        requireBuffered();
        buffered.write(bytes, offset, length);
    }

    private void requireBuffered() {
        if (streamed != null) {
            throw new IllegalStateException("the answer is streamed, and goes into the stream");
        }
    }

    /** {@return the answer that is streamed, or null} */
    @Nullable
    ChunkedRequest streamed() {
        return streamed;
    }

    byte[] buffered() {
        return buffered.toByteArray();
    }
}
