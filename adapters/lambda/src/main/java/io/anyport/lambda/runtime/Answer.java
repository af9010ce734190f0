package io.anyport.lambda.runtime;

import java.util.List;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/** An answer of the Runtime API. Its fields are few, and looked for one by one. */
final class Answer {

    private final int status;
    private final List<String> fields;
    private final byte[] content;

    Answer(int status, List<String> fields, byte[] content) {
        this.status = status;
        this.fields = fields;
        this.content = content;
    }

    int status() {
        return status;
    }

    byte[] content() {
        return content;
    }

    /** {@return the value of the first field of a name, or null} */
    @Nullable
    String field(String name) {
        return field(fields, name);
    }

    static @Nullable String field(List<String> fields, String name) {
        for (String field : fields) {
            if (field.length() > name.length()
                    && field.charAt(name.length()) == ':'
                    && field.regionMatches(true, 0, name, 0, name.length())) {
                return field.substring(name.length() + 1).trim();
            }
        }
        return null;
    }

    /** {@return whether the connection is at its end} */
    static boolean closes(List<String> fields) {
        String connection = field(fields, "Connection");
        return connection != null && connection.toLowerCase(Locale.ROOT).equals("close");
    }
}
