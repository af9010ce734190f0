package io.anyport.http;

/** The character classes of HTTP and of URIs, as sets of ASCII. */
final class Characters {

    private static final String ALPHANUMERIC = "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789";

    /** RFC 3986: unreserved and sub-delims, and what a segment may hold besides. */
    private static final String PCHAR = ALPHANUMERIC + "-._~!$&'()*+,;=:@";

    private static final boolean[] TOKEN = set(ALPHANUMERIC + "!#$%&'*+-.^_`|~");
    private static final boolean[] SEGMENT = set(PCHAR);
    private static final boolean[] UNRESERVED = set(ALPHANUMERIC + "-._~");

    /** A query may also hold what the URL Standard leaves as it is there, because browsers send it. */
    private static final boolean[] QUERY = set(PCHAR + "/?[]\\^`{|}");

    private Characters() {}

    private static boolean[] set(String members) {
        var set = new boolean[128];
        for (int i = 0; i < members.length(); i++) {
            set[members.charAt(i)] = true;
        }
        return set;
    }

    private static boolean in(boolean[] set, char c) {
        return c < set.length && set[c];
    }

    /** Whether a character may stand in a token (RFC 9110, section 5.6.2). */
    static boolean isToken(char c) {
        return in(TOKEN, c);
    }

    static boolean isAlphanumeric(char c) {
        return (c >= 'a' && c <= 'z') || (c >= 'A' && c <= 'Z') || (c >= '0' && c <= '9');
    }

    /** Whether a text is a token: at least one character, all of them token characters. */
    static boolean isToken(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (!isToken(text.charAt(i))) {
                return false;
            }
        }
        return !text.isEmpty();
    }

    /** Whether a character may stand, as it is, in a path segment (RFC 3986, section 3.3). */
    static boolean isSegment(char c) {
        return in(SEGMENT, c);
    }

    /** Whether a character may stand, as it is, in a query. */
    static boolean isQuery(char c) {
        return in(QUERY, c);
    }

    /** Whether a character needs no escape anywhere in a URI (RFC 3986, section 2.3). */
    static boolean isUnreserved(char c) {
        return in(UNRESERVED, c);
    }

    /** Whether a character may stand in a field value: no control but tab, nothing beyond ISO-8859-1 (RFC 9110, 5.5). */
    static boolean isFieldValue(char c) {
        return c == '\t' || (c >= ' ' && c != 0x7f && c <= 0xff);
    }

    /** A digit of a percent escape, or -1. ASCII only, unlike {@link Character#digit}. */
    static int hexDigit(char c) {
        if (c >= '0' && c <= '9') {
            return c - '0';
        }
        int lower = c | 0x20;
        return lower >= 'a' && lower <= 'f' ? lower - 'a' + 10 : -1;
    }
}
