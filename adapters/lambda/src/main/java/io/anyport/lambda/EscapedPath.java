package io.anyport.lambda;

import java.nio.charset.StandardCharsets;

/**
 * Puts back the escapes of a path that a front door has decoded. Only what cannot stand in a path is escaped (RFC 3986, 3.3), a
 * percent sign too: it was an escape itself. An encoded slash or question mark is lost, since nothing tells it from a plain one.
 */
final class EscapedPath {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private EscapedPath() {}

    static String of(String decoded) {
        for (int i = 0; i < decoded.length(); i++) {
            if (!isLegal(decoded.charAt(i))) {
                return escape(decoded.getBytes(StandardCharsets.UTF_8));
            }
        }
        return decoded;
    }

    private static String escape(byte[] decoded) {
        var path = new StringBuilder(decoded.length + 32);
        for (byte b : decoded) {
            if (b >= 0 && isLegal((char) b)) {
                path.append((char) b);
            } else {
                path.append('%').append(HEX[b >> 4 & 0xf]).append(HEX[b & 0xf]);
            }
        }
        return path.toString();
    }

    private static boolean isLegal(char c) {
        return (c >= 'a' && c <= 'z')
                || (c >= '@' && c <= 'Z')
                || (c >= '&' && c <= ';') // &'()*+,-./ digits :;
                || c == '_'
                || c == '~'
                || c == '='
                || c == '!'
                || c == '$';
    }
}
