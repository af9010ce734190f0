package io.anyport.json;

import java.io.Serial;

/** A text is no JSON document, or one beyond a limit. Says where, and never shows a part of the text. */
public final class JsonException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** From 1. */
    private final int line;

    /** From 1, in bytes. */
    private final int column;

    /** Whether it is well-formed so far. */
    private final boolean beyondLimit;

    private JsonException(String what, int line, int column, boolean beyondLimit) {
        super(what + ": see line " + line + ", column " + column);
        this.line = line;
        this.column = column;
        this.beyondLimit = beyondLimit;
    }

    /**
     * A fault of a text.
     *
     * @param text the text
     * @param offset of the first byte that cannot be accepted, or the text's length if it ends too early
     * @param beyondLimit whether it is well-formed so far, but too deep or too long a number
     * @return the exception, to be thrown
     */
    public static JsonException at(byte[] text, int offset, boolean beyondLimit) {
        int line = 1;
        int lineStart = startsWithMark(text) ? 3 : 0;
        for (int i = lineStart; i < offset; i++) {
            if (text[i] == '\n') {
                line++;
                lineStart = i + 1;
            }
        }
        String what = beyondLimit ? "a JSON document beyond a limit" : "no well-formed JSON document";
        return new JsonException(what, line, offset - lineStart + 1, beyondLimit);
    }

    /** A byte order mark is in no column. */
    private static boolean startsWithMark(byte[] text) {
        return text.length >= 3 && text[0] == (byte) 0xEF && text[1] == (byte) 0xBB && text[2] == (byte) 0xBF;
    }

    /** {@return the line of the fault, from 1} */
    public int line() {
        return line;
    }

    /** {@return the column of the fault, from 1, in bytes} */
    public int column() {
        return column;
    }

    /** {@return whether the text is too deep, or has too long a number, rather than malformed} */
    public boolean isBeyondLimit() {
        return beyondLimit;
    }
}
