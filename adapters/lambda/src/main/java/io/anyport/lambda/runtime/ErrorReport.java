package io.anyport.lambda.runtime;

import java.io.IOException;
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

    /** Tells of a failure that ends the process, as long as the Runtime API may come back; a function that ends untold is only seen to end. */
    static void tell(String path, Throwable failed, ApiConnection api, Patience patience) {
        byte[] report = of(failed);
        try {
            for (int attempt = 1; !isTold(path, failed, report, api, patience, attempt); attempt++) {}
        } catch (IOException untold) {
            failed.addSuppressed(untold);
        }
    }

    private static boolean isTold(
            String path, Throwable failed, byte[] report, ApiConnection api, Patience patience, int attempt)
            throws IOException {
        try {
            int status = api.post(path, field(failed), report, report.length).status();
            if (status >= 500 || status == 429) {
                throw new ApiException(status, "the Runtime API answered " + status + " to " + path);
            }
            return true;
        } catch (IOException cut) {
            patience.await(attempt, cut);
            return false;
        }
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
