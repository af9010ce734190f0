package io.anyport.http;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;

/**
 * The one decoder of paths, queries and forms, and its inverse (RFC 3986, section 2.1). It is strict: a bad escape,
 * bytes that are not UTF-8, NUL, and characters that must be escaped but are not, are all refused with 400.
 */
final class PercentCoding {

    private static final char[] HEX = "0123456789ABCDEF".toCharArray();

    private PercentCoding() {}

    /** Decodes the part of a path between two slashes. */
    static String decodeSegment(String raw, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = raw.charAt(i);
            if (!Characters.isSegment(c)) {
                return decodeEscaped(raw, start, end, i, false);
            }
        }
        return raw.substring(start, end);
    }

    /** Decodes a name or a value of a query or a form, in which a plus sign is a space. */
    static String decodeQuery(String raw, int start, int end) {
        for (int i = start; i < end; i++) {
            char c = raw.charAt(i);
            if (c == '+' || !Characters.isQuery(c)) {
                return decodeEscaped(raw, start, end, i, true);
            }
        }
        return raw.substring(start, end);
    }

    /** @param first where something may stand that is not to be taken as it is */
    private static String decodeEscaped(String raw, int start, int end, int first, boolean query) {
        var bytes = ByteBuffer.allocate(end - start);
        for (int i = start; i < first; i++) {
            bytes.put((byte) raw.charAt(i));
        }
        for (int i = first; i < end; i++) {
            char c = raw.charAt(i);
            if (c == '%') {
                bytes.put(escaped(raw, i, end, query));
                i += 2;
            } else if (c == '+' && query) {
                bytes.put((byte) ' ');
            } else if (query ? Characters.isQuery(c) : Characters.isSegment(c)) {
                bytes.put((byte) c);
            } else {
                throw refuse(query, "has a character that must be percent-encoded");
            }
        }
        return utf8(bytes.flip(), query).toString();
    }

    private static byte escaped(String raw, int at, int end, boolean query) {
        int high = at + 2 < end ? Characters.hexDigit(raw.charAt(at + 1)) : -1;
        int low = at + 2 < end ? Characters.hexDigit(raw.charAt(at + 2)) : -1;
        if (high < 0 || low < 0) {
            throw refuse(query, "has a percent sign without two hexadecimal digits");
        }
        if (high == 0 && low == 0) {
            throw refuse(query, "has an encoded NUL");
        }
        return (byte) (high << 4 | low);
    }

    private static CharBuffer utf8(ByteBuffer bytes, boolean query) {
        try {
            return StandardCharsets.UTF_8.newDecoder().decode(bytes);
        } catch (CharacterCodingException e) {
            throw refuse(query, "is not valid UTF-8 when decoded");
        }
    }

    private static ProblemException refuse(boolean query, String why) {
        return ProblemException.badRequest("The " + (query ? "query or form " : "path ") + why + ".");
    }

    /** Encodes a text so that it is one path segment, or one name or value of a query. */
    static String encode(String text) {
        int i = 0;
        while (i < text.length() && Characters.isUnreserved(text.charAt(i))) {
            i++;
        }
        return i == text.length() ? text : encodeBytes(text.getBytes(StandardCharsets.UTF_8));
    }

    private static String encodeBytes(byte[] bytes) {
        var encoded = new StringBuilder(bytes.length * 2);
        for (byte b : bytes) {
            if (b >= 0 && Characters.isUnreserved((char) b)) {
                encoded.append((char) b);
            } else {
                encoded.append('%').append(HEX[b >> 4 & 0xf]).append(HEX[b & 0xf]);
            }
        }
        return encoded.toString();
    }
}
