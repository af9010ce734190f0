package io.anyport.dynamodb;

import io.anyport.mapping.Document;
import io.anyport.mapping.Mapper;
import io.anyport.store.Condition;
import io.anyport.store.Condition.Both;
import io.anyport.store.Condition.Comparison;
import io.anyport.store.Condition.Either;
import io.anyport.store.Condition.Not;
import io.anyport.store.Condition.Presence;
import io.anyport.store.KeyPart;
import io.anyport.store.Limits;
import io.anyport.store.engine.Assignment;
import io.anyport.store.engine.Change;
import io.anyport.store.engine.Guard;
import java.math.BigDecimal;
import java.math.MathContext;
import java.math.RoundingMode;
import org.jspecify.annotations.Nullable;

/**
 * Writes what has to hold of an item as a condition expression. An operand that is missing makes a comparison false and
 * its contrary true, as in {@link io.anyport.store.Check}. Not thread-safe.
 */
final class ConditionText {

    private static final int MOST_BYTES = 4096;
    private static final int MOST_OPERATORS = 300;

    /** How strongly a text holds together, from the weakest; parentheses that are not needed are refused. */
    private static final int OR = 1;

    private static final int AND = 2;
    private static final int ATOM = 3;

    /** As many digits as a number has; what is in between has more. */
    private static final MathContext DOWN = new MathContext(Limits.MOST_DIGITS, RoundingMode.FLOOR);

    private static final MathContext UP = new MathContext(Limits.MOST_DIGITS, RoundingMode.CEILING);

    private final Layout<?> layout;
    private final Expression expression;
    private final StringBuilder text = new StringBuilder(Expression.USUAL_LENGTH);
    private int operators;
    private String pending = ""; // what joins the next part to those before

    private ConditionText(Layout<?> layout, Expression expression) {
        this.layout = layout;
        this.expression = expression;
    }

    /**
     * The condition of a change, or null if it has none. What has expired fails or passes as an absent item would; but an
     * update, which would leave something of it, always fails.
     */
    static @Nullable String of(Layout<?> layout, Expression expression, Change<?> change, long now) {
        if (change.guard().isNone() && change.assignments().isEmpty()) {
            return null;
        }
        var condition = new ConditionText(layout, expression);
        boolean updating = change.action() == Change.Action.UPDATE;
        if (layout.isExpiring() && (updating || !change.guard().isNone())) {
            condition.expiry(!updating && change.guard().allowsAbsent(), now);
        }
        condition.guard(change.guard());
        change.assignments().forEach(condition::bounds);
        return condition.finish();
    }

    /** The condition that nothing is there, or only what has expired. */
    static String absent(Layout<?> layout, Expression expression, long now) {
        var condition = new ConditionText(layout, expression);
        condition.expiry(true, now);
        condition.guard(Guard.ABSENT);
        return condition.text.toString();
    }

    private @Nullable String finish() {
        if (text.length() > MOST_BYTES || operators > MOST_OPERATORS) {
            throw new IllegalArgumentException("table " + layout.spec().name() + ": a condition has at most "
                    + MOST_BYTES
                    + " bytes and " + MOST_OPERATORS + " operators on DynamoDB, this one has " + text.length() + " and "
                    + operators);
        }
        return text.length() == 0 ? null : text.toString();
    }

    private void expiry(boolean passes, long now) {
        text.append(passes ? "" : "NOT ").append(expression.expiry()).append(" <= ");
        text.append(expression.value(Attributes.number(now)));
        operators += passes ? 1 : 2;
        pending = passes ? " OR " : " AND ";
    }

    /** Joins what follows to what there is. */
    private void join() {
        operators += pending.isEmpty() ? 0 : 1;
        text.append(pending);
        pending = " AND ";
    }

    private void guard(Guard guard) {
        boolean alternative = pending.equals(" OR ");
        int partition = layout.spec().partition().index();
        if (guard.isAbsent()) {
            join();
            function("attribute_not_exists", partition);
        } else if (guard.isPresent()) {
            join();
            function("attribute_exists", partition);
        } else if (guard.version().isPresent()) {
            join();
            version(guard.version().getAsLong(), partition);
        }
        guard.condition().ifPresent(condition -> {
            join();
            write(condition, alternative ? OR : AND);
        });
    }

    /** An item that something else has written may have no version, which counts as 0. */
    private void version(long version, int partition) {
        int component = layout.spec().version().orElseThrow();
        if (version == 0) {
            function("attribute_exists", partition);
            join();
            function("attribute_not_exists", component);
        } else {
            compare(component, "=", expression.value(Attributes.number(version)));
        }
    }

    /** A sum has to stay within the component's type. */
    private void bounds(Assignment assignment) {
        var least = assignment.least();
        var most = assignment.most();
        if (!(assignment.value() instanceof BigDecimal added) || least == null || most == null || added.signum() == 0) {
            return;
        }
        boolean up = added.signum() > 0;
        join();
        var limit = (up ? most : least).subtract(added).round(up ? DOWN : UP);
        boolean orMissing = up ? limit.signum() >= 0 : limit.signum() <= 0;
        String operator = up ? "<=" : ">=";
        if (orMissing) { // not beyond the limit, since that does not hold of what is missing
            text.append("NOT ");
            operators++;
            operator = up ? ">" : "<";
        }
        compare(assignment.index(), operator, expression.value(Attributes.value(limit)));
    }

    private void function(String function, int component) {
        text.append(function).append('(').append(expression.name(component)).append(')');
        operators++;
    }

    private void compare(int component, String operator, String operand) {
        text.append(expression.name(component))
                .append(' ')
                .append(operator)
                .append(' ')
                .append(operand);
        operators++;
    }

    private void write(Condition condition, int around) {
        if (condition instanceof Both both) {
            write(both.first(), " AND ", both.second(), AND, around);
        } else if (condition instanceof Either either) {
            write(either.first(), " OR ", either.second(), OR, around);
        } else if (condition instanceof Not not) {
            boolean nested = around == ATOM;
            text.append(nested ? "(NOT " : "NOT ");
            operators++;
            write(not.condition(), ATOM);
            text.append(nested ? ")" : "");
        } else if (condition instanceof Presence presence) {
            function(
                    presence.present() ? "attribute_exists" : "attribute_not_exists",
                    layout.spec().mapper().index(presence.component()));
        } else if (condition instanceof Comparison comparison) {
            write(comparison);
        }
    }

    private void write(Condition first, String operator, Condition second, int strength, int around) {
        boolean nested = around > strength;
        text.append(nested ? "(" : "");
        write(first, strength);
        text.append(operator);
        operators++;
        write(second, strength);
        text.append(nested ? ")" : "");
    }

    private void write(Comparison comparison) {
        int component = layout.spec().mapper().index(comparison.component());
        String operator = switch (comparison.operator()) {
            case IS -> "=";
            case BELOW -> "<";
            case AT_MOST -> "<=";
            case ABOVE -> ">";
            case AT_LEAST -> ">=";
        };
        var operand = layout.attribute(comparison.component(), neutral(comparison, component));
        compare(component, operator, expression.value(operand));
    }

    @SuppressWarnings("unchecked") // the operand is of the component's own class, as core has checked
    private Object neutral(Comparison comparison, int component) {
        Object operand = comparison.operand();
        if (operand instanceof Number number) {
            return KeyPart.normal(comparison.component(), number);
        }
        Class<?> type = KeyPart.rawType(layout.spec().mapper().component(component));
        return Document.of((Mapper<Object>) Mapper.of(type), operand);
    }
}
