package io.anyport.jackson;

import tools.jackson.core.JacksonException;
import tools.jackson.core.exc.StreamConstraintsException;

/** What is said of a document that cannot be read to its end; never with a part of it. */
final class Malformed {

    private Malformed() {}

    /** What was expected instead, as a noun phrase. */
    static String expected(JacksonException thrown) {
        if (thrown instanceof Empty) {
            return "a JSON document";
        }
        var place = thrown.getLocation();
        String where = place == null ? "" : ": see line " + place.getLineNr() + ", column " + place.getColumnNr();
        return thrown instanceof StreamConstraintsException
                ? "a JSON document of at most " + JacksonCodec.MOST_LEVELS + " levels, with numbers of at most "
                        + JacksonCodec.MOST_DIGITS + " characters" + where
                : "a well-formed JSON document" + where;
    }

    /** There is no document at all. */
    static final class Empty extends JacksonException {
        Empty() {
            super("empty");
        }
    }
}
