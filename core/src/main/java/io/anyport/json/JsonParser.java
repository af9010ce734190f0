package io.anyport.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * Reads a document of JSON (RFC 8259) token by token, from bytes in UTF-8. Strict: one document and nothing behind it. What is for
 * the caller to look at is whether names are unique, and whether texts are well-formed: of bytes that are no UTF-8 the text has
 * U+FFFD, and an escape of half a surrogate pair stays what it is.
 *
 * <p>Not thread-safe; made for one document and then dropped. The bytes must not be changed meanwhile.
 *
 * <p>All methods that go on throw {@link JsonException} if the text is malformed or beyond a limit.
 */
public final class JsonParser {

    private static final int LONGEST_LONG = 20; // with its sign; leading zeros are no JSON
    private static final int LONGEST_PLAIN = 18; // digits that fit a long, whatever they are
    private static final int END = -1;

    private final byte[] text;
    private final int mostLevels;
    private final int longestNumber;

    private @Nullable JsonToken token;
    private int tokenStart;
    private int position; // of what comes next
    private int start; // of what a string or a number consists of
    private int end;
    private boolean isEscaped; // the string
    private long number; // if it is an integer of few digits

    private int levels;
    private int[] places = new int[8]; // of each level: where a member's name begins, or ~ the index of an element

    private JsonParser(byte[] text, int from, int mostLevels, int longestNumber) {
        this.text = text;
        this.position = from;
        this.mostLevels = mostLevels;
        this.longestNumber = longestNumber;
    }

    /**
     * A parser that stands before the first token.
     *
     * @param text the document
     * @param from the index of its first byte
     * @param mostLevels how deep objects and lists may nest
     * @param longestNumber how many characters a number may have
     * @return the parser
     */
    public static JsonParser of(byte[] text, int from, int mostLevels, int longestNumber) {
        return new JsonParser(text, from, mostLevels, longestNumber);
    }

    /** {@return the current token; null before the first one and behind the last one} */
    public @Nullable JsonToken currentToken() {
        return token;
    }

    /** {@return the index of the current token's first byte} */
    public int currentTokenStart() {
        return tokenStart;
    }

    /** {@return the index behind the current token, and behind the colon of a name} */
    public int currentTokenEnd() {
        return position;
    }

    /**
     * Goes on to the next token.
     *
     * @return the token; null at the end of the document
     */
    public @Nullable JsonToken nextToken() {
        var last = token;
        if (last == JsonToken.PROPERTY_NAME) {
            return value(skipSpace());
        }
        int next = skipSpace();
        if (levels == 0) {
            return first(last, next);
        }
        return places[levels] >= 0 ? member(last, next) : element(last, next);
    }

    private @Nullable JsonToken first(@Nullable JsonToken last, int next) {
        if (next == END) {
            token = null;
            return null;
        }
        if (last != null) {
            throw malformed(position);
        }
        return value(next);
    }

    private JsonToken member(@Nullable JsonToken last, int next) {
        if (next == '}') {
            return close(JsonToken.END_OBJECT);
        }
        int quote = last == JsonToken.START_OBJECT ? next : behindComma(next);
        if (quote != '"') {
            throw malformed(position);
        }
        tokenStart = position;
        places[levels] = position + 1;
        string();
        if (skipSpace() != ':') {
            throw malformed(position);
        }
        position++;
        token = JsonToken.PROPERTY_NAME;
        return token;
    }

    private JsonToken element(@Nullable JsonToken last, int next) {
        if (next == ']') {
            return close(JsonToken.END_ARRAY);
        }
        if (last == JsonToken.START_ARRAY) {
            return value(next);
        }
        places[levels]--;
        return value(behindComma(next));
    }

    private int behindComma(int next) {
        if (next != ',') {
            throw malformed(position);
        }
        position++;
        return skipSpace();
    }

    private JsonToken value(int next) {
        tokenStart = position;
        switch (next) {
            case '"' -> {
                string();
                token = JsonToken.VALUE_STRING;
            }
            case '{' -> open(JsonToken.START_OBJECT, 0);
            case '[' -> open(JsonToken.START_ARRAY, ~0);
            case 't' -> literal("true", JsonToken.VALUE_TRUE);
            case 'f' -> literal("false", JsonToken.VALUE_FALSE);
            case 'n' -> literal("null", JsonToken.VALUE_NULL);
            default -> number();
        }
        return currentValue();
    }

    @SuppressWarnings("NullAway") // set just before, in each case
    private JsonToken currentValue() {
        return token;
    }

