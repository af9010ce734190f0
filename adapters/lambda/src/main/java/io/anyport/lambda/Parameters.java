package io.anyport.lambda;

import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Makes a query again of the parameters that a front door has taken apart. */
final class Parameters {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private Parameters() {}

    /** {@return the query of parameters that are encoded still; null if there are none} */
    static @Nullable String joined(List<String> parameters) {
        return parameters.isEmpty() ? null : join(parameters, null);
    }

    /** {@return the query of decoded parameters; null if there are none} */
    static @Nullable String encoded(List<String> parameters, RequestParts parts) {
        return parameters.isEmpty() ? null : join(parameters, parts);
    }

    private static String join(List<String> parameters, @Nullable RequestParts encoder) {
        var query = new StringBuilder();
        for (int i = 0; i < parameters.size(); i++) {
            String text = parameters.get(i);
            query.append(i == 0 ? "" : i % 2 == 0 ? "&" : "=");
            if (encoder == null) {
                query.append(text);
            } else {
                encode(encoder.unicode(text, "query"), query);
            }
        }
        return query.toString();
    }

    private static void encode(String text, StringBuilder query) {
        for (byte b : text.getBytes(StandardCharsets.UTF_8)) {
            if (isUnreserved(b)) {
                query.append((char) b);
            } else {
                query.append('%').append(HEX[b >> 4 & 0xf]).append(HEX[b & 0xf]);
            }
        }
    }

    private static boolean isUnreserved(byte b) {
        return (b >= 'a' && b <= 'z')
                || (b >= 'A' && b <= 'Z')
                || (b >= '0' && b <= '9')
                || b == '-'
                || b == '.'
                || b == '_'
                || b == '~';
    }
}
