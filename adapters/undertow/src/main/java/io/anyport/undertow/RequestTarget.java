package io.anyport.undertow;

import java.nio.ByteBuffer;
import org.jspecify.annotations.Nullable;

/** The target of a request as it stands in the request line (RFC 9112, 3.2), and the authority that it or Host names. */
final class RequestTarget {

    private static final int MOST_PORT = 65_535;

    private RequestTarget() {}

    /** {@return whether it is of one of the four forms (RFC 9112, 3.2), of which two belong to one method each} */
    static boolean isTarget(ByteBuffer bytes, int start, int method, int target, int end) {
        if (HeadLines.isSame(bytes, start, method, "CONNECT")) {
            return isAuthority(bytes, target, end, true);
        }
        if (bytes.get(target) == '/') {
            return true;
        }
        if (HeadLines.isSame(bytes, target, end, "*")) {
            return HeadLines.isSame(bytes, start, method, "OPTIONS");
        }
        int scheme = schemeEnd(bytes, target, end);
        return scheme >= 0 && isAuthority(bytes, scheme, authorityEnd(bytes, scheme, end), false);
    }

    private static int authorityEnd(ByteBuffer bytes, int start, int end) {
        int authority = start;
        while (authority < end && bytes.get(authority) != '/' && bytes.get(authority) != '?') {
            authority++;
        }
        return authority;
    }

    /** {@return what makes a path of a URL, counted from the start of the head; null if the target is none} */
    static @Nullable OriginForm originForm(ByteBuffer bytes, int head, int target, int end) {
        int authority = schemeEnd(bytes, target, end);
        return authority < 0
                ? null
                : new OriginForm(
                        target - head, authority - head, authorityEnd(bytes, authority, end) - head, end - head);
    }

    private static int schemeEnd(ByteBuffer bytes, int start, int end) {
        var scheme = new StringBuilder();
        for (int i = start; i < end && scheme.length() < 8; i++) {
            scheme.append((char) (bytes.get(i) | (bytes.get(i) == ':' || bytes.get(i) == '/' ? 0 : 0x20)));
            if (scheme.toString().equals("http://") || scheme.toString().equals("https://")) {
                return i + 1;
            }
        }
        return -1;
    }

    /** A host and perhaps a port (RFC 3986, 3.2.2 and 3.2.3); whoever it names, it names somebody. */
    static boolean isAuthority(ByteBuffer bytes, int start, int end, boolean needsPort) {
        int colon;
        if (start < end && bytes.get(start) == '[') {
            int i = start + 1;
            while (i < end && (Characters.hex(bytes.get(i)) >= 0 || bytes.get(i) == ':' || bytes.get(i) == '.')) {
                i++;
            }
            if (i == end || bytes.get(i) != ']' || i == start + 1) {
                return false;
            }
            colon = i + 1;
        } else {
            colon = start;
            while (colon < end && Characters.isHost(bytes.get(colon))) {
                colon++;
            }
        }
        if (colon == end) {
            return colon > start && !needsPort;
        }
        return colon > start && bytes.get(colon) == ':' && isPort(bytes, colon + 1, end, needsPort);
    }

    private static boolean isPort(ByteBuffer bytes, int start, int end, boolean isNeeded) {
        boolean isPort = end > start || !isNeeded;
        int port = end > start ? 0 : 1;
        for (int i = start; isPort && i < end; i++) {
            port = port * 10 + bytes.get(i) - '0';
            isPort = Characters.isDigit(bytes.get(i)) && port <= MOST_PORT;
        }
        return isPort && port > 0;
    }

    static boolean isEscaped(ByteBuffer bytes, int start, int end) {
        boolean isEscaped = true;
        for (int i = start; isEscaped && i < end; i++) {
            isEscaped = bytes.get(i) != '%'
                    || (i + 2 < end && Characters.hex(bytes.get(i + 1)) >= 0 && Characters.hex(bytes.get(i + 2)) >= 0);
        }
        return isEscaped;
    }
}
