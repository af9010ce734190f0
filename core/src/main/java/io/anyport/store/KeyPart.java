package io.anyport.store;

import io.anyport.mapping.Component;
import io.anyport.mapping.InvalidInput;
import java.lang.invoke.MethodType;
import java.lang.reflect.ParameterizedType;
import java.lang.reflect.Type;
import java.math.BigDecimal;
import java.net.URI;
import java.nio.charset.StandardCharsets;
import java.time.DateTimeException;
import java.time.Instant;
import java.time.LocalDate;
import java.time.LocalDateTime;
import java.time.LocalTime;
import java.time.YearMonth;
import java.util.Optional;
import java.util.Set;
import java.util.UUID;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A component that is (part of) a key of a table or an index. Immutable. */
public final class KeyPart {

    /** What a key component is kept as. */
    public enum Kind {
        /** Text, ordered by its UTF-8 bytes. */
        TEXT,
        /** A number, ordered by value. */
        NUMBER,
        /** Binary data, ordered by unsigned bytes. */
        BINARY
    }

    private static final String YEAR = "a year between 0000 and 9999";

    private static final Set<Class<?>> TEXTS = Set.of(
            String.class,
            UUID.class,
            URI.class,
            Instant.class,
            LocalDate.class,
            LocalTime.class,
            LocalDateTime.class,
            YearMonth.class);

    private final String component;
    private final int index;
    private final Class<?> type;
    private final Kind kind;
    private final int mostBytes;

    private KeyPart(String component, int index, Class<?> type, Kind kind, int mostBytes) {
        this.component = component;
        this.index = index;
        this.type = type;
        this.kind = kind;
        this.mostBytes = mostBytes;
    }

    static KeyPart of(
            Component component,
            int index,
            int mostBytes,
            boolean optional,
            Function<String, IllegalArgumentException> misused) {
        if (component.isOptional() && !optional) {
            throw misused.apply("is Optional and cannot be a key of the table");
        }
        Class<?> type = rawType(component);
        return new KeyPart(component.name(), index, type, kind(type, misused), mostBytes);
    }

    /**
     * A component of a key that is known by what is kept of it alone, without a record: of an index that another version
     * of the application has. Its {@link #index()} is -1.
     *
     * @param component its name
     * @param type {@code String}, {@code Instant}, {@code BigDecimal} or {@code byte[]}
     * @param sort whether it is a sort key, which is shorter than a partition key
     * @return the component
     * @throws IllegalArgumentException if it is of no type for a key
     */
    public static KeyPart stored(String component, Class<?> type, boolean sort) {
        var kind = kind(type, problem -> new IllegalArgumentException("component '" + component + "' " + problem));
        return new KeyPart(
                component, -1, type, kind, sort ? TableSpec.MOST_SORT_BYTES : TableSpec.MOST_PARTITION_BYTES);
    }

    /** Whether values of a class are kept as text that can be a key. */
    static boolean isText(Class<?> type) {
        return TEXTS.contains(type) || type.isEnum();
    }

    private static Kind kind(Class<?> type, Function<String, IllegalArgumentException> misused) {
        if (isText(type)) {
            return Kind.TEXT;
        }
        if (Number.class.isAssignableFrom(type)) {
            return Kind.NUMBER;
        }
        if (type == byte[].class) {
            return Kind.BINARY;
        }
        throw misused.apply("is a " + type.getSimpleName() + ", which cannot be a key");
    }

    /**
     * The class of a component's values.
     *
     * @param component the component
     * @return its class, without {@code Optional} around it, and boxed
     */
    public static Class<?> rawType(Component component) {
        Type type = component.type();
        if (component.isOptional() && type instanceof ParameterizedType optional) {
            type = optional.getActualTypeArguments()[0];
        }
        if (type instanceof ParameterizedType parameterized) {
            type = parameterized.getRawType();
        }
        return type instanceof Class<?> c ? MethodType.methodType(c).wrap().returnType() : Object.class;
    }

    /** {@return the name of the component} */
    public String component() {
        return component;
    }

    /** {@return its place among the record's components} */
    public int index() {
        return index;
    }

    /** {@return what it is kept as} */
    public Kind kind() {
        return kind;
    }

    /**
     * A value as it is kept in a document: a String, a normalised BigDecimal, or bytes.
     *
     * @param value a value of the component's type, or any number for a number
     * @return the same value in its neutral form
     * @throws IllegalArgumentException if it is of another type
     * @throws InvalidInput if it is a value that cannot be a key
     */
    public Object neutral(Object value) {
        if (kind == Kind.NUMBER && value instanceof Number number) {
            return normal(component, number);
        }
        if (!type.isInstance(value)) {
            throw new IllegalArgumentException("key component '" + component + "' takes a " + type.getTypeName()
                    + ", not a " + value.getClass().getTypeName());
        }
        return kind == Kind.BINARY ? value : text(value);
    }

