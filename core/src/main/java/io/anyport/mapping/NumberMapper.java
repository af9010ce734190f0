package io.anyport.mapping;

import java.math.BigDecimal;
import java.math.BigInteger;
import org.jspecify.annotations.Nullable;

/**
 * Maps numbers without losing any of their digits: a number that does not fit its type is refused, never rounded or
 * cut ({@code float} and {@code double} are rounded as they always are, but never to infinity). {@code 1.0} and {@code
 * 1e2} are integers, as they are in JSON Schema.
 */
abstract non-sealed class NumberMapper<T extends Number> extends ScalarMapper<T> {

    /** The largest size of a number in digits and zeros: 1e1000000000 must not become a gigabyte of digits. */
    static final int MOST_DIGITS = 1_000;

    private final String expected;

    NumberMapper(String expected) {
        this.expected = expected;
    }

    /** The mapper of a number type, or null if it is none. */
    static @Nullable NumberMapper<?> forType(Class<?> type) {
        return (NumberMapper<?>) find(type);
    }

    /** As an object: else all these classes are loaded with this one, for the verifier to see that they are number mappers. */
    private static @Nullable Object find(Class<?> type) {
        if (type == int.class || type == Integer.class) {
            return new IntMapper();
        }
        if (type == long.class || type == Long.class) {
            return new LongMapper();
        }
        if (type == double.class || type == Double.class) {
            return new DoubleMapper();
        }
        if (type == BigDecimal.class) {
            return new BigDecimalMapper();
        }
        if (type == BigInteger.class) {
            return new BigIntegerMapper();
        }
        if (type == float.class || type == Float.class) {
            return new FloatMapper();
        }
        if (type == short.class || type == Short.class) {
            return new ShortMapper();
        }
        return type == byte.class || type == Byte.class ? new ByteMapper() : null;
    }

    /** The number of an integer, or null if it does not fit. */
    abstract @Nullable T of(long value);

    /** The number of a decimal, or null if it does not fit. */
    abstract @Nullable T of(BigDecimal value);

    /** The current decimal; types that need not be exact do without a BigDecimal. */
    @Nullable
    T decimal(DocumentReader in) {
        return exact(in.decimal());
    }

    @Override
    public final @Nullable T read(DocumentReader in, Reading reading) {
        T value = switch (in.kind()) {
            case INTEGER -> of(in.integer());
            case DECIMAL -> decimal(in);
            default -> {
                in.skip();
                yield null;
            }
        };
        return value == null ? refuse(reading) : value;
    }

    @Override
    final @Nullable T parse(String text, Reading reading) {
        T value = isNumber(text) ? exact(new BigDecimal(text)) : null;
        return value == null ? refuse(reading) : value;
    }

    private @Nullable T exact(BigDecimal value) {
        return isOfReason(value) ? of(value) : null;
    }

    /** Whether a number may be worked with: it takes no more than {@link #MOST_DIGITS} on either side of its point. */
    static boolean isOfReason(BigDecimal value) {
        long magnitude = (long) value.precision() - value.scale();
        return Math.abs(magnitude) <= MOST_DIGITS && Math.abs((long) value.scale()) <= MOST_DIGITS;
    }

    /** Whether a text is a number of JSON (RFC 8259, section 6), and of a reasonable length. */
    private static boolean isNumber(String text) {
        return text.length() <= MOST_DIGITS && Grammar.NUMBER.matcher(text).matches();
    }

    /** Held apart so that a start that parses no number pays for no pattern. */
    private static final class Grammar {
        static final java.util.regex.Pattern NUMBER =
                java.util.regex.Pattern.compile("-?(0|[1-9][0-9]*)(\\.[0-9]+)?([eE][+-]?[0-9]{1,9})?");
    }

    @Override
    String format(T value) {
        return value.toString();
    }

    @Override
    public final String expected() {
        return expected;
    }

    /** Integers of a fixed width. */
    private abstract static class FixedMapper<T extends Number> extends NumberMapper<T> {
        private final long least;
        private final long most;

        FixedMapper(long least, long most) {
            super("an integer between " + least + " and " + most);
            this.least = least;
            this.most = most;
        }

        abstract T cast(long value);

        @Override
        final @Nullable T of(long value) {
            return value < least || value > most ? null : cast(value);
        }

        @Override
        final @Nullable T of(BigDecimal value) {
            try {
                return of(value.longValueExact());
            } catch (ArithmeticException notIntegral) {
                return null;
            }
        }

        @Override
        public final void write(T value, DocumentWriter out) {
            out.integer(value.longValue());
        }
    }

    private static final class IntMapper extends FixedMapper<Integer> {
        IntMapper() {
            super(Integer.MIN_VALUE, Integer.MAX_VALUE);
        }

        @Override
        Integer cast(long value) {
            return (int) value;
        }
    }

    private static final class LongMapper extends FixedMapper<Long> {
        LongMapper() {
            super(Long.MIN_VALUE, Long.MAX_VALUE);
        }

        @Override
        Long cast(long value) {
            return value;
        }
    }

    private static final class ShortMapper extends FixedMapper<Short> {
        ShortMapper() {
            super(Short.MIN_VALUE, Short.MAX_VALUE);
        }

        @Override
        Short cast(long value) {
            return (short) value;
        }
    }

    private static final class ByteMapper extends FixedMapper<Byte> {
        ByteMapper() {
            super(Byte.MIN_VALUE, Byte.MAX_VALUE);
        }

        @Override
        Byte cast(long value) {
            return (byte) value;
        }
    }

    private static final class DoubleMapper extends NumberMapper<Double> {
        DoubleMapper() {
            super("a number");
        }

        @Override
        @SuppressWarnings("NullAway") // a Double that may be absent: null is what a refused value is
        @Nullable
        Double decimal(DocumentReader in) {
            double value = in.floating();
            return Double.isFinite(value) ? (Double) value : null;
        }

        @Override
        Double of(long value) {
            return (double) value;
        }

        @Override
        @SuppressWarnings("NullAway") // as above
        @Nullable
        Double of(BigDecimal value) {
            double rounded = value.doubleValue();
            return Double.isFinite(rounded) ? (Double) rounded : null;
        }

        @Override
        public void write(Double value, DocumentWriter out) {
            out.floating(value);
        }
    }

    private static final class FloatMapper extends NumberMapper<Float> {
        FloatMapper() {
            super("a number");
        }

        @Override
        Float of(long value) {
            return (float) value;
        }

        @Override
        @SuppressWarnings("NullAway") // as above
        @Nullable
        Float of(BigDecimal value) {
            float rounded = value.floatValue();
            return Float.isFinite(rounded) ? (Float) rounded : null;
        }

        @Override
        public void write(Float value, DocumentWriter out) {
            if (!Float.isFinite(value)) {
                throw new IllegalArgumentException("a number must be finite to be written");
            }
            out.decimal(new BigDecimal(value.toString())); // not as a double: 0.1f would become 0.10000000149011612
        }
    }

    private static final class BigDecimalMapper extends NumberMapper<BigDecimal> {
        BigDecimalMapper() {
            super("a number");
        }

        @Override
        BigDecimal of(long value) {
            return BigDecimal.valueOf(value);
        }

        @Override
        BigDecimal of(BigDecimal value) {
            return value;
        }

        @Override
        public void write(BigDecimal value, DocumentWriter out) {
            out.decimal(value);
        }
    }

    private static final class BigIntegerMapper extends NumberMapper<BigInteger> {
        BigIntegerMapper() {
            super("an integer");
        }

        @Override
        BigInteger of(long value) {
            return BigInteger.valueOf(value);
        }

        @Override
        @Nullable
        BigInteger of(BigDecimal value) {
            try {
                return value.toBigIntegerExact();
            } catch (ArithmeticException notIntegral) {
                return null;
            }
        }

        @Override
        public void write(BigInteger value, DocumentWriter out) {
            out.integer(value);
        }
    }
}
