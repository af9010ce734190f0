package io.anyport.json;

import static java.nio.charset.StandardCharsets.ISO_8859_1;

import java.io.IOException;
import java.io.OutputStream;
import java.util.Arrays;
import java.util.Base64;

/**
 * Writes a document of JSON (RFC 8259) token by token, compact and in UTF-8. It sets the commas, and leaves it to the caller that
 * objects, lists and names are where they may be.
 *
 * <p>Not thread-safe; made for one document and then dropped.
 */
public final class JsonGenerator {

    private static final byte[] HEX = "0123456789ABCDEF".getBytes(ISO_8859_1);
    private static final int LONGEST_ESCAPE = 6;

    private final int mostLevels;
    private byte[] bytes;
    private int size;
    private int levels;
    private boolean isBehindValue;

    private JsonGenerator(int capacity, int mostLevels) {
        this.bytes = new byte[capacity];
        this.mostLevels = mostLevels;
    }

    /**
     * A generator of a document that is still empty.
     *
     * @param capacity about how many bytes it is going to have, at least 16
     * @param mostLevels how deep objects and lists may nest
     * @return the generator
     */
    public static JsonGenerator of(int capacity, int mostLevels) {
        return new JsonGenerator(capacity, mostLevels);
    }

    /** {@return how many bytes there are} */
    public int size() {
        return size;
    }

    /** {@return how many objects and lists are open} */
    public int levels() {
        return levels;
    }

    /** {@return a copy of the document} */
    public byte[] toByteArray() {
        return Arrays.copyOf(bytes, size);
    }

    /**
     * Sends the document.
     *
     * @param out where to
     * @throws IOException if the stream fails
     */
    public void writeTo(OutputStream out) throws IOException {
        out.write(bytes, 0, size);
    }

    /** Begins an object. */
    public void writeStartObject() {
        begin('{');
    }

    /** Ends an object. */
    public void writeEndObject() {
        end('}');
    }

    /** Begins a list. */
    public void writeStartArray() {
        begin('[');
    }

    /** Ends a list. */
    public void writeEndArray() {
        end(']');
    }

    private void begin(int bracket) {
        if (levels == mostLevels) {
            throw new IllegalArgumentException("JSON must not nest deeper than " + mostLevels + " levels");
        }
        levels++;
        separate(1);
        bytes[size++] = (byte) bracket;
        isBehindValue = false;
    }

    private void end(int bracket) {
        levels--;
        require(1);
        bytes[size++] = (byte) bracket;
        isBehindValue = true;
    }

    /**
     * Names what is written next.
     *
     * @param name the name
     */
    public void writeName(String name) {
        writeString(name);
        writeColon();
    }

    private void writeColon() {
        require(1);
        bytes[size++] = ':';
        isBehindValue = false;
    }

    /**
     * Names what is written next.
     *
     * @param prepared a name in UTF-8 as JSON has it, with its quotes and the colon
     */
    public void writeName(byte[] prepared) {
        writeRaw(prepared);
        isBehindValue = false;
    }

    /**
     * Writes a text.
     *
     * @param value the text
     * @throws IllegalArgumentException if it has half of a surrogate pair, which no encoding can carry
     */
    public void writeString(String value) {
        int length = value.length();
        separate(length + 2);
        bytes[size++] = '"';
        for (int i = 0; i < length; i++) {
            char c = value.charAt(i);
            if (c < 0x80 && !isEscaped(c)) {
                bytes[size++] = (byte) c; // there is room for all that is left, if it is of this kind
            } else {
                i += writeOther(c, value, i);
            }
        }
        bytes[size++] = '"';
        isBehindValue = true;
    }

    /** {@return how many further characters were taken} */
    private int writeOther(char c, String value, int index) {
        require(LONGEST_ESCAPE + value.length() - index + 1);
        if (c < 0x80) {
            writeEscape(c);
        } else if (c < 0x800) {
            bytes[size++] = (byte) (0xc0 | (c >> 6));
            writeContinuation(c);
        } else if (!Character.isSurrogate(c)) {
            bytes[size++] = (byte) (0xe0 | (c >> 12));
            writeContinuation(c >> 6);
            writeContinuation(c);
        } else {
            int point = value.codePointAt(index);
            if (point == c || Character.isLowSurrogate(c)) {
                throw new IllegalArgumentException("a text must not have half of a surrogate pair");
            }
            bytes[size++] = (byte) (0xf0 | (point >> 18));
            writeContinuation(point >> 12);
            writeContinuation(point >> 6);
            writeContinuation(point);
            return 1;
        }
        return 0;
    }

    private void writeContinuation(int bits) {
        bytes[size++] = (byte) (0x80 | (bits & 0x3f));
    }

    private static boolean isEscaped(int c) {
        return c < ' ' || c == '"' || c == '\\';
    }

