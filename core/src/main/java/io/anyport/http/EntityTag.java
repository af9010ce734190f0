package io.anyport.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/**
 * An entity tag (RFC 9110, section 8.8.3): what tells one representation of a resource from another.
 *
 * @param opaque what stands between the quotes: visible characters of ISO-8859-1 without a quote, up to 1,000
 * @param isWeak whether the tag stands for representations that mean the same rather than are the same bytes
 */
public record EntityTag(String opaque, boolean isWeak) {

    private static final int LIMIT = 1_000;

    /**
     * Checks the characters.
     *
     * @param opaque what stands between the quotes
     * @param isWeak whether equal bytes are not promised
     * @throws IllegalArgumentException if a character is not allowed, or there are more than 1,000
     */
    public EntityTag {
        if (opaque.length() > LIMIT) {
            throw new IllegalArgumentException(
                    "opaque must have at most " + LIMIT + " characters, has " + opaque.length());
        }
        for (int i = 0; i < opaque.length(); i++) {
            if (!isAllowed(opaque.charAt(i))) {
                throw new IllegalArgumentException(
                        "opaque must be visible characters of ISO-8859-1 without a quote, is not at " + i + " of "
                                + opaque.length());
            }
        }
    }

    /**
     * A strong tag.
     *
     * @param opaque what stands between the quotes
     * @return the tag
     * @throws IllegalArgumentException if a character is not allowed, or there are more than 1,000
     */
    public static EntityTag strong(String opaque) {
        return new EntityTag(opaque, false);
    }

    /**
     * A weak tag.
     *
     * @param opaque what stands between the quotes
     * @return the tag
     * @throws IllegalArgumentException if a character is not allowed, or there are more than 1,000
     */
    public static EntityTag weak(String opaque) {
        return new EntityTag(opaque, true);
    }

    /**
     * The strong tag of a record's version: its decimal digits, which {@link Precondition#version} understands. It fits where the
     * representation is a function of the record alone.
     *
     * @param version the version, which must not be negative
     * @return the tag
     * @throws IllegalArgumentException if the version is negative
     */
    public static EntityTag ofVersion(long version) {
        if (version < 0) {
            throw new IllegalArgumentException("version must be >= 0, is " + version);
        }
        return strong(Long.toString(version));
    }

    /**
     * The tag that a field's value is.
     *
     * @param text such as {@code "7"}, with its quotes, or {@code W/"7"}
     * @return empty if the text is no tag
     */
    public static Optional<EntityTag> parse(String text) {
        var tags = list(text);
        return tags == null || tags.size() != 1 || !tags.get(0).toString().equals(text)
                ? Optional.empty()
                : Optional.of(tags.get(0));
    }

    /**
     * {@return the tags of a list, or null if it is malformed} A backslash escapes nothing in a tag, so that this is not the list of
     * other fields.
     */
    static @Nullable List<EntityTag> list(String text) {
        var tags = new ArrayList<EntityTag>(1);
        int at = 0;
        while (at < text.length()) {
            char c = text.charAt(at);
            if (c == ' ' || c == '\t' || c == ',') {
                at++;
                continue;
            }
            boolean isWeak = text.startsWith("W/\"", at);
            int start = isWeak ? at + 3 : at + 1;
            int end = text.indexOf('"', start);
            if ((!isWeak && c != '"') || end < 0 || !isOpaque(text, start, end) || !endsElement(text, end + 1)) {
                return null;
            }
            tags.add(new EntityTag(text.substring(start, end), isWeak));
            at = end + 1;
        }
        return tags;
    }

    private static boolean isOpaque(String text, int start, int end) {
        for (int i = start; i < end; i++) {
            if (!isAllowed(text.charAt(i))) {
                return false;
            }
        }
        return end - start <= LIMIT;
    }

    private static boolean isAllowed(char c) {
        return c > ' ' && c != '"' && c != 0x7f && c <= 0xff;
    }

    private static boolean endsElement(String text, int at) {
        int i = at;
        while (i < text.length() && (text.charAt(i) == ' ' || text.charAt(i) == '\t')) {
            i++;
        }
        return i == text.length() || text.charAt(i) == ',';
    }

    /**
     * The strong comparison: the same bytes (RFC 9110, section 8.8.3.2).
     *
     * @param other the other tag
     * @return whether both are strong, with the same text
     */
    public boolean isSameBytesAs(EntityTag other) {
        return !isWeak && !other.isWeak && opaque.equals(other.opaque);
    }

    /**
     * The weak comparison: the same meaning (RFC 9110, section 8.8.3.2).
     *
     * @param other the other tag
     * @return whether both have the same text, be they strong or weak
     */
    public boolean isEquivalentTo(EntityTag other) {
        return opaque.equals(other.opaque);
    }

    /** {@return the version that a strong tag of {@link #ofVersion} stands for; empty for any other tag} */
    OptionalLong version() {
        boolean isNumber = !isWeak && !opaque.isEmpty() && opaque.length() <= 19;
        for (int i = 0; i < opaque.length() && isNumber; i++) {
            isNumber = opaque.charAt(i) >= '0' && opaque.charAt(i) <= '9';
        }
        if (!isNumber || (opaque.length() > 1 && opaque.charAt(0) == '0')) {
            return OptionalLong.empty();
        }
        try {
            return OptionalLong.of(Long.parseLong(opaque));
        } catch (NumberFormatException tooLarge) {
            return OptionalLong.empty();
        }
    }

    /** {@return the tag as it stands in a field, with its quotes} */
    @Override
    public String toString() {
        return (isWeak ? "W/\"" : "\"") + opaque + "\"";
    }
}
