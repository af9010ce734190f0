package io.anyport.store;

import io.anyport.mapping.Component;
import io.anyport.mapping.Document;
import io.anyport.mapping.InvalidInput;
import io.anyport.mapping.Mapper;
import io.anyport.store.Condition.Both;
import io.anyport.store.Condition.Comparison;
import io.anyport.store.Condition.Either;
import io.anyport.store.Condition.Not;
import io.anyport.store.Condition.Presence;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.Base64;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A condition, resolved against its table; for engines that evaluate it themselves. Immutable, and thread-safe. */
public final class Check {

    /** The most operators that a condition may have; with what an engine adds, they fit an expression of DynamoDB. */
    public static final int MOST_OPERATORS = 100;

    private final @Nullable String version;
    private final Test test;

    private Check(@Nullable String version, Test test) {
        this.version = version;
        this.test = test;
    }

    /** A condition, given the stored value of each component. */
    private interface Test {
        boolean holds(Function<String, @Nullable Object> stored);
    }

    /**
     * Resolves a condition.
     *
     * @param spec the table
     * @param condition the condition
     * @return what evaluates it
     * @throws IllegalArgumentException if it does not fit the table, or has too many operators
     * @throws InvalidInput if an operand is beyond a limit
     */
    public static Check of(TableSpec<?> spec, Condition condition) {
        if (operators(condition) > MOST_OPERATORS) {
            throw new IllegalArgumentException(
                    "a condition has at most " + MOST_OPERATORS + " operators, this one more");
        }
        checkOperands(condition);
        var version = spec.version();
        return new Check(
                version.isPresent()
                        ? spec.mapper().component(version.getAsInt()).name()
                        : null,
                resolve(spec, condition));
    }

    /**
     * Whether the condition holds.
     *
     * @param document what is stored, without its version; empty if there is nothing
     * @param storedVersion the version that it is stored with; not looked at if the document is empty
     * @return whether it does
     */
    public boolean holds(Map<?, ?> document, long storedVersion) {
        return test.holds(
                name -> name.equals(version) && !document.isEmpty() ? (Object) storedVersion : document.get(name));
    }

    /** Counts no further than to one too many, and however deep they are nested. */
    private static int operators(Condition condition) {
        var rest = new ArrayDeque<Condition>();
        rest.push(condition);
        int count = 0;
        while (!rest.isEmpty() && count <= MOST_OPERATORS) {
            var next = rest.pop();
            count++;
            if (next instanceof Both both) {
                rest.push(both.first());
                rest.push(both.second());
            } else if (next instanceof Either either) {
                rest.push(either.first());
                rest.push(either.second());
            } else if (next instanceof Not not) {
                rest.push(not.condition());
            }
        }
        return count;
    }

    /** All operands have to fit into an item: what is larger is equal to no component, and DynamoDB has no room for much more. */
    private static void checkOperands(Condition condition) {
        long bytes = 0;
        var rest = new ArrayDeque<Condition>();
        rest.push(condition);
        while (!rest.isEmpty()) {
            var next = rest.pop();
            if (next instanceof Both both) {
                rest.push(both.second());
                rest.push(both.first());
            } else if (next instanceof Either either) {
                rest.push(either.second());
                rest.push(either.first());
            } else if (next instanceof Not not) {
                rest.push(not.condition());
            } else if (next instanceof Comparison comparison) {
                bytes += bytes(comparison.operand());
                if (bytes > Limits.MOST_ITEM_BYTES) {
                    throw InvalidInput.of(
                            comparison.component(),
                            "operands of at most " + Limits.MOST_ITEM_BYTES + " bytes in all, not " + bytes);
                }
            }
        }
    }

    private static int bytes(Object operand) {
        if (operand instanceof String text) {
            return Limits.utf8Length(text);
        }
        return operand instanceof byte[] bytes ? bytes.length : 0; // others are small
    }

