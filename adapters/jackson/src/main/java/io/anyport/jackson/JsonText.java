package io.anyport.jackson;

import io.anyport.json.JsonException;
import java.nio.ByteBuffer;

/**
 * What parsers let pass although a text cannot be kept faithfully: malformed UTF-8 and escapes of lone surrogates.
 */
final class JsonText {

    private static final long ONES = 0x0101010101010101L;
    private static final long HIGH_BITS = ONES << 7;
    private static final long BACKSLASHES = ONES * '\\';

    private JsonText() {}

    /** The index of the first content byte: behind the byte order mark, which RFC 8259, section 8.1 allows to ignore. */
    static int start(byte[] text) {
        boolean marked = text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF;
        return marked ? 3 : 0;
    }

    /** How many bytes there are from {@link #start} on. */
    static int length(byte[] text) {
        return text.length - start(text);
    }

    /** {@return whether there is no document at all} */
    static boolean isBlank(byte[] text) {
        for (int i = start(text); i < text.length; i++) {
            if (text[i] != ' ' && text[i] != '\t' && text[i] != '\n' && text[i] != '\r') {
                return false;
            }
        }
        return true;
    }

    /**
     * Passes what the parser may be given.
     *
     * @throws JsonException that tells where the first byte is that cannot be accepted
     */
    static void check(byte[] text) {
        int fault = firstFault(text);
        if (fault >= 0) {
            throw JsonException.at(text, fault, false);
        }
    }

    private static int firstFault(byte[] text) {
        var words = ByteBuffer.wrap(text);
        int i = 0;
        while (i < text.length) {
            if (i + Long.BYTES <= text.length && isPlain(words.getLong(i))) {
                i += Long.BYTES;
            } else {
                int next = next(text, i);
                if (next < 0) {
                    return i;
                }
                i = next;
            }
        }
        return -1;
    }

    /** Whether eight bytes are ASCII without a backslash. */
    private static boolean isPlain(long word) {
        long zeros = word ^ BACKSLASHES;
        return ((word | ((zeros - ONES) & ~zeros)) & HIGH_BITS) == 0;
    }

    /** The index behind the character or escape at an index, or -1 if there is none. */
    private static int next(byte[] text, int i) {
        int lead = text[i] & 0xFF;
        if (lead == '\\') {
            return afterEscape(text, i);
        }
        if (lead < 0x80) {
            return i + 1;
        }
        // The well-formed sequences are those of Table 3-7 of the Unicode Standard.
        if (lead < 0xC2 || lead > 0xF4) {
            return -1;
        }
        if (lead < 0xE0) {
            return isWithin(text, i + 1, 0x80, 0xBF) ? i + 2 : -1;
        }
        if (lead < 0xF0) {
            int least = lead == 0xE0 ? 0xA0 : 0x80;
            int most = lead == 0xED ? 0x9F : 0xBF;
            return isWithin(text, i + 1, least, most) && isWithin(text, i + 2, 0x80, 0xBF) ? i + 3 : -1;
        }
        int least = lead == 0xF0 ? 0x90 : 0x80;
        int most = lead == 0xF4 ? 0x8F : 0xBF;
        boolean complete = isWithin(text, i + 1, least, most)
                && isWithin(text, i + 2, 0x80, 0xBF)
                && isWithin(text, i + 3, 0x80, 0xBF);
        return complete ? i + 4 : -1;
    }

    private static boolean isWithin(byte[] text, int i, int least, int most) {
        return i < text.length && (text[i] & 0xFF) >= least && (text[i] & 0xFF) <= most;
    }

    private static int afterEscape(byte[] text, int i) {
        int unit = escaped(text, i);
        if (unit < Character.MIN_SURROGATE || unit > Character.MAX_SURROGATE) {
            return Math.min(i + 2, text.length); // whether it is an escape at all, the parser will say
        }
        boolean pair = unit <= Character.MAX_HIGH_SURROGATE && isLowSurrogate(escaped(text, i + 6));
        return pair ? i + 12 : -1;
    }

    private static boolean isLowSurrogate(int unit) {
        return unit >= Character.MIN_LOW_SURROGATE && unit <= Character.MAX_LOW_SURROGATE;
    }

    /** The code unit of the escape that begins at an index, or -1 if none does. */
    private static int escaped(byte[] text, int i) {
        if (i + 6 > text.length || text[i] != '\\' || text[i + 1] != 'u') {
            return -1;
        }
        int unit = 0;
        for (int k = i + 2; k < i + 6; k++) {
            unit = (unit << 4) | Character.digit(text[k], 16); // -1 sets all bits and stays negative
        }
        return unit;
    }
}
