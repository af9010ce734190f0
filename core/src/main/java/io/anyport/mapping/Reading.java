package io.anyport.mapping;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Objects;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * One reading of one input: where it stands, what is wrong so far, and what an absent component means. Faults are
 * collected rather than thrown, so that a client learns of all of them at once (at most {@value #MOST_FAULTS}).
 *
 * <p>Not thread-safe; made for one input and then dropped.
 */
public final class Reading {

    /** The largest number of faults that are kept; further ones are counted as faults, but not described. */
    public static final int MOST_FAULTS = 100;

    private static final @Nullable String[] NO_NAMES = {};
    private static final int[] NO_ELEMENTS = {};

    /** How many characters the places of faults have together before no more are kept: names are the client's, and may be long. */
    private static final int MOST_TEXT = 64 * 1024;

    private final boolean strict;
    private Fault.Place place = Fault.Place.BODY;
    private @Nullable String top; // where it stands on the first level, which is as far as most inputs go
    private int topElement;
    private @Nullable String[] names = NO_NAMES; // and below
    private int[] elements = NO_ELEMENTS;
    private int depth;
    private List<Fault> faults = List.of();
    private int length; // of the places
    private int count;

    private Reading(boolean strict) {
        this.strict = strict;
    }

    /**
     * A reading in which an absent or null component is a fault unless its type is {@code Optional}. For clients' input.
     *
     * @return one that stands at the whole document in the body
     */
    public static Reading strict() {
        return new Reading(true);
    }

    /**
     * A reading in which an absent or null component takes its type's empty value: nothing, zero, false, an empty
     * collection, null. For stored items that are older than the record.
     *
     * @return one that stands at the whole document
     */
    public static Reading lenient() {
        return new Reading(false);
    }

    /**
     * Whether an absent component is a fault.
     *
     * @return false if it takes its type's empty value
     */
    public boolean isStrict() {
        return strict;
    }

    /**
     * Goes on in another part of the input; the faults so far stay.
     *
     * @param next where the faults from now on are
     * @return this reading
     */
    public Reading in(Fault.Place next) {
        place = Objects.requireNonNull(next, "place");
        return this;
    }

    /** Steps into a member of the current value. */
    void enter(String name) {
        push(name);
    }

    /** Steps into the elements of the current value, to the first. */
    void enterElements() {
        push(null);
    }

    void nextElement() {
        if (depth == 1) {
            topElement++;
        } else {
            elements[depth - 2]++;
        }
    }

    void leave() {
        depth--;
    }

    private void push(@Nullable String name) {
        if (depth == 0) {
            top = name;
            topElement = 0;
        } else {
            if (depth > elements.length) {
                names = Arrays.copyOf(names, depth + 7);
                elements = Arrays.copyOf(elements, depth + 7);
            }
            names[depth - 1] = name;
            elements[depth - 1] = 0;
        }
        depth++;
    }

    /**
     * Notes that the value at the current place is not what it should be.
     *
     * @param expected what would have been accepted, as a noun phrase; never the value
     */
    public void expected(String expected) {
        if (isFull()) {
            count++;
        } else {
            add(new Fault(place, name(), expected));
        }
    }

    /**
     * Notes that a value is not what it should be, at a place that the implementation of a codec knows better.
     *
     * @param pointer a JSON Pointer (RFC 6901) from the document's root
     * @param expected what would have been accepted, as a noun phrase; never the value
     */
    public void expectedAt(String pointer, String expected) {
        add(new Fault(place, pointer, expected));
    }

    /**
     * Notes that a value is not what it should be, at a place that takes long to tell: it is asked for only if the fault is kept.
     *
     * @param pointer tells a JSON Pointer (RFC 6901) from the document's root
     * @param expected what would have been accepted, as a noun phrase; never the value
     */
    public void expectedAt(Supplier<String> pointer, String expected) {
        if (isFull()) {
            count++;
        } else {
            expectedAt(pointer.get(), expected);
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
        for (int i = faults.size() - 1; i >= 0; i--) {
            if (faults.get(i).place() == place) {
                length -= faults.remove(i).name().length();
            }
        }
        expected(expected);
    }

    /** Notes faults that a constructor found in its own components, moved to the current place. */
    void expected(InvalidInput refused) {
        for (var fault : refused.faults()) {
            boolean isOwn = fault.place() == Fault.Place.BODY;
            add(isOwn ? new Fault(place, name() + fault.name(), fault.expected()) : fault);
        }
    }

    private void add(Fault fault) {
        count++;
        if (!isFull()) {
            faults = faults.isEmpty() ? new ArrayList<>() : faults;
            faults.add(fault);
            length += fault.name().length();
        }
    }

    private boolean isFull() {
        return faults.size() == MOST_FAULTS || length > MOST_TEXT;
    }

    /** How many faults there were so far, kept or not. */
    int count() {
        return count;
    }

    /**
     * Whether anything was wrong so far.
     *
     * @return true if there is a fault
     */
    public boolean hasFaults() {
        return count > 0;
    }

    /**
     * What was wrong so far.
     *
     * @return the faults in order of discovery, at most {@value #MOST_FAULTS}, and fewer if they are in places with long names
     */
    public List<Fault> faults() {
        return List.copyOf(faults);
    }

    /**
     * The value, if nothing was wrong.
     *
     * @param value what was read
     * @param <T> its type
     * @return the value
     * @throws InvalidInput with all faults otherwise
     */
    public <T> T orThrow(@Nullable T value) {
        if (hasFaults()) {
            throw InvalidInput.of(faults);
        }
        return Objects.requireNonNull(value, "value");
    }

    private String name() {
        if (place != Fault.Place.BODY) {
            return depth == 0 ? "" : segment(0);
        }
        var pointer = new StringBuilder();
        for (int i = 0; i < depth; i++) {
            pointer.append('/').append(escape(segment(i)));
        }
        return pointer.toString();
    }

    private String segment(int i) {
        String name = i == 0 ? top : names[i - 1];
        int element = i == 0 ? topElement : elements[i - 1];
        return name == null ? Integer.toString(element) : name;
    }

    /** A reference token of RFC 6901. */
    static String escape(String token) {
        return token.replace("~", "~0").replace("/", "~1");
    }
}
