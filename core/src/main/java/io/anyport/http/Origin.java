package io.anyport.http;

import java.util.Locale;

/**
 * Where a client sees the application: scheme, host with port, and the path in front of its own, which is a stage, a
 * base path or a mount.
 *
 * @param scheme such as {@code https}, in lower case
 * @param authority host, and port unless it is the scheme's own
 * @param base the percent-encoded path in front of the application's, empty or with a slash at its beginning and none at its
 *     end
 */
public record Origin(String scheme, String authority, String base) {

    /** What a request has that nobody received: {@code http://localhost}. */
    public static final Origin LOCAL = new Origin("http", "localhost", "");

    /**
     * Checks the shape, since links are made of it.
     *
     * @param scheme such as {@code https}
     * @param authority host, and port unless it is the scheme's own
     * @param base the path in front of the application's
     * @throws IllegalArgumentException if a part is not of its shape
     */
    public Origin {
        scheme = scheme.toLowerCase(Locale.ROOT);
        if (!isScheme(scheme)) {
            throw new IllegalArgumentException("scheme must be a URI scheme, of " + scheme.length() + " characters");
        }
        if (!isAuthority(authority)) {
            throw new IllegalArgumentException(
                    "authority must be a host with an optional port, of " + authority.length() + " characters");
        }
        if (!isBase(base)) {
            throw new IllegalArgumentException(
                    "base must be empty, or a percent-encoded path that begins with a slash and does not end with one");
        }
    }

    /**
     * An origin with nothing in front of the application's own path.
     *
     * @param scheme such as {@code https}
     * @param authority host, and port unless it is the scheme's own
     * @return the origin
     * @throws IllegalArgumentException if a part is not of its shape
     */
    public static Origin of(String scheme, String authority) {
        return new Origin(scheme, authority, "");
    }

    /** {@return the origin of an application that is mounted below a prefix} */
    Origin below(String prefix) {
        return new Origin(scheme, authority, base + prefix);
    }

    /** RFC 3986, 3.1, in lower case. */
    static boolean isScheme(String text) {
        boolean isScheme = !text.isEmpty() && text.charAt(0) >= 'a' && text.charAt(0) <= 'z';
        for (int i = 1; isScheme && i < text.length(); i++) {
            char c = text.charAt(i);
            isScheme = (c >= 'a' && c <= 'z') || (c >= '0' && c <= '9') || c == '+' || c == '.' || c == '-';
        }
        return isScheme;
    }

    /** A name or an IPv4 address, or an IPv6 address in brackets; and perhaps a port. No user information, no escapes. */
    static boolean isAuthority(String text) {
        int hostEnd = text.startsWith("[") ? text.indexOf(']') + 1 : text.indexOf(':');
        int end = hostEnd < 0 ? text.length() : hostEnd;
        boolean isHost = text.startsWith("[") ? isAddress(text, 1, end - 1) : isName(text, end);
        return isHost && (end == text.length() || (text.charAt(end) == ':' && isPort(text, end + 1)));
    }

    /** The characters of RFC 3986's unreserved, which are those of host names and some more that are met. */
    private static boolean isName(String text, int end) {
        for (int i = 0; i < end; i++) {
            if (!Characters.isUnreserved(text.charAt(i))) {
                return false;
            }
        }
        return end > 0;
    }

    private static boolean isAddress(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = text.charAt(i);
            if (c != ':' && c != '.' && Characters.hexDigit(c) < 0) {
                return false;
            }
        }
        return end - start >= 2;
    }

    private static boolean isPort(String text, int start) {
        int port = 0;
        for (int i = start; i < text.length() && port <= 0xffff; i++) {
            char c = text.charAt(i);
            port = c >= '0' && c <= '9' ? port * 10 + c - '0' : Integer.MAX_VALUE;
        }
        return start < text.length() && port <= 0xffff;
    }

    /** A path that can stand in front of another: percent-encoded segments, each behind a slash. */
    private static boolean isBase(String text) {
        boolean isBase = text.isEmpty() || (text.startsWith("/") && !text.endsWith("/"));
        for (int i = 0; isBase && i < text.length(); i++) {
            char c = text.charAt(i);
            isBase = c == '/' || c == '%' || Characters.isSegment(c);
        }
        return isBase;
    }

    /** {@return the origin as the beginning of a URL} */
    @Override
    public String toString() {
        return scheme + "://" + authority + base;
    }
}
