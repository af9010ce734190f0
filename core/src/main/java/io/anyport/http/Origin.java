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
        if (!base.isEmpty() && (!base.startsWith("/") || base.endsWith("/"))) {
            throw new IllegalArgumentException("base must be empty, or begin with a slash and not end with one");
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

    /** RFC 3986, 3.2.2: a name or an address (an IPv6 one in brackets), and a port of digits; no user information. */
    static boolean isAuthority(String text) {
        int colon = text.lastIndexOf(':');
        boolean hasPort = colon >= 0 && text.indexOf(']', colon) < 0;
        String host = hasPort ? text.substring(0, colon) : text;
        return !host.isEmpty() && isHost(host) && (!hasPort || isPort(text, colon + 1));
    }

    private static boolean isHost(String host) {
        boolean bracketed = host.startsWith("[") && host.endsWith("]");
        for (int i = bracketed ? 1 : 0; i < host.length() - (bracketed ? 1 : 0); i++) {
            char c = host.charAt(i);
            if (c == ':' ? !bracketed : c == '@' || (c != '%' && !Characters.isSegment(c))) {
                return false;
            }
        }
        return true;
    }

    private static boolean isPort(String text, int start) {
        for (int i = start; i < text.length(); i++) {
            if (text.charAt(i) < '0' || text.charAt(i) > '9') {
                return false;
            }
        }
        return text.length() - start <= 5;
    }

    /** {@return the origin as the beginning of a URL} */
    @Override
    public String toString() {
        return scheme + "://" + authority + base;
    }
}