    private static Test resolve(TableSpec<?> spec, Condition condition) {
        if (condition instanceof Both both) {
            var first = resolve(spec, both.first());
            var second = resolve(spec, both.second());
            return stored -> first.holds(stored) && second.holds(stored);
        }
        if (condition instanceof Either either) {
            var first = resolve(spec, either.first());
            var second = resolve(spec, either.second());
            return stored -> first.holds(stored) || second.holds(stored);
        }
        if (condition instanceof Not not) {
            var test = resolve(spec, not.condition());
            return stored -> !test.holds(stored);
        }
        if (condition instanceof Presence presence) {
            String name = component(spec, presence.component()).name();
            return stored -> (stored.apply(name) != null) == presence.present();
        }
        return resolve(spec, (Comparison) condition);
    }

    private static Test resolve(TableSpec<?> spec, Comparison comparison) {
        var component = component(spec, comparison.component());
        Object operand = operand(component, comparison);
        String name = component.name();
        return stored -> {
            Object value = stored.apply(name);
            return value != null && holds(comparison.operator(), compare(value, operand));
        };
    }

    private static Component component(TableSpec<?> spec, String name) {
        int index = spec.mapper().index(name);
        if (index < 0) {
            throw new IllegalArgumentException("table " + spec.name() + ": component '" + name + "' does not exist");
        }
        return spec.mapper().component(index);
    }

    private static Object operand(Component component, Comparison comparison) {
        Class<?> type = KeyPart.rawType(component);
        Object operand = comparison.operand();
        if (Number.class.isAssignableFrom(type) && operand instanceof Number number) {
            return KeyPart.normal(component.name(), number);
        }
        boolean ordered = comparison.operator() != Condition.Operator.IS;
        if (!type.isInstance(operand) || !isComparable(type) || (ordered && !isOrdered(type))) {
            throw new IllegalArgumentException("component '" + component.name() + "' of type " + type.getTypeName()
                    + " cannot be compared by " + comparison.operator() + " with a "
                    + operand.getClass().getTypeName());
        }
        return neutral(component, type, operand);
    }

    private static boolean isComparable(Class<?> type) {
        return type == Boolean.class || isOrdered(type) || type.getPackageName().equals("java.time");
    }

    private static boolean isOrdered(Class<?> type) {
        return type != Instant.class && (KeyPart.isText(type) || type == byte[].class);
    }

    @SuppressWarnings("unchecked") // the mapper is asked for by the operand's own type
    private static Object neutral(Component component, Class<?> type, Object operand) {
        Object neutral = Document.of((Mapper<Object>) Mapper.of(type), operand);
        if (neutral instanceof String text && Limits.utf8Length(text) < 0) {
            throw InvalidInput.of(component.name(), Limits.TEXT);
        }
        return neutral;
    }

    private static boolean holds(Condition.Operator operator, @Nullable Integer order) {
        return order != null
                && switch (operator) {
                    case IS -> order == 0;
                    case BELOW -> order < 0;
                    case AT_MOST -> order <= 0;
                    case ABOVE -> order > 0;
                    case AT_LEAST -> order >= 0;
                };
    }

    /** The order of a stored value and an operand; null if they are of different kinds. */
    private static @Nullable Integer compare(Object value, Object operand) {
        if (operand instanceof BigDecimal number) {
            return value instanceof Number stored ? (Integer) decimal(stored).compareTo(number) : null;
        }
        if (operand instanceof byte[] bytes) {
            byte[] stored = value instanceof byte[] b ? b : base64(value);
            return stored == null ? null : (Integer) Arrays.compareUnsigned(stored, bytes);
        }
        if (operand instanceof String text && value instanceof String stored) {
            return text.equals(stored) ? 0 : (Integer) Arrays.compareUnsigned(utf8(stored), utf8(text));
        }
        return operand instanceof Boolean truth && value instanceof Boolean stored
                ? (Integer) stored.compareTo(truth)
                : null;
    }

    private static BigDecimal decimal(Number number) {
        return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(number.longValue());
    }

    private static byte[] utf8(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    /** Documents in a format without binary data carry it as text. */
    private static byte @Nullable [] base64(Object value) {
        try {
            return value instanceof String text ? Base64.getDecoder().decode(text) : null;
        } catch (IllegalArgumentException other) {
            return null;
        }
    }
}
