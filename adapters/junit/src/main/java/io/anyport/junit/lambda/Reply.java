package io.anyport.junit.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.Map;

/** An answer of the Runtime API. */
final class Reply {

    /** Where there is nothing to say any more. */
    static final Reply NONE = new Reply(0, Map.of(), new byte[0]);

    static final Reply TAKEN = json(202, "{\"status\":\"OK\"}");

    private final int status;
    private final Map<String, String> fields;
    private final byte[] content;

    Reply(int status, Map<String, String> fields, byte[] content) {
        this.status = status;
        this.fields = fields;
        this.content = content;
    }

    static Reply json(int status, String json) {
        return new Reply(status, Map.of("Content-Type", "application/json"), json.getBytes(UTF_8));
    }

    /** A refusal as AWS words it. */
    static Reply refused(int status, String type, String message) {
        return json(status, "{\"errorMessage\":\"" + message + "\",\"errorType\":\"" + type + "\"}");
    }

    /** {@return in one piece, which leaves in one packet if it is small} */
    byte[] bytes() {
        var head = new StringBuilder(512)
                .append("HTTP/1.1 ")
                .append(status)
                .append(" \r\nContent-Length: ")
                .append(content.length)
                .append("\r\n");
        fields.forEach(
                (name, value) -> head.append(name).append(": ").append(value).append("\r\n"));
        byte[] first = head.append("\r\n").toString().getBytes(UTF_8);
        var bytes = Arrays.copyOf(first, first.length + content.length);
        System.arraycopy(content, 0, bytes, first.length, content.length);
        return bytes;
    }
}
