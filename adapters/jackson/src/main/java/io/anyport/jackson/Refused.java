package io.anyport.jackson;

import io.anyport.mapping.Fault;
import java.util.List;
import tools.jackson.databind.DatabindException;

/** Carries what the record mapper found wrong with a value through databind, which adds where that value is. */
final class Refused extends DatabindException {

    private final transient List<Fault> faults;

    Refused(List<Fault> faults) {
        super("refused");
        this.faults = faults;
    }

    /** What is wrong; from the value on, not from the document's root. */
    List<Fault> faults() {
        return faults;
    }
}
