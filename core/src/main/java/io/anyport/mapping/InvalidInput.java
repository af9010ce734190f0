package io.anyport.mapping;

import java.io.Serial;
import java.util.List;
import java.util.stream.Collectors;

/**
 * An input that cannot be accepted, with every fault found in it.
 *
 * <p>Binding and codecs throw it; a record's constructor and logic may throw it too, to refuse a value with words that
 * are meant for the client. Over HTTP it is answered with 400 and a problem document that has an entry for each fault.
 */
public final class InvalidInput extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    /** What is wrong. */
    @SuppressWarnings("serial") // always an immutable JDK list of records, which callers never serialise
    private final List<Fault> faults;

    private InvalidInput(List<Fault> faults) {
        super(faults.stream().map(Fault::toString).collect(Collectors.joining("; ")));
        this.faults = faults;
    }

    /**
     * Refuses one component.
     *
     * @param component the name of a component of the record that is the input
     * @param expected what would have been accepted, for the client to read; never the value
     * @return the exception
     */
    public static InvalidInput of(String component, String expected) {
        return of(List.of(new Fault(Fault.Place.BODY, "/" + Reading.escape(component), expected)));
    }

    /**
     * Refuses an input for several reasons.
     *
     * @param faults at least one
     * @return the exception
     * @throws IllegalArgumentException if there is no fault
     */
    public static InvalidInput of(List<Fault> faults) {
        if (faults.isEmpty()) {
            throw new IllegalArgumentException("faults must not be empty");
        }
        return new InvalidInput(List.copyOf(faults));
    }

    /**
     * {@return all faults, in the order in which they were found; never empty}
     */
    public List<Fault> faults() {
        return faults;
    }
}
