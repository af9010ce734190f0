package io.anyport.junit.lambda;

import java.io.IOException;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The first line and the fields of a request; of several fields of one name, the values are joined. */
record RequestHead(String method, String path, Map<String, String> fields) {

    private static final String ROOT = "/2018-06-01/runtime/";

    /** {@return what is asked for, or null if there is no such call} */
    @Nullable
    Call call() {
        boolean isGet = method.equals("GET");
        if (!path.startsWith(ROOT) || (!isGet && !method.equals("POST"))) {
            return null;
        }
        String call = path.substring(ROOT.length());
        if (isGet) {
            return switch (call) {
                case "invocation/next" -> Call.NEXT;
                case "restore/next" -> Call.RESTORE_NEXT;
                default -> null;
            };
        }
        return switch (call) {
            case "init/error" -> Call.INIT_ERROR;
            case "restore/error" -> Call.RESTORE_ERROR;
            default -> ofInvocation(call);
        };
    }

    private static @Nullable Call ofInvocation(String call) {
        int id = "invocation/".length();
        int end = call.lastIndexOf('/');
        if (!call.startsWith("invocation/") || end <= id || call.indexOf('/', id) != end) {
            return null;
        }
        return switch (call.substring(end)) {
            case "/response" -> Call.RESPONSE;
            case "/error" -> Call.ERROR;
            default -> null;
        };
    }

    /** {@return the id in the path of a response or an error} */
    String id() {
        return path.substring((ROOT + "invocation/").length(), path.lastIndexOf('/'));
    }

    /** {@return what is said of the call: no content} */
    String line() {
        return method + " " + (path.startsWith(ROOT) ? path.substring(ROOT.length()) : path);
    }

    String field(String name) {
        return fields.getOrDefault(name, "");
    }

    boolean isChunked() {
        return field("Transfer-Encoding").equalsIgnoreCase("chunked");
    }

    boolean closes() {
        return field("Connection").equalsIgnoreCase("close");
    }

    /** {@return the length of the content; 0 if there is none, and if it comes in chunks} */
    long length() throws IOException {
        String length = field("Content-Length");
        if (length.isEmpty() || isChunked()) {
            return 0;
        }
        try {
            return Long.parseUnsignedLong(length);
        } catch (NumberFormatException malformed) {
            throw new IOException("a malformed Content-Length", malformed);
        }
    }
}
