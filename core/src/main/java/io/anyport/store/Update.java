package io.anyport.store;

import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Changes to single components of a stored record, made without reading it. An immutable value.
 *
 * <pre>{@code
 * visits.update(Key.of("home"), add("count", 1).and(set("last", now)).orInsert());
 * }</pre>
 *
 * <p>Components that are not named stay as they are, those that the record does not know included. Key components and the
 * version cannot be changed. The record's constructor is not asked before the change is made: an update has to leave a
 * record that it accepts.
 */
public final class Update {

    /** What happens to a component. */
    public enum Kind {
        /** It gets a value. */
        SET,
        /** A number is added to it. */
        ADD,
        /** It loses its value. */
        REMOVE
    }

    /**
     * What happens to one component.
     *
     * @param kind what happens
     * @param component its name
     * @param operand the value or the number; null for {@link Kind#REMOVE}
     */
    public record Step(
            Kind kind, String component, @Nullable Object operand) {}

    private final List<Step> steps;
    private final boolean inserting;

    private Update(List<Step> steps, boolean inserting) {
        this.steps = steps;
        this.inserting = inserting;
    }

    /**
     * Gives a component a value.
     *
     * @param component its name
     * @param value a value of its type, without an {@code Optional} around it; any number type will do for a number
     * @return the update
     */
    public static Update set(String component, Object value) {
        return of(Kind.SET, component, Objects.requireNonNull(value, "value"));
    }

    /**
     * Adds to a component that is a number; one that is missing counts as 0. It is exact decimal arithmetic, whatever the
     * type of the component.
     *
     * @param component its name
     * @param number what is added; negative to subtract
     * @return the update
     */
    public static Update add(String component, Number number) {
        return of(Kind.ADD, component, Objects.requireNonNull(number, "number"));
    }

    /**
     * Takes the value from a component: it is null or an empty {@code Optional} then.
     *
     * @param component its name
     * @return the update
     */
    public static Update remove(String component) {
        return of(Kind.REMOVE, component, null);
    }

    private static Update of(Kind kind, String component, @Nullable Object operand) {
        return new Update(List.of(new Step(kind, Objects.requireNonNull(component, "component"), operand)), false);
    }

    /**
     * Both updates at once.
     *
     * @param other changes to other components
     * @return an update
     */
    public Update and(Update other) {
        var both = new ArrayList<>(steps);
        both.addAll(other.steps);
        return new Update(List.copyOf(both), inserting || other.inserting);
    }

    /**
     * Makes the record if there is none: with its key, what is set and added here, and the empty value of each other
     * component's type. Otherwise an update needs a record. An update that could not make one is refused, whether or not there is
     * one.
     *
     * @return a copy
     */
    public Update orInsert() {
        return new Update(steps, true);
    }

    /** {@return the changes, in the order in which they were named} */
    public List<Step> steps() {
        return steps;
    }

    /** {@return whether the record is made if there is none} */
    public boolean isInserting() {
        return inserting;
    }
}
