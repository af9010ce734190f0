package io.anyport.store.engine;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/**
 * What an update does to one component of an item: checked, and in neutral form.
 *
 * @param kind what is done
 * @param component the name of the component
 * @param index its place among the record's components
 * @param value the value in neutral form, as in {@link Item#document()}; a BigDecimal for {@link Kind#ADD}, null for {@link
 *     Kind#REMOVE}
 * @param least the least result of {@link Kind#ADD} that the component's type has, or null if it has none
 * @param most the largest such result
 */
public record Assignment(
        Kind kind,
        String component,
        int index,
        @Nullable Object value,
        @Nullable BigDecimal least,
        @Nullable BigDecimal most) {

    /** What is done to a component. */
    public enum Kind {
        /** It gets the value. */
        SET,
        /** It gets the value if it is missing. */
        SET_IF_MISSING,
        /** The value is added to it; missing counts as 0. */
        ADD,
        /** It goes missing. */
        REMOVE
    }

    static Assignment set(Kind kind, String component, int index, Object value) {
        return new Assignment(kind, component, index, value, null, null);
    }
}
