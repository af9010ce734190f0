package io.anyport.store;

import java.util.Objects;

/**
 * What has to hold of the stored record for a write to be made: a small language that every engine evaluates alike. An
 * immutable value.
 *
 * <p>Components are named as in the record, and looked up in what is stored. A component that is null, an empty {@code
 * Optional}, or not in an older item is missing. A comparison with a missing component does not hold, and its {@link
 * #not} does. Where there is no record, all components are missing.
 *
 * <p>Operands are of the component's type; any number type will do for a number. Only text, numbers, truth values,
 * binary data and dates can be compared.
 */
public sealed interface Condition {

    /** How a component is compared with an operand. */
    enum Operator {
        /** Equal. */
        IS,
        /** Below. */
        BELOW,
        /** Below, or equal. */
        AT_MOST,
        /** Above. */
        ABOVE,
        /** Above, or equal. */
        AT_LEAST
    }

    /**
     * Whether a component is there.
     *
     * @param component its name
     * @param present whether it should be
     */
    record Presence(String component, boolean present) implements Condition {
        /**
         * Refuses nulls.
         *
         * @param component its name
         * @param present whether it should be there
         */
        public Presence {
            Objects.requireNonNull(component, "component");
        }
    }

    /**
     * A comparison of a component.
     *
     * @param component its name
     * @param operator how it is compared
     * @param operand with what
     */
    record Comparison(String component, Operator operator, Object operand) implements Condition {
        /**
         * Refuses nulls.
         *
         * @param component its name
         * @param operator how it is compared
         * @param operand with what
         */
        public Comparison {
            Objects.requireNonNull(component, "component");
            Objects.requireNonNull(operator, "operator");
            Objects.requireNonNull(operand, "operand");
        }
    }

    /**
     * Two conditions at once.
     *
     * @param first the one
     * @param second the other
     */
    record Both(Condition first, Condition second) implements Condition {
        /**
         * Refuses nulls.
         *
         * @param first the one
         * @param second the other
         */
        public Both {
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(second, "second");
        }
    }

    /**
     * One of two conditions.
     *
     * @param first the one
     * @param second the other
     */
    record Either(Condition first, Condition second) implements Condition {
        /**
         * Refuses nulls.
         *
         * @param first the one
         * @param second the other
         */
        public Either {
            Objects.requireNonNull(first, "first");
            Objects.requireNonNull(second, "second");
        }
    }

    /**
     * The contrary of a condition.
     *
     * @param condition the condition
     */
    record Not(Condition condition) implements Condition {
        /**
         * Refuses null.
         *
         * @param condition the condition
         */
        public Not {
            Objects.requireNonNull(condition, "condition");
        }
    }

    /**
     * Holds if a component is there; with a component of the key, if there is a record.
     *
     * @param component its name
     * @return the condition
     */
    static Condition exists(String component) {
        return new Presence(component, true);
    }

    /**
     * Holds if a component is missing; with a component of the key, if there is no record.
     *
     * @param component its name
     * @return the condition
     */
    static Condition absent(String component) {
        return new Presence(component, false);
    }

    /**
     * Holds if a component is equal to an operand: numbers by value, text and bytes exactly.
     *
     * @param component its name
     * @param operand with what it is compared
     * @return the condition
     */
    static Condition is(String component, Object operand) {
        return new Comparison(component, Operator.IS, operand);
    }

    /**
     * Holds if a component is below an operand, in the order that keys have. It takes no Instant, here and in the next
     * three, since the text that an Instant is kept as is not in order.
     *
     * @param component its name
     * @param operand with what it is compared
     * @return the condition
     */
    static Condition below(String component, Object operand) {
        return new Comparison(component, Operator.BELOW, operand);
    }

    /**
     * Holds if a component is below an operand, or equal to it.
     *
     * @param component its name
     * @param operand with what it is compared
     * @return the condition
     */
    static Condition atMost(String component, Object operand) {
        return new Comparison(component, Operator.AT_MOST, operand);
    }

    /**
     * Holds if a component is above an operand.
     *
     * @param component its name
     * @param operand with what it is compared
     * @return the condition
     */
    static Condition above(String component, Object operand) {
        return new Comparison(component, Operator.ABOVE, operand);
    }

    /**
     * Holds if a component is above an operand, or equal to it.
     *
     * @param component its name
     * @param operand with what it is compared
     * @return the condition
     */
    static Condition atLeast(String component, Object operand) {
        return new Comparison(component, Operator.AT_LEAST, operand);
    }

    /**
     * Holds if the condition does not.
     *
     * @param condition the condition
     * @return its contrary
     */
    static Condition not(Condition condition) {
        return new Not(condition);
    }

    /**
     * Holds if this condition and another one do.
     *
     * @param other the other one
     * @return both
     */
    default Condition and(Condition other) {
        return new Both(this, other);
    }

    /**
     * Holds if this condition or another one does.
     *
     * @param other the other one
     * @return either
     */
    default Condition or(Condition other) {
        return new Either(this, other);
    }
}
