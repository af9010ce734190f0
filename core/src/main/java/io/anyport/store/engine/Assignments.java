package io.anyport.store.engine;

import io.anyport.mapping.Component;
import io.anyport.mapping.InvalidInput;
import io.anyport.mapping.Mapper;
import io.anyport.store.Key;
import io.anyport.store.KeyPart;
import io.anyport.store.TableSpec;
import io.anyport.store.Update;
import java.math.BigDecimal;
import java.util.ArrayList;
import java.util.BitSet;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** Resolves the steps of an update against a table, and makes them where the engine leaves that to us. */
final class Assignments {

    /** What an expression of DynamoDB has room for. */
    private static final int MOST_COMPONENTS = 100;

    /** Each sum is checked in the condition, which takes 3 of DynamoDB's 300 operators, beside the 100 of the caller. */
    private static final int MOST_SUMS = 60;

    private static final Map<Class<?>, BigDecimal> MOST = Map.of(
            Byte.class, BigDecimal.valueOf(Byte.MAX_VALUE),
            Short.class, BigDecimal.valueOf(Short.MAX_VALUE),
            Integer.class, BigDecimal.valueOf(Integer.MAX_VALUE),
            Long.class, BigDecimal.valueOf(Long.MAX_VALUE),
            Float.class, new BigDecimal("3.4028235E38"));

    private final TableSpec<?> spec;
    private int bytes;
    private int sums;

    private Assignments(TableSpec<?> spec) {
        this.spec = spec;
    }

    static List<Assignment> of(TableSpec<?> spec, Update update) {
        checkComponents(update.steps().size());
        var assignments = new Assignments(spec);
        var resolved = new ArrayList<Assignment>(update.steps().size());
        var named = new BitSet(spec.mapper().size());
        for (var step : update.steps()) {
            int index = assignments.index(step.component());
            if (named.get(index)) {
                throw assignments.misused(step.component(), "is named twice in one update");
            }
            named.set(index);
            resolved.add(assignments.resolve(step, index));
        }
        return resolved;
    }

    private static void checkComponents(int components) {
        if (components > MOST_COMPONENTS) {
            throw new IllegalArgumentException(
                    "an update has at most " + MOST_COMPONENTS + " components, not " + components);
        }
    }

    private Assignment resolve(Update.Step step, int index) {
        return switch (step.kind()) {
            case SET ->
                Assignment.set(
                        Assignment.Kind.SET,
                        step.component(),
                        index,
                        value(index, Optional.ofNullable(step.operand())));
            case ADD -> addition(index, Optional.ofNullable(step.operand()));
            case REMOVE -> removal(index);
        };
    }

    private int index(String name) {
        int index = spec.mapper().index(name);
        if (index < 0) {
            throw misused(name, "does not exist");
        }
        boolean isKey = index == spec.partition().index()
                || (spec.sort().isPresent() && index == spec.sort().get().index());
        if (isKey || (spec.version().isPresent() && index == spec.version().getAsInt())) {
            throw misused(name, "is " + (isKey ? "a key" : "the version") + " and cannot be changed");
        }
        return index;
    }

    private Assignment removal(int index) {
        var component = spec.mapper().component(index);
        if (component.type() instanceof Class<?> type && type.isPrimitive()) {
            throw misused(component.name(), "is a " + type + " and cannot be removed");
        }
        return new Assignment(Assignment.Kind.REMOVE, component.name(), index, null, null, null);
    }

    private Assignment addition(int index, Optional<Object> operand) {
        if (++sums > MOST_SUMS) {
            throw new IllegalArgumentException(
                    "an update adds to at most " + MOST_SUMS + " components, this one to more");
        }
        var component = spec.mapper().component(index);
        Class<?> type = KeyPart.rawType(component);
        if (!Number.class.isAssignableFrom(type)) {
            throw misused(component.name(), "is a " + type.getSimpleName() + ", to which nothing can be added");
        }
        var number = KeyPart.normal(component.name(), (Number) operand.orElseThrow());
        var most = MOST.get(type);
        checkWhole(component, type, number);
        return new Assignment(Assignment.Kind.ADD, component.name(), index, number, least(type), most);
    }

    private static @Nullable BigDecimal least(Class<?> type) {
        var most = MOST.get(type);
        if (most == null) {
            return null;
        }
        return type == Float.class ? most.negate() : most.negate().subtract(BigDecimal.ONE);
    }

    private void checkWhole(Component component, Class<?> type, BigDecimal number) {
        boolean whole = (MOST.containsKey(type) && type != Float.class) || type == java.math.BigInteger.class;
        if (whole && number.scale() > 0) {
            throw misused(component.name(), "is a " + type.getSimpleName() + " and takes whole numbers");
        }
    }

    /** The value of a component in neutral form, checked against the limits. */
    private Object value(int index, Optional<Object> operand) {
        var component = spec.mapper().component(index);
        Class<?> type = KeyPart.rawType(component);
        Object value = operand.orElseThrow();
        checkKeys(index, value);
        var writer = new ItemWriter(1);
        writer.beginObject();
        writer.name(component.name());
        if (Number.class.isAssignableFrom(type) && value instanceof Number number) {
            writer.decimal(fitting(component, type, KeyPart.normal(component.name(), number)));
        } else if (type.isInstance(value)) {
            write(component, component.isOptional() ? Optional.of(value) : value, writer);
        } else {
            throw misused(
                    component.name(),
                    "takes a " + type.getTypeName() + ", not a "
                            + value.getClass().getTypeName());
        }
        bytes += writer.size();
        ItemWriter.check(bytes); // all of it is going to be in one item
        return Optional.ofNullable(writer.document().get(component.name())).orElseThrow();
    }