    private void open(JsonToken opened, int place) {
        if (levels == mostLevels) {
            throw JsonException.at(text, position, true);
        }
        if (++levels == places.length) {
            places = Arrays.copyOf(places, levels * 2);
        }
        places[levels] = place;
        position++;
        token = opened;
    }

    private JsonToken close(JsonToken closed) {
        tokenStart = position;
        position++;
        levels--;
        token = closed;
        return closed;
    }

    private void literal(String word, JsonToken meant) {
        start = position;
        for (int i = 0; i < word.length(); i++) {
            if (start + i >= text.length || text[start + i] != word.charAt(i)) {
                throw malformed(start);
            }
        }
        position += word.length();
        end = position;
        token = meant;
    }

    /** Passes over a string, whose quote is next. */
    private void string() {
        boolean hasEscapes = false;
        int i = position + 1;
        while (true) {
            int c = i < text.length ? text[i] : 0;
            if (c == '"') {
                break;
            } else if (c == '\\') {
                hasEscapes = true;
                i = afterEscape(i);
            } else if (c >= 0 && c < ' ') {
                throw malformed(i); // or at its end
            } else {
                i++;
            }
        }
        isEscaped = hasEscapes;
        start = position + 1;
        end = i;
        position = i + 1;
    }

    private int afterEscape(int backslash) {
        int kind = backslash + 1 < text.length ? text[backslash + 1] : 0;
        if (kind != 'u') {
            if ("\"\\/bfnrt".indexOf(kind) < 0) {
                throw malformed(backslash);
            }
            return backslash + 2;
        }
        int behind = backslash + 6;
        if (behind > text.length || codeUnit(backslash + 2) < 0) {
            throw malformed(backslash);
        }
        return behind;
    }

    /** {@return what four hexadecimal digits stand for; negative if they are none} */
    private int codeUnit(int from) {
        int unit = 0;
        for (int i = from; i < from + 4; i++) {
            int digit = text[i] < 0 ? -1 : Character.digit(text[i], 16);
            unit = (unit << 4) | digit; // -1 sets all bits and stays negative
        }
        return unit;
    }

    private void number() {
        int i = position;
        boolean isNegative = i < text.length && text[i] == '-';
        int first = isNegative ? i + 1 : i;
        i = digits(first);
        if (i > first + 1 && text[first] == '0') {
            throw malformed(first + 1);
        }
        int behindInteger = i;
        if (i < text.length && text[i] == '.') {
            i = digits(i + 1);
        }
        if (i < text.length && (text[i] == 'e' || text[i] == 'E')) {
            boolean isSigned = i + 1 < text.length && (text[i + 1] == '+' || text[i + 1] == '-');
            i = digits(isSigned ? i + 2 : i + 1);
        }
        if (i - position > longestNumber) {
            throw JsonException.at(text, position, true);
        }
        start = position;
        end = i;
        position = i;
        token = i == behindInteger ? JsonToken.VALUE_NUMBER_INT : JsonToken.VALUE_NUMBER_FLOAT;
        number = isNegative ? -plain(first, behindInteger) : plain(first, behindInteger);
    }

    /** {@return the index behind digits, of which there has to be one} */
    private int digits(int from) {
        int i = from;
        while (i < text.length && text[i] >= '0' && text[i] <= '9') {
            i++;
        }
        if (i == from) {
            throw malformed(i);
        }
        return i;
    }

    private long plain(int from, int behind) {
        long value = 0;
        if (behind - from <= LONGEST_PLAIN) {
            for (int i = from; i < behind; i++) {
                value = value * 10 + (text[i] - '0');
            }
        }
        return value;
    }

    /** {@return the next byte that is no space, which stays the next one; negative at the end} */
    private int skipSpace() {
        int i = position;
        while (i < text.length) {
            int c = text[i];
            if (c != ' ' && c != '\n' && c != '\r' && c != '\t') {
                position = i;
                return c & 0xff;
            }
            i++;
        }
        position = i;
        return END;
    }

    private JsonException malformed(int at) {
        return JsonException.at(text, Math.min(at, text.length), false);
    }

    /**
     * Goes on to the next token.
     *
     * @return the name, if it is one; null if it is not
     */
    public @Nullable String nextName() {
        return nextToken() == JsonToken.PROPERTY_NAME ? string(start, end, isEscaped) : null;
    }

    /** Goes on to the end of the object or list that begins with the current token; otherwise stays. */
    public void skipChildren() {
        if (token == JsonToken.START_OBJECT || token == JsonToken.START_ARRAY) {
            for (int outer = levels - 1; levels > outer; ) {
                nextToken();
            }
        }
    }