    private void writeEscape(int c) {
        int kind = switch (c) {
            case '"', '\\' -> c;
            case '\b' -> 'b';
            case '\f' -> 'f';
            case '\n' -> 'n';
            case '\r' -> 'r';
            case '\t' -> 't';
            default -> 'u';
        };
        bytes[size++] = '\\';
        bytes[size++] = (byte) kind;
        if (kind == 'u') {
            bytes[size++] = '0';
            bytes[size++] = '0';
            bytes[size++] = HEX[c >> 4];
            bytes[size++] = HEX[c & 0xf];
        }
    }

    /**
     * Writes a text that is there as bytes.
     *
     * @param utf8 the text, well-formed
     */
    public void writeUTF8String(byte[] utf8) {
        separate(utf8.length + 2);
        bytes[size++] = '"';
        for (int i = 0; i < utf8.length; i++) {
            int c = utf8[i];
            if (c < 0 || !isEscaped(c)) {
                bytes[size++] = (byte) c;
            } else {
                require(LONGEST_ESCAPE + utf8.length - i + 1);
                writeEscape(c);
            }
        }
        bytes[size++] = '"';
        isBehindValue = true;
    }

    /**
     * Writes binary data as a text in base64 (RFC 4648, section 4).
     *
     * @param value the data
     */
    public void writeBinary(byte[] value) {
        writeUTF8String(Base64.getEncoder().encode(value));
    }

    /**
     * Writes an integer.
     *
     * @param value the integer
     */
    public void writeNumber(long value) {
        writeNumber(Long.toString(value));
    }

    /**
     * Writes a number.
     *
     * @param written as JSON has it
     */
    public void writeNumber(String written) {
        writeRaw(written.getBytes(ISO_8859_1));
    }

    /**
     * Writes true or false.
     *
     * @param value which
     */
    public void writeBoolean(boolean value) {
        writeNumber(value ? "true" : "false");
    }

    /** Writes null. */
    public void writeNull() {
        writeNumber("null");
    }

    /**
     * Writes a value that is there as JSON.
     *
     * @param json the value, well-formed
     */
    public void writeRaw(byte[] json) {
        separate(json.length);
        System.arraycopy(json, 0, bytes, size, json.length);
        size += json.length;
        isBehindValue = true;
    }

    /**
     * Writes a member that is an integer.
     *
     * @param name the name
     * @param value the integer
     */
    public void writeNumberProperty(String name, long value) {
        writeName(name);
        writeNumber(value);
    }

    /**
     * Writes a member that is a text.
     *
     * @param name the name
     * @param value the text
     */
    public void writeStringProperty(String name, String value) {
        writeName(name);
        writeString(value);
    }

    /**
     * Writes a member that is true or false.
     *
     * @param name the name
     * @param value which
     */
    public void writeBooleanProperty(String name, boolean value) {
        writeName(name);
        writeBoolean(value);
    }

    /**
     * Begins a member that is an object.
     *
     * @param name the name
     */
    public void writeObjectPropertyStart(String name) {
        writeName(name);
        writeStartObject();
    }

    /**
     * Begins a member that is a list.
     *
     * @param name the name
     */
    public void writeArrayPropertyStart(String name) {
        writeName(name);
        writeStartArray();
    }

    /**
     * Writes the value that begins with the parser's current token, at whose end the parser stands then. A text with half of a surrogate
     * pair is copied as it is written.
     *
     * @param parser where the value is
     */
    public void copyCurrentStructure(JsonParser parser) {
        int open = levels;
        copyCurrent(parser);
        while (levels > open) {
            parser.nextToken();
            copyCurrent(parser);
        }
    }

    private void copyCurrent(JsonParser parser) {
        var token = parser.currentToken();
        if (token == JsonToken.START_OBJECT) {
            writeStartObject();
        } else if (token == JsonToken.START_ARRAY) {
            writeStartArray();
        } else if (token == JsonToken.END_OBJECT) {
            writeEndObject();
        } else if (token == JsonToken.END_ARRAY) {
            writeEndArray();
        } else if (token == JsonToken.PROPERTY_NAME) {
            copyText(parser);
            writeColon();
        } else if (token == JsonToken.VALUE_STRING) {
            copyText(parser);
        } else {
            writeRaw(parser.written());
        }
    }

    private void copyText(JsonParser parser) {
        String value = parser.getString();
        if (isWellFormed(value)) {
            writeString(value);
        } else {
            writeRaw(parser.written());
        }
    }

    private static boolean isWellFormed(String value) {
        for (int i = 0; i < value.length(); i++) {
            char c = value.charAt(i);
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c) || value.codePointAt(i) == c) {
                    return false;
                }
                i++;
            }
        }
        return true;
    }

    /** Room for a value, with the comma before it. */
    private void separate(int more) {
        require(more + 1);
        if (isBehindValue) {
            bytes[size++] = ',';
        }
    }

    private void require(int more) {
        if (more > bytes.length - size) {
            bytes = Arrays.copyOf(bytes, Math.max(size + more, bytes.length + (bytes.length >> 1)));
        }
    }
}
