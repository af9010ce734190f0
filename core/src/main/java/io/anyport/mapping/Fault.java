package io.anyport.mapping;

import java.util.Locale;
import java.util.Objects;

/**
 * One thing that is wrong with an input: where it is, and what was expected there. It never holds the value itself,
 * so it may be shown to a client and logged.
 *
 * @param place which part of the input
 * @param name a parameter's name; for {@link Place#BODY} a JSON Pointer (RFC 6901), empty for the whole document
 * @param expected what would have been accepted, as a noun phrase such as {@code an integer}
 */
public record Fault(Place place, String name, String expected) {

    /** The parts of an input that a fault can be in. */
    public enum Place {
        /** A parameter in the path. */
        PATH,
        /** A parameter in the query. */
        QUERY,
        /** The document in the body, or the document itself where there is no request around it. */
        BODY;

        /** The place in lower case, as it stands in a problem document. */
        @Override
        public String toString() {
            return name().toLowerCase(Locale.ROOT);
        }
    }

    /**
     * Refuses nulls.
     *
     * @param place which part of the input
     * @param name a parameter's name, or a JSON Pointer
     * @param expected what would have been accepted
     */
    public Fault {
        Objects.requireNonNull(place, "place");
        Objects.requireNonNull(name, "name");
        Objects.requireNonNull(expected, "expected");
    }

    /** For logs and exception texts: place, name, and what was expected. */
    @Override
    public String toString() {
        return place + (name.isEmpty() ? "" : " " + name) + ": expected " + expected;
    }
}