    /**
     * Compares the current token, which is a name, without making a text of it.
     *
     * @param name in UTF-8
     * @return whether it is this one
     */
    public boolean isName(byte[] name) {
        return isEscaped
                ? Arrays.equals(string(start, end, true).getBytes(UTF_8), name)
                : Arrays.equals(text, start, end, name, 0, name.length);
    }

    /** {@return the name of the member that the current token belongs to, or begins; null outside of an object} */
    public @Nullable String currentName() {
        int level = token != null && token.isStructStart() ? levels - 1 : levels;
        return level > 0 && places[level] > 0 ? nameAt(places[level]) : null;
    }

    /** {@return the current text or name; of a number, a truth value or null, as it is written} */
    public String getString() {
        boolean isText = token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME;
        return isText ? string(start, end, isEscaped) : new String(text, start, end - start, ISO_8859_1);
    }

    /** {@return the current text, name, number, truth value or null as it is written, a text with its quotes and escapes} */
    byte[] written() {
        boolean isText = token == JsonToken.VALUE_STRING || token == JsonToken.PROPERTY_NAME;
        return isText ? Arrays.copyOfRange(text, start - 1, end + 1) : Arrays.copyOfRange(text, start, end);
    }

    /** {@return whether the current token is an integer that fits a long} */
    public boolean isLong() {
        if (token != JsonToken.VALUE_NUMBER_INT) {
            return false;
        }
        int length = end - start;
        return length <= LONGEST_PLAIN
                || (length <= LONGEST_LONG && new BigInteger(getString()).bitLength() < Long.SIZE);
    }

    /**
     * The current integer.
     *
     * @return the integer
     * @throws NumberFormatException if it does not fit
     */
    public long getLongValue() {
        return token == JsonToken.VALUE_NUMBER_INT && end - start <= LONGEST_PLAIN
                ? number
                : Long.parseLong(getString());
    }

    /** {@return the current number, rounded to the nearest double; infinite if there is none that is near} */
    public double getDoubleValue() {
        return isLong() ? getLongValue() : Double.parseDouble(getString());
    }

    /**
     * The current number, exactly.
     *
     * @return the number
     * @throws NumberFormatException if its exponent does not fit an int
     */
    public BigDecimal getDecimalValue() {
        return isLong() ? BigDecimal.valueOf(getLongValue()) : new BigDecimal(getString());
    }

    /** {@return where the current token stands, as a JSON Pointer (RFC 6901)} */
    public String pointer() {
        var pointer = new StringBuilder();
        for (int level = 1; level <= levels; level++) {
            int place = places[level];
            if (place > 0) {
                pointer.append('/').append(nameAt(place).replace("~", "~0").replace("/", "~1"));
            } else if (place < 0) {
                pointer.append('/').append(~place);
            }
        }
        return pointer.toString();
    }

    private String nameAt(int from) {
        boolean hasEscapes = false;
        int i = from;
        while (text[i] != '"') {
            hasEscapes |= text[i] == '\\';
            i += text[i] == '\\' ? 2 : 1;
        }
        return string(from, i, hasEscapes);
    }

    private String string(int from, int to, boolean hasEscapes) {
        return hasEscapes ? unescaped(from, to) : new String(text, from, to - from, UTF_8);
    }

    private String unescaped(int from, int to) {
        var chars = new char[to - from];
        int length = 0;
        for (int i = from; i < to; ) {
            int c = text[i];
            if (c == '\\' && text[i + 1] == 'u') {
                chars[length++] = (char) codeUnit(i + 2);
                i += 6;
            } else if (c == '\\') {
                chars[length++] = (char) meant(text[i + 1]);
                i += 2;
            } else if (c >= 0) {
                chars[length++] = (char) c;
                i++;
            } else {
                int behind = behindOthers(i, to);
                String others = new String(text, i, behind - i, UTF_8);
                others.getChars(0, others.length(), chars, length);
                length += others.length();
                i = behind;
            }
        }
        return new String(chars, 0, length);
    }

    /** {@return the index behind bytes that are not ASCII} */
    private int behindOthers(int from, int to) {
        int i = from;
        while (i < to && text[i] < 0) {
            i++;
        }
        return i;
    }

    private static int meant(int escape) {
        return switch (escape) {
            case 'b' -> '\b';
            case 'f' -> '\f';
            case 'n' -> '\n';
            case 'r' -> '\r';
            case 't' -> '\t';
            default -> escape;
        };
    }
}
