package io.anyport.lambda;

import java.nio.ByteBuffer;
import java.nio.CharBuffer;
import java.nio.charset.StandardCharsets;

/** What keeps JSON strings, which are UTF-16 at heart, and bytes from being the same. */
final class Texts {

    private static final long HIGH_BITS = 0x8080808080808080L;

    private Texts() {}

    /** Whether a text has half of a surrogate pair, which no encoding can carry. */
    static boolean hasLoneSurrogate(String text) {
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (Character.isSurrogate(c)) {
                boolean pair = Character.isHighSurrogate(c)
                        && i + 1 < text.length()
                        && Character.isLowSurrogate(text.charAt(i + 1));
                if (!pair) {
                    return true;
                }
                i++;
            }
        }
        return false;
    }

    /** Whether bytes are well-formed UTF-8, so that they survive as a JSON string. */
    static boolean isUtf8(byte[] bytes) {
        var unread = ByteBuffer.wrap(bytes);
        while (unread.remaining() >= Long.BYTES && (unread.getLong(unread.position()) & HIGH_BITS) == 0) {
            unread.position(unread.position() + Long.BYTES);
        }
        while (unread.hasRemaining() && unread.get(unread.position()) >= 0) {
            unread.position(unread.position() + 1); // the last few, without the classes of a decoder
        }
        return !unread.hasRemaining() || isDecodable(unread);
    }

    private static boolean isDecodable(ByteBuffer unread) {
        var decoder = StandardCharsets.UTF_8.newDecoder();
        var chars = CharBuffer.allocate(Math.min(unread.remaining(), 1024));
        var result = decoder.decode(unread, chars, true);
        while (result.isOverflow()) {
            chars.clear();
            result = decoder.decode(unread, chars, true);
        }
        return result.isUnderflow();
    }

    /**
     * Whether content of a media type is text, as far as the type says.
     *
     * @param contentType the value of {@code Content-Type}
     */
    static boolean isTextLike(String contentType) {
        int semicolon = contentType.indexOf(';');
        int end = semicolon < 0 ? contentType.length() : semicolon;
        while (end > 0 && contentType.charAt(end - 1) <= ' ') {
            end--;
        }
        return startsWith(contentType, "text/")
                || is(contentType, end, "application/json")
                || endsWith(contentType, end, "+json")
                || endsWith(contentType, end, "+xml")
                || is(contentType, end, "application/xml")
                || is(contentType, end, "application/javascript")
                || is(contentType, end, "application/x-www-form-urlencoded");
    }

    private static boolean startsWith(String text, String start) {
        return text.regionMatches(true, 0, start, 0, start.length());
    }

    private static boolean endsWith(String text, int end, String tail) {
        return text.regionMatches(true, end - tail.length(), tail, 0, tail.length());
    }

    private static boolean is(String text, int end, String whole) {
        return end == whole.length() && startsWith(text, whole);
    }
}
