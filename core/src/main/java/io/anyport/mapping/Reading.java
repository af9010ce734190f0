package io.anyport.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;

/**
 * One reading of one input: where it stands, what is wrong so far, and what an absent component means. Faults are
 * collected rather than thrown, so that a client learns of all of them at once (at most {@value #MOST_FAULTS}).
 *
 * <p>Not thread-safe; made for one input and then dropped.
 */
public final class Reading {

    /** The largest number of faults that are kept; further ones are counted as faults, but not described. */
    public static final int MOST_FAULTS = 100;

    private final boolean strict;
    private Fault.Place place = Fault.Place.BODY;
    private Object[] segments = new Object[8];
    private int depth;
    private List<Fault> faults = List.of();

    private Reading(boolean strict) {
        this.strict = strict;
    }

    /** A reading in which an absent or null component is a fault unless its type is {@code Optional}. For clients' input. */
    public static Reading strict() {
        return new Reading(true);
    }

    /**
     * A reading in which an absent or null component takes its type's empty value: nothing, zero, false, an empty
     * collection, null. For stored items that are older than the record.
     */
    public static Reading lenient() {
        return new Reading(false);
    }

    /** Whether an absent component is a fault. */
    public boolean isStrict() {
        return strict;
    }

    /** Goes on in another part of the input; the faults so far stay. */
    public Reading in(Fault.Place next) {
        place = Objects.requireNonNull(next, "place");
        return this;
    }

    /** Steps into a member (a String) or an element (an Integer) of the current value. */
    void enter(Object segment) {
        if (depth == segments.length) {
            segments = Arrays.copyOf(segments, depth * 2);
        }
        segments[depth++] = segment;
    }

    void leave() {
        depth--;
    }

    /**
     * Notes that the value at the current place is not what it should be.
     *
     * @param expected what would have been accepted, as a noun phrase; never the value
     */
    public void expected(String expected) {
        if (faults.size() < MOST_FAULTS) {
            add(name(), expected);
        }
    }

    /**
     * Notes that a value is not what it should be, at a place that the implementation of a codec knows better.
     *
     * @param pointer a JSON Pointer (RFC 6901) from the document's root
     * @param expected what would have been accepted, as a noun phrase; never the value
     */
    public void expectedAt(String pointer, String expected) {
        add(pointer, expected);
    }

    private void add(String name, String expected) {
        if (faults.isEmpty()) {
            faults = new ArrayList<>();
        }
        if (faults.size() < MOST_FAULTS) {
            faults.add(new Fault(place, name, expected));
        }
    }

    /**
     * Notes that the document cannot be read to its end, which makes what was found in it so far void: of this part of
     * the input, this fault alone remains.
     *
     * @param expected what would have been accepted, as a noun phrase; never a part of the document
     */
    public void unreadable(String expected) {
        depth = 0;
        if (hasFaults()) {
            faults.removeIf(fault -> fault.place() == place);
        }
        expected(expected);
    }

    /** Notes faults that a nested constructor threw, moved to the current place. */
    void expected(InvalidInput refused) {
        for (var fault : refused.faults()) {
            add(name() + fault.name(), fault.expected());
        }
    }

    /** Whether anything was wrong so far. */
    public boolean hasFaults() {
        return !faults.isEmpty();
    }

    /** What was wrong so far, in order of discovery. */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /**
     * The value, if nothing was wrong.
     *
     * @throws InvalidInput with all faults otherwise
     */
    public <T> T orThrow(@org.jspecify.annotations.Nullable T value) {
        if (hasFaults()) {
            throw InvalidInput.of(faults);
        }
        return Objects.requireNonNull(value, "value");
    }

    private String name() {
        if (place != Fault.Place.BODY) {
            return depth == 0 ? "" : segments[0].toString();
        }
        var pointer = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            pointer.append('/').append(escape(segments[i].toString()));
        }
        return pointer.toString();
    }

    /** A reference token of RFC 6901. */
    static String escape(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }
}
