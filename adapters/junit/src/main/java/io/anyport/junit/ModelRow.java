package io.anyport.junit;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.TableSpec;
import io.anyport.store.Update;
import java.lang.reflect.RecordComponent;
import java.math.BigDecimal;
import java.math.MathContext;
import java.time.Clock;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** What the model keeps of a record: the values of its components by name, numbers as decimals; nothing for missing ones. */
record ModelRow(Map<String, Object> values) {

    static ModelRow of(Record record) {
        var values = new TreeMap<String, Object>();
        for (var component : record.getClass().getRecordComponents()) {
            Object value = read(component, record);
            if (value instanceof Optional<?> optional) {
                value = optional.orElse(null);
            }
            if (value != null) {
                values.put(component.getName(), value instanceof Number number ? decimal(number) : value);
            }
        }
        return new ModelRow(values);
    }

    private static @Nullable Object read(RecordComponent component, Record record) {
        try {
            var accessor = component.getAccessor();
            accessor.setAccessible(true);
            return accessor.invoke(record);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static BigDecimal decimal(Number number) {
        var plain = new BigDecimal(number.toString());
        return plain.signum() == 0 ? BigDecimal.ZERO : plain.stripTrailingZeros();
    }

    <T> T record(Class<T> type) {
        var components = type.getRecordComponents();
        var types = new Class<?>[components.length];
        var arguments = new @Nullable Object[components.length];
        for (int i = 0; i < components.length; i++) {
            types[i] = components[i].getType();
            arguments[i] = argument(components[i], values.get(components[i].getName()));
        }
        try {
            var constructor = type.getDeclaredConstructor(types);
            constructor.setAccessible(true);
            return constructor.newInstance(arguments);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException(e);
        }
    }

    private static @Nullable Object argument(RecordComponent component, @Nullable Object value) {
        var type = component.getType();
        if (type == Optional.class) {
            return Optional.ofNullable(value instanceof BigDecimal number ? (Object) number.intValueExact() : value);
        }
        if (type == boolean.class) {
            return Boolean.TRUE.equals(value);
        }
        if (type.isPrimitive()) {
            return number(type, value instanceof BigDecimal number ? number : BigDecimal.ZERO);
        }
        if (value instanceof BigDecimal number) {
            return number.scale() < 0 ? number.setScale(0) : number;
        }
        return value == null && type == List.class ? List.of() : value;
    }

    private static Object number(Class<?> type, BigDecimal number) {
        if (type == double.class) {
            return number.doubleValue();
        }
        long whole = number.longValueExact();
        if (type == byte.class) {
            return (byte) whole;
        }
        return type == int.class ? (Object) (int) whole : (Object) whole;
    }

    boolean isLive(TableSpec<?> spec, Clock clock) {
        if (spec.expiry().isEmpty()) {
            return true;
        }
        var name = spec.mapper().component(spec.expiry().getAsInt()).name();
        if (!(values.get(name) instanceof Instant until)) {
            return true;
        }
        return clock.instant().getEpochSecond() < until.getEpochSecond() + (until.getNano() > 0 ? 1 : 0);
    }

    ModelRow with(String component, Object value) {
        var changed = new TreeMap<>(values);
        changed.put(component, value instanceof Number number ? decimal(number) : value);
        return new ModelRow(changed);
    }

    ModelRow without(String component) {
        var changed = new TreeMap<>(values);
        changed.remove(component);
        return new ModelRow(changed);
    }

    ModelRow changed(TableSpec<?> spec, Update update) {
        var row = this;
        for (var step : update.steps()) {
            row = switch (step.kind()) {
                case SET -> row.with(step.component(), Objects.requireNonNull(step.operand()));
                case REMOVE -> row.without(step.component());
                case ADD -> row.plus(spec, step.component(), (Number) Objects.requireNonNull(step.operand()));
            };
        }
        return row;
    }

    private ModelRow plus(TableSpec<?> spec, String component, Number number) {
        var before = values.get(component) instanceof BigDecimal stored ? stored : BigDecimal.ZERO;
        var sum = decimal(before.add(decimal(number)));
        var exponent = sum.precision() - sum.scale() - 1;
        boolean fits = sum.round(new MathContext(38)).compareTo(sum) == 0
                && (sum.signum() == 0 || (exponent >= -130 && exponent <= 125));
        if (!fits || !isOf(type(spec, component), sum)) {
            throw InvalidInput.of(component, "a number that fits");
        }
        return with(component, sum);
    }

    private static Class<?> type(TableSpec<?> spec, String component) {
        for (var candidate : spec.mapper().type().getRecordComponents()) {
            if (candidate.getName().equals(component)) {
                return candidate.getType() == Optional.class ? int.class : candidate.getType();
            }
        }
        throw new IllegalArgumentException(component);
    }

    private static boolean isOf(Class<?> type, BigDecimal number) {
        int bits = type == byte.class ? 8 : type == int.class ? 32 : type == long.class ? 64 : 0;
        return bits == 0 || number.toBigIntegerExact().bitLength() < bits;
    }
}
