package io.anyport.lambda;

import io.anyport.http.Headers;

/** The header fields that are between two neighbours and must not be sent on (RFC 9110, 7.6.1). */
final class HopByHop {

    private static final String[] NAMES = {
        "Connection", "Keep-Alive", "Proxy-Connection", "TE", "Trailer", "Transfer-Encoding", "Upgrade"
    };

    private HopByHop() {}

    /** Whether a field is one of them, by its name or because {@code Connection} names it. */
    static boolean includes(Headers headers, String name) {
        for (String known : NAMES) {
            if (known.equalsIgnoreCase(name)) {
                return true;
            }
        }
        return headers.contains("Connection") && isListed(headers, name);
    }

    private static boolean isListed(Headers headers, String name) {
        for (String value : headers.all("Connection")) {
            int start = 0;
            while (start <= value.length()) {
                int comma = value.indexOf(',', start);
                int end = comma < 0 ? value.length() : comma;
                if (value.substring(start, end).strip().equalsIgnoreCase(name)) {
                    return true;
                }
                start = end + 1;
            }
        }
        return false;
    }
}
