package io.anyport.slf4j;

import java.nio.charset.StandardCharsets;
import java.util.HexFormat;

/** Texts that cannot end the line or the quotes that they stand in. */
final class Escaped {

    private static final HexFormat HEX = HexFormat.of();

    private Escaped() {}

    /** {@return a text that stands between quotes: printable ASCII without quotes and backslashes, and {@code \xHH}} */
    static String text(String text) {
        return escaped(text, true);
    }

    /** {@return a line that is one: without characters that would control a terminal or begin another line} */
    static String line(String line) {
        return escaped(line, false);
    }

    private static String escaped(String text, boolean isQuoted) {
        for (int i = 0; i < text.length(); i++) {
            if (!isSafe(text.charAt(i), isQuoted)) {
                return escaped(text, i, isQuoted);
            }
        }
        return text;
    }

    private static String escaped(String text, int start, boolean isQuoted) {
        var escaped = new StringBuilder(text.length() + 32).append(text, 0, start);
        for (byte octet : text.substring(start).getBytes(StandardCharsets.UTF_8)) {
            if (octet >= 0 && isSafe((char) octet, isQuoted)) {
                escaped.append((char) octet);
            } else {
                escaped.append("\\x").append(HEX.toHexDigits(octet));
            }
        }
        return escaped.toString();
    }

    private static boolean isSafe(char c, boolean isQuoted) {
        return c >= ' ' && c < 0x7f && !(isQuoted && (c == '"' || c == '\\'));
    }
}
