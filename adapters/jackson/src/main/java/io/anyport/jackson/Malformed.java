package io.anyport.jackson;

import io.anyport.json.JsonException;

/** What is said of a document that cannot be read to its end; never with a part of it. */
final class Malformed {

    private Malformed() {}

    /** What was expected instead, as a noun phrase. */
    static String expected(byte[] document, JsonException thrown) {
        if (JsonText.isBlank(document)) {
            return "a JSON document";
        }
        String where = ": see line " + thrown.line() + ", column " + thrown.column();
        return thrown.isBeyondLimit()
                ? "a JSON document of at most " + JacksonCodec.MOST_LEVELS + " levels, with numbers of at most "
                        + JacksonCodec.MOST_DIGITS + " characters" + where
                : "a well-formed JSON document" + where;
    }
}
