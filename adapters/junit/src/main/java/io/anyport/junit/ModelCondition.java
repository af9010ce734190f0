package io.anyport.junit;

import io.anyport.store.Condition;
import io.anyport.store.Condition.Both;
import io.anyport.store.Condition.Comparison;
import io.anyport.store.Condition.Either;
import io.anyport.store.Condition.Not;
import io.anyport.store.Condition.Presence;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.Arrays;
import java.util.Map;

/** Conditions and orders, as the model understands them. */
final class ModelCondition {

    private ModelCondition() {}

    static boolean holds(Condition condition, Map<String, Object> values) {
        if (condition instanceof Both both) {
            return holds(both.first(), values) && holds(both.second(), values);
        }
        if (condition instanceof Either either) {
            return holds(either.first(), values) || holds(either.second(), values);
        }
        if (condition instanceof Not not) {
            return !holds(not.condition(), values);
        }
        if (condition instanceof Presence presence) {
            return values.containsKey(presence.component()) == presence.present();
        }
        return compares((Comparison) condition, values);
    }

    private static boolean compares(Comparison comparison, Map<String, Object> values) {
        Object value = values.get(comparison.component());
        if (value == null) {
            return false;
        }
        int order = compare(value, comparison.operand());
        return switch (comparison.operator()) {
            case IS -> order == 0;
            case BELOW -> order < 0;
            case AT_MOST -> order <= 0;
            case ABOVE -> order > 0;
            case AT_LEAST -> order >= 0;
        };
    }

    /** The order of two values of one kind: text by its code points, which is how its UTF-8 bytes are ordered. */
    static int compare(Object a, Object b) {
        if (a instanceof String text && b instanceof String other) {
            return Arrays.compare(
                    text.codePoints().toArray(), other.codePoints().toArray());
        }
        if (a instanceof Number number && b instanceof Number other) {
            return new BigDecimal(number.toString()).compareTo(new BigDecimal(other.toString()));
        }
        if (a instanceof Instant instant && b instanceof Instant other) {
            return instant.compareTo(other);
        }
        if (a instanceof Boolean truth && b instanceof Boolean other) {
            return truth.compareTo(other);
        }
        throw new UnsupportedOperationException(a + " and " + b);
    }
}