    /**
     * A value as bytes that sort, compared unsigned, as the values do; no two values have equal bytes.
     *
     * @param value a value of the component's type, or any number for a number
     * @return 1 to 2,048 bytes, or 1,024 for a sort key
     * @throws IllegalArgumentException if it is of another type
     * @throws InvalidInput if it is a value that cannot be a key
     */
    public byte[] encode(Object value) {
        Object neutral = neutral(value);
        if (neutral instanceof String text) {
            return checked(KeyEncoding.text(text));
        }
        return neutral instanceof byte[] bytes
                ? checked(bytes.clone())
                : checked(KeyEncoding.number((BigDecimal) neutral));
    }

    /**
     * The value that was encoded.
     *
     * @param bytes what {@link #encode} has made
     * @return the value in its neutral form, as {@link #neutral} makes it
     * @throws IllegalArgumentException if it has not made them
     */
    public Object decode(byte[] bytes) {
        return switch (kind) {
            case TEXT -> new String(bytes, StandardCharsets.UTF_8);
            case NUMBER -> KeyEncoding.decodeNumber(bytes);
            case BINARY -> bytes.clone();
        };
    }

    /**
     * A prefix as bytes, like {@link #encode}.
     *
     * @param prefix a String for a component that is kept as text, bytes for a binary one
     * @return what the bytes of all values with the prefix begin with
     * @throws IllegalArgumentException if it is of another type, or the component is a number
     * @throws InvalidInput if it is empty or too long
     */
    public byte[] encodePrefix(Object prefix) {
        if (kind == Kind.TEXT && prefix instanceof String text) {
            return checked(KeyEncoding.text(text));
        }
        if (kind == Kind.BINARY && prefix instanceof byte[] bytes) {
            return checked(bytes.clone());
        }
        throw new IllegalArgumentException("key component '" + component + "' is kept as " + kind
                + " and takes no prefix of type " + prefix.getClass().getTypeName());
    }

    /**
     * The bytes of a component's value in a record.
     *
     * @param value the value, an {@code Optional} of it, or null
     * @return the bytes, or null if there is no value
     * @throws InvalidInput if it is a value that cannot be a key
     */
    public byte @Nullable [] encodeIfPresent(@Nullable Object value) {
        Object present = value instanceof Optional<?> optional ? optional.orElse(null) : value;
        return present == null ? null : encode(present);
    }

    private String instant(Instant instant) {
        try {
            return KeyEncoding.fixedWidth(instant);
        } catch (DateTimeException beyond) {
            throw InvalidInput.of(component, YEAR);
        }
    }

    private String text(Object value) {
        if (value instanceof String text) {
            return text;
        }
        if (value instanceof Enum<?> constant) {
            return constant.name();
        }
        String text = value instanceof Instant instant ? instant(instant) : value.toString();
        if (type.getPackageName().equals("java.time") && (text.charAt(0) == '+' || text.charAt(0) == '-')) {
            throw InvalidInput.of(component, YEAR);
        }
        return text;
    }

    /**
     * A number of any type in its normal form.
     *
     * @param component the name of its component
     * @param number the number
     * @return the number as it is kept
     * @throws InvalidInput that names the component, if it is a number that cannot be kept
     */
    public static BigDecimal normal(String component, Number number) {
        var normal = isFinite(number) ? Limits.normal(decimal(number)) : null;
        if (normal == null) {
            throw InvalidInput.of(component, Limits.NUMBER);
        }
        return normal;
    }

    private static boolean isFinite(Number number) {
        return !(number instanceof Double || number instanceof Float) || Double.isFinite(number.doubleValue());
    }

    /** By its text, unless it is of the usual integers: the double of a float would have more digits, and others would be cut. */
    private static BigDecimal decimal(Number number) {
        if (number instanceof BigDecimal decimal) {
            return decimal;
        }
        if (number instanceof Long || number instanceof Integer || number instanceof Short || number instanceof Byte) {
            return BigDecimal.valueOf(number.longValue());
        }
        try {
            return new BigDecimal(number.toString());
        } catch (NumberFormatException none) {
            throw new IllegalArgumentException(
                    "a " + number.getClass().getTypeName() + " is no number that can be kept");
        }
    }

    private byte[] checked(byte @Nullable [] bytes) {
        if (bytes == null) {
            throw InvalidInput.of(component, Limits.TEXT);
        }
        if (bytes.length == 0 || bytes.length > mostBytes) {
            throw InvalidInput.of(component, "1 to " + mostBytes + " bytes, not " + bytes.length);
        }
        return bytes;
    }

    /** The component and what it is kept as: all that a stored table depends on. */
    @Override
    public String toString() {
        return component + " " + (type == Instant.class ? "INSTANT" : kind);
    }
}
