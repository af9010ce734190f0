package io.anyport.junit.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** What came back from a runtime, as the Runtime API got it. Immutable. */
public final class Outcome {

    /** What kind of outcome it is. */
    public enum Kind {
        /** An answer in one piece. */
        RESPONSE,
        /** A streamed answer, to its end; what failed midway stands in its {@link Outcome#trailers}. */
        STREAM,
        /** A failure of the function, told by the runtime. */
        ERROR,
        /** An answer that AWS does not accept: too large, or in an unknown mode. */
        REFUSED,
        /** An answer that the runtime did not bring to its end. */
        CUT,
        /** A failure to start. */
        INIT_ERROR,
        /** A failure to go on after a restore. */
        RESTORE_ERROR
    }

    private static final String ERROR_TYPE = "Lambda-Runtime-Function-Error-Type";
    private static final int DELIMITER = 8; // NULs, between the prelude of a streamed HTTP answer and its body

    private final Kind kind;
    private final String id;
    private final Map<String, String> fields;
    private final byte[] content;
    private final Map<String, String> trailers;

    Outcome(Kind kind, String id, Map<String, String> fields, byte[] content, Map<String, String> trailers) {
        this.kind = kind;
        this.id = id;
        this.fields = fields;
        this.content = content;
        this.trailers = trailers;
    }

    /** {@return what kind of outcome it is} */
    public Kind kind() {
        return kind;
    }

    /** {@return the id of the invocation; empty for one of the start or the restore} */
    public String id() {
        return id;
    }

    /**
     * {@return the value of a field that the runtime sent, if it did}
     *
     * @param name whose case does not matter
     */
    public Optional<String> field(String name) {
        return Optional.ofNullable(fields.get(name));
    }

    /** {@return the fields behind a streamed answer; their names' case does not matter} */
    public Map<String, String> trailers() {
        return trailers;
    }

    /** {@return the error's type, as the field or the trailer of that name tells it} */
    public Optional<String> errorType() {
        @Nullable String late = trailers.get(ERROR_TYPE);
        return late == null ? field(ERROR_TYPE) : Optional.of(late);
    }

    /** {@return what was sent: an answer, or an error as JSON; a copy} */
    public byte[] content() {
        return content.clone();
    }

    /** {@return what was sent, as UTF-8} */
    public String text() {
        return new String(content, UTF_8);
    }

    /** {@return what stands before eight NULs in a streamed HTTP answer: status, headers and cookies as JSON; empty if there are none} */
    public String prelude() {
        return new String(content, 0, Math.max(0, delimiter()), UTF_8);
    }

    /** {@return what stands behind the prelude of a streamed HTTP answer; all if there is none} */
    public byte[] body() {
        int end = delimiter();
        int start = end < 0 ? 0 : end + DELIMITER;
        return Arrays.copyOfRange(content, start, content.length);
    }

    private int delimiter() {
        int nuls = 0;
        for (int i = 0; i < content.length; i++) {
            nuls = content[i] == 0 ? nuls + 1 : 0;
            if (nuls == DELIMITER) {
                return i + 1 - DELIMITER;
            }
        }
        return -1;
    }

    /** {@return the kind, the id and the size; not the content} */
    @Override
    public String toString() {
        return kind + " " + id + " of " + content.length + " bytes"
                + errorType().map(type -> ", " + type).orElse("");
    }
}
