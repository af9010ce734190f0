package io.anyport.lambda.runtime;

import java.nio.charset.StandardCharsets;

/** A failure as the Runtime API wants to be told it (AWS Lambda Developer Guide, "Using the Lambda runtime API"). */
final class ErrorReport {

    static final String TYPE = "Lambda-Runtime-Function-Error-Type";

    private static final int MOST_FRAMES = 100;
    private static final int MOST_TEXT = 8 * 1024; // characters: a report has its place in logs, and in fields of HTTP

    private ErrorReport() {}

    /** The field that names the kind of the failure. */
    static String field(Throwable failed) {
        return TYPE + ": " + failed.getClass().getName() + "\r\n";
    }

    static byte[] of(Throwable failed) {
        var json = new StringBuilder(512);
        json.append("{\"errorMessage\":");
        text(failed.getMessage() == null ? failed.getClass().getName() : failed.getMessage(), MOST_TEXT, json);
        json.append(",\"errorType\":");
        text(failed.getClass().getName(), MOST_TEXT, json);
        json.append(",\"stackTrace\":[");
        var frames = failed.getStackTrace();
        for (int i = 0; i < frames.length && i < MOST_FRAMES; i++) {
            if (i > 0) {
                json.append(',');
            }
            text(frames[i].toString(), MOST_TEXT, json);
        }
        return json.append("]}").toString().getBytes(StandardCharsets.UTF_8);
    }

    /** Appends a text, or so many of its characters (RFC 8259, section 7). */
    static void text(String text, int most, StringBuilder json) {
        json.append('"');
        int length = Math.min(text.length(), most);
        for (int i = 0; i < length; i++) {
            char c = text.charAt(i);
            if (c == '"' || c == '\\') {
                json.append('\\').append(c);
            } else if (c < ' ' || Character.isSurrogate(c)) {
                json.append("\\u").append(Integer.toHexString(0x10000 | c), 1, 5);
            } else {
                json.append(c);
            }
        }
        json.append(length < text.length() ? "...\"" : "\"");
    }
}
