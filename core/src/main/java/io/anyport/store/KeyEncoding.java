package io.anyport.store;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.charset.StandardCharsets;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import org.jspecify.annotations.Nullable;

/**
 * Values as bytes that sort as the values do when they are compared unsigned.
 *
 * <p>A number is its sign, its decimal exponent in one byte, and its digits in pairs. Those of a negative one are
 * complemented and end with a byte above all others, since of two that begin alike the longer one is smaller.
 */
final class KeyEncoding {

    private static final int NEGATIVE = 0x7F;
    private static final int ZERO = 0x80;
    private static final int POSITIVE = 0x81;
    private static final int EXPONENT_BIAS = 130;

    private KeyEncoding() {}

    /** The UTF-8 bytes, or null if the text has a lone surrogate. */
    static byte @Nullable [] text(String text) {
        return Limits.utf8Length(text) < 0 ? null : text.getBytes(StandardCharsets.UTF_8);
    }

    /** The bytes of a normal number. */
    static byte[] number(BigDecimal value) {
        if (value.signum() == 0) {
            return new byte[] {(byte) ZERO};
        }
        String digits = value.unscaledValue().abs().toString();
        boolean negative = value.signum() < 0;
        int end = digits.length();
        while (digits.charAt(end - 1) == '0') {
            end--;
        }
        var bytes = new byte[2 + (end + 1) / 2 + (negative ? 1 : 0)];
        bytes[0] = (byte) (negative ? NEGATIVE : POSITIVE);
        bytes[1] = (byte) (value.precision() - value.scale() - 1 + EXPONENT_BIAS);
        for (int i = 0; i < end; i += 2) {
            int pair = (digits.charAt(i) - '0') * 10 + (i + 1 < end ? digits.charAt(i + 1) - '0' : 0);
            bytes[2 + i / 2] = (byte) (pair + 1);
        }
        if (negative) {
            for (int i = 1; i < bytes.length; i++) {
                bytes[i] = (byte) ~bytes[i];
            }
        }
        return bytes;
    }

    /**
     * The number that was encoded.
     *
     * @throws IllegalArgumentException if none was
     */
    static BigDecimal decodeNumber(byte[] bytes) {
        if (bytes.length == 1 && bytes[0] == (byte) ZERO) {
            return BigDecimal.ZERO;
        }
        boolean negative = bytes.length > 0 && bytes[0] == NEGATIVE;
        int pairs = bytes.length - 2 - (negative ? 1 : 0);
        if (pairs < 1 || (!negative && bytes[0] != (byte) POSITIVE)) {
            throw new IllegalArgumentException("these bytes are no number");
        }
        int mask = negative ? 0xFF : 0;
        var digits = new StringBuilder(2 * pairs);
        for (int i = 0; i < pairs; i++) {
            int pair = ((bytes[2 + i] & 0xFF) ^ mask) - 1;
            if (pair < 0 || pair > 99) {
                throw new IllegalArgumentException("these bytes are no number");
            }
            digits.append((char) ('0' + pair / 10)).append((char) ('0' + pair % 10));
        }
        int exponent = ((bytes[1] & 0xFF) ^ mask) - EXPONENT_BIAS;
        var unscaled = new BigInteger(digits.toString());
        var value = new BigDecimal(negative ? unscaled.negate() : unscaled, digits.length() - 1 - exponent);
        var normal = Limits.normal(value);
        if (normal == null) {
            throw new IllegalArgumentException("these bytes are no number");
        }
        return normal;
    }

    /** {@code Instant.toString} drops zeros at the end, so that {@code 00Z} would come behind {@code 00.5Z}. */
    static String fixedWidth(Instant instant) {
        return FixedWidth.FORMAT.format(instant.atOffset(ZoneOffset.UTC));
    }

    /** Loaded when an Instant is first a key. */
    private static final class FixedWidth {
        static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.nnnnnnnnn'Z'");
    }
}
