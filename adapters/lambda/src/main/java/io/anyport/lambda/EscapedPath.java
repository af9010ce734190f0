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
                return escape(decoded, false);
            }
        }
        return decoded;
    }

    /** For a path of which nobody says whether it has been decoded: what is an escape is taken for one. */
    static String ofEither(String path) {
        return escape(path, true);
    }

    private static String escape(String text, boolean keepsEscapes) {
        byte[] bytes = text.getBytes(StandardCharsets.UTF_8);
        var path = new StringBuilder(bytes.length + 32);
        for (int i = 0; i < bytes.length; i++) {
            byte b = bytes[i];
            if (b >= 0 && (isLegal((char) b) || (keepsEscapes && isEscape(bytes, i)))) {
                path.append((char) b);
            } else {
                path.append('%').append(HEX[b >> 4 & 0xf]).append(HEX[b & 0xf]);
            }
        }
        return path.toString();
    }

    private static boolean isEscape(byte[] bytes, int at) {
        return bytes[at] == '%' && at + 2 < bytes.length && isHex(bytes[at + 1]) && isHex(bytes[at + 2]);
    }

    private static boolean isHex(byte b) {
        return b >= 0 && Character.digit(b, 16) >= 0;
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
