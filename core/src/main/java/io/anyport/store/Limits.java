package io.anyport.store;

import java.math.BigDecimal;
import org.jspecify.annotations.Nullable;

/** What all engines can keep, which is what DynamoDB can. */
public final class Limits {

    /** The largest item, in bytes as DynamoDB counts them. */
    public static final int MOST_ITEM_BYTES = 409_600;

    /** The largest page, in bytes; the item that crosses it is its last. */
    public static final int MOST_PAGE_BYTES = 1 << 20;

    /** The most records that a transaction is about. */
    public static final int MOST_TRANSACTED = 100;

    /** The largest transaction, in bytes of all its items. */
    public static final int MOST_TRANSACTED_BYTES = 4 << 20;

    /** The most records that one request of an engine reads. */
    public static final int MOST_READ = 100;

    /** The most records that one request of an engine writes without a transaction. */
    public static final int MOST_WRITTEN = 25;

    /** The longest name of a member of an object, in bytes. */
    public static final int MOST_NAME_BYTES = 65_535;

    /** The most levels of lists and objects inside an item. */
    public static final int MOST_LEVELS = 31;

    /** Which numbers are accepted, in words. */
    public static final String NUMBER = "a number of at most 38 digits between 1E-130 and 9.99E125";

    /** Which texts are accepted, in words. */
    public static final String TEXT = "text without lone surrogates";

    /** The most significant digits of a number. */
    public static final int MOST_DIGITS = 38;

    private static final int LEAST_EXPONENT = -130;
    private static final int MOST_EXPONENT = 125;

    private Limits() {}

    /**
     * A number in its one normal form: without trailing zeros, and integers without an exponent.
     *
     * @param value any number
     * @return the number, or null if it is one that cannot be kept
     */
    public static @Nullable BigDecimal normal(BigDecimal value) {
        if (value.signum() == 0) {
            return BigDecimal.ZERO;
        }
        var stripped = value.stripTrailingZeros();
        int exponent = stripped.precision() - stripped.scale() - 1;
        if (stripped.precision() > MOST_DIGITS || exponent < LEAST_EXPONENT || exponent > MOST_EXPONENT) {
            return null;
        }
        return stripped.scale() < 0 ? stripped.setScale(0) : stripped;
    }

    /**
     * The length of text in UTF-8.
     *
     * @param text any text
     * @return its bytes, or -1 if it holds a lone surrogate
     */
    public static int utf8Length(String text) {
        int bytes = text.length();
        for (int i = 0; i < text.length(); i++) {
            char c = text.charAt(i);
            if (c < 0x80) {
                continue;
            }
            bytes += c < 0x800 ? 1 : 2;
            if (Character.isSurrogate(c)) {
                if (Character.isLowSurrogate(c)
                        || i + 1 == text.length()
                        || !Character.isLowSurrogate(text.charAt(i + 1))) {
                    return -1;
                }
                i++; // two chars, four bytes: two are counted as chars, two above
            }
        }
        return bytes;
    }
}