    private BigDecimal fitting(Component component, Class<?> type, BigDecimal number) {
        checkWhole(component, type, number);
        var least = least(type);
        var most = MOST.get(type);
        if (least != null && most != null && !fits(number, least, most)) {
            throw beyond(component.name(), least, most);
        }
        return number;
    }

    @SuppressWarnings("unchecked") // the value is an instance of the component's own class
    private void write(Component component, Object value, ItemWriter writer) {
        try {
            ((Mapper<Object>) component.mapper()).write(value, writer);
        } catch (ClassCastException inside) {
            throw misused(component.name(), "takes a " + component.type().getTypeName());
        }
    }

    /** Refuses what cannot be in the key of an index that the component is in. */
    private void checkKeys(int component, Object value) {
        for (var index : spec.indexes()) {
            checkKey(index.partition(), component, value);
            index.sort().ifPresent(sort -> checkKey(sort, component, value));
        }
    }

    private static void checkKey(KeyPart part, int component, Object value) {
        if (part.index() == component) {
            part.encode(value);
        }
    }

    private IllegalArgumentException misused(String component, String problem) {
        return new IllegalArgumentException("table " + spec.name() + ": component '" + component + "' " + problem);
    }

    /** The item that an update makes where there is none. */
    static Item inserted(TableSpec<?> spec, Key key, List<Assignment> assignments) {
        var document = new LinkedHashMap<String, @Nullable Object>();
        document.put(spec.partition().component(), spec.partition().neutral(key.partition()));
        spec.sort()
                .ifPresent(sort ->
                        document.put(sort.component(), sort.neutral(key.sort().orElseThrow())));
        for (var assignment : assignments) {
            apply(assignment, document);
        }
        return item(spec, document, assignments);
    }

    private static <T> Item item(
            TableSpec<T> spec, Map<String, @Nullable Object> document, List<Assignment> assignments) {
        T record;
        try {
            record = Item.record(spec, document, 0);
        } catch (IllegalStateException incomplete) {
            throw new IllegalArgumentException(
                    "table " + spec.name() + ": the update cannot insert a "
                            + spec.mapper().type().getSimpleName() + " without more components",
                    incomplete);
        }
        var whole = new LinkedHashMap<>(Item.of(spec, record).document());
        assignments.stream()
                .filter(assignment -> assignment.kind() == Assignment.Kind.REMOVE)
                .forEach(removal -> whole.remove(removal.component())); // not even an empty value is left
        return Item.of(spec, record, whole);
    }

    /** The assignments, and one for each further component that an inserted item has. */
    static List<Assignment> withMissing(TableSpec<?> spec, List<Assignment> assignments, Item inserted) {
        Set<String> done = new HashSet<>();
        done.add(spec.partition().component());
        spec.sort().ifPresent(sort -> done.add(sort.component()));
        assignments.forEach(assignment -> done.add(assignment.component()));
        var all = new ArrayList<>(assignments);
        inserted.document().forEach((component, value) -> {
            if (value != null && done.add(component)) {
                int index = spec.mapper().index(component);
                all.add(Assignment.set(Assignment.Kind.SET_IF_MISSING, component, index, value));
            }
        });
        checkComponents(all.size());
        return all;
    }

    /** What becomes of a stored document: nothing else of it changes, not even what the record would fill in or round. */
    static <T> Item applied(TableSpec<T> spec, List<Assignment> assignments, Map<?, ?> document) {
        var changed = new LinkedHashMap<String, @Nullable Object>();
        document.forEach((name, value) -> changed.put((String) name, value));
        for (var assignment : assignments) {
            apply(assignment, changed);
        }
        return Item.of(spec, Item.record(spec, changed, 0), changed);
    }

    private static void apply(Assignment assignment, Map<String, @Nullable Object> document) {
        String component = assignment.component();
        switch (assignment.kind()) {
            case SET -> document.put(component, assignment.value());
            case SET_IF_MISSING -> {
                if (document.get(component) == null) {
                    document.put(component, assignment.value());
                }
            }
            case ADD -> document.put(component, plain(sum(assignment, document.get(component))));
            case REMOVE -> document.remove(component);
        }
    }

    /** Integers that fit are Longs in documents. */
    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof BigDecimal number
                        && number.scale() == 0
                        && number.unscaledValue().bitLength() < Long.SIZE
                ? (Object) number.longValue()
                : value;
    }

    private static BigDecimal sum(Assignment addition, @Nullable Object stored) {
        var before = stored instanceof Number number ? KeyPart.normal(addition.component(), number) : BigDecimal.ZERO;
        var number = addition.value() instanceof BigDecimal added ? added : BigDecimal.ZERO;
        var sum = KeyPart.normal(addition.component(), before.add(number));
        var least = addition.least();
        var most = addition.most();
        if (least != null && most != null && !fits(sum, least, most)) {
            throw beyond(addition.component(), least, most);
        }
        return sum;
    }

    private static boolean fits(BigDecimal number, BigDecimal least, BigDecimal most) {
        return number.compareTo(least) >= 0 && number.compareTo(most) <= 0;
    }

    /** The failure that a number is beyond the type of its component. */
    static InvalidInput beyond(String component, BigDecimal least, BigDecimal most) {
        return InvalidInput.of(component, "a number between " + least + " and " + most);
    }
}
