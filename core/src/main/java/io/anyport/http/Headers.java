package io.anyport.http;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Optional;
import java.util.function.BiConsumer;
import org.jspecify.annotations.Nullable;

/**
 * Header fields (RFC 9110, section 5) in their order; names are compared without regard to case, and may stand any
 * number of times. Immutable.
 *
 * <p>A name must be a token. A value may hold visible characters of ISO-8859-1, spaces and tabs; anything else, CR, LF
 * and NUL above all, is refused, so that no value can begin another field. White space around a value is dropped.
 */
public final class Headers {

    /** No fields. */
    public static final Headers EMPTY = new Headers(new String[0]);

    /** Names and values in turn. */
    private final String[] fields;

    private Headers(String[] fields) {
        this.fields = fields;
    }

    private static final Headers JSON = of("Content-Type", "application/json");

    /** {@return nothing but a content type} */
    static Headers contentType(String mediaType) {
        return mediaType.equals("application/json") ? JSON : of("Content-Type", mediaType);
    }

    /**
     * Fields from names and values in turn.
     *
     * @param namesAndValues a name, its value, the next name, and so on
     * @return the fields
     * @throws IllegalArgumentException if a name or a value is not allowed, or the last name has no value
     */
    public static Headers of(String... namesAndValues) {
        if (namesAndValues.length % 2 != 0) {
            throw new IllegalArgumentException("namesAndValues must be pairs, are " + namesAndValues.length + " texts");
        }
        if (namesAndValues.length == 0) {
            return EMPTY;
        }
        var fields = new String[namesAndValues.length];
        for (int i = 0; i < fields.length; i += 2) {
            fields[i] = checkName(namesAndValues[i]);
            fields[i + 1] = checkValue(namesAndValues[i], namesAndValues[i + 1]);
        }
        return new Headers(fields);
    }

    /**
     * The first value of a field.
     *
     * @param name the field's name, in any case
     * @return empty if there is no such field
     */
    public Optional<String> first(String name) {
        return Optional.ofNullable(value(name));
    }

    /** {@return the first value of a field, or null} */
    @Nullable
    String value(String name) {
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                return fields[i + 1];
            }
        }
        return null;
    }

    /** {@return the only value of a field, or all of them with commas between them (RFC 9110, section 5.3), or null} */
    @Nullable
    String combined(String name) {
        String combined = null;
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                combined = combined == null ? fields[i + 1] : combined + ", " + fields[i + 1];
            }
        }
        return combined;
    }

    /**
     * All values of a field, in order.
     *
     * @param name the field's name, in any case
     * @return an unmodifiable list, empty if there is no such field
     */
    public List<String> all(String name) {
        var values = new ArrayList<String>(2);
        for (int i = 0; i < fields.length; i += 2) {
            if (fields[i].equalsIgnoreCase(name)) {
                values.add(fields[i + 1]);
            }
        }
        return List.copyOf(values);
    }

    /**
     * Whether there is a field of a name.
     *
     * @param name the field's name, in any case
     * @return true if there is at least one
     */
    public boolean contains(String name) {
        return value(name) != null;
    }

    /** {@return the number of fields} */
    public int size() {
        return fields.length / 2;
    }

    /** {@return whether there are no fields} */
    public boolean isEmpty() {
        return fields.length == 0;
    }

    /**
     * The name of the field at a place.
     *
     * @param index from 0, below {@link #size}
     * @return the name as it was given
     */
    public String name(int index) {
        return fields[index * 2];
    }

    /**
     * The value of the field at a place.
     *
     * @param index from 0, below {@link #size}
     * @return the value
     */
    public String value(int index) {
        return fields[index * 2 + 1];
    }

    /**
     * Calls an action with each name and value, in order.
     *
     * @param action what to call
     */
    public void forEach(BiConsumer<String, String> action) {
        for (int i = 0; i < fields.length; i += 2) {
            action.accept(fields[i], fields[i + 1]);
        }
    }

    /**
     * A copy with one field of the name, which replaces all that there are.
     *
     * @param name the field's name
     * @param value its only value
     * @return the copy
     * @throws IllegalArgumentException if the name or the value is not allowed
     */
    public Headers with(String name, String value) {
        return (contains(name) ? without(name) : this).plus(name, value);
    }

    /**
     * A copy with one more field at the end.
     *
     * @param name the field's name
     * @param value its value
     * @return the copy
     * @throws IllegalArgumentException if the name or the value is not allowed
     */
    public Headers plus(String name, String value) {
        var copy = Arrays.copyOf(fields, fields.length + 2);
        copy[fields.length] = checkName(name);
        copy[fields.length + 1] = checkValue(name, value);
        return new Headers(copy);
    }

    /**
     * A copy with more fields at the end.
     *
     * @param more the fields to add
     * @return the copy
     */
    public Headers plusAll(Headers more) {
        if (more.isEmpty() || isEmpty()) {
            return isEmpty() ? more : this;
        }
        var copy = Arrays.copyOf(fields, fields.length + more.fields.length);
        System.arraycopy(more.fields, 0, copy, fields.length, more.fields.length);
        return new Headers(copy);
    }

    /**
     * A copy without a field.
     *
     * @param name the field's name, in any case
     * @return the copy
     */
    public Headers without(String name) {
        var kept = new String[fields.length];
        int size = 0;
        for (int i = 0; i < fields.length; i += 2) {
            if (!fields[i].equalsIgnoreCase(name)) {
                kept[size++] = fields[i];
                kept[size++] = fields[i + 1];
            }
        }
        return new Headers(Arrays.copyOf(kept, size));
    }

    private static String checkName(String name) {
        if (!Characters.isToken(name)) {
            throw new IllegalArgumentException(
                    "header name must be a token (RFC 9110, 5.6.2), of " + name.length() + " characters");
        }
        return name;
    }

    private static String checkValue(String name, String value) {
        int start = 0;
        int end = value.length();
        while (start < end && isSpace(value.charAt(start))) {
            start++;
        }
        while (start < end && isSpace(value.charAt(end - 1))) {
            end--;
        }
        for (int i = start; i < end; i++) {
            if (!Characters.isFieldValue(value.charAt(i))) {
                throw new IllegalArgumentException("header " + name + " must not have the character U+"
                        + Integer.toHexString(value.charAt(i)) + " at " + i + " of " + value.length());
            }
        }
        return value.substring(start, end);
    }

    private static boolean isSpace(char c) {
        return c == ' ' || c == '\t';
    }

    /** Equal are the same names, without regard to case, with the same values, in the same order. */
    @Override
    public boolean equals(@Nullable Object other) {
        if (!(other instanceof Headers that) || that.fields.length != fields.length) {
            return false;
        }
        for (int i = 0; i < fields.length; i += 2) {
            if (!fields[i].equalsIgnoreCase(that.fields[i]) || !fields[i + 1].equals(that.fields[i + 1])) {
                return false;
            }
        }
        return true;
    }

    @Override
    public int hashCode() {
        int hash = 1;
        for (int i = 0; i < fields.length; i += 2) {
            hash = 31 * (31 * hash + fields[i].toLowerCase(Locale.ROOT).hashCode()) + fields[i + 1].hashCode();
        }
        return hash;
    }

    /** {@return the names only, since values may be secret} */
    @Override
    public String toString() {
        var names = new StringBuilder("Headers[");
        for (int i = 0; i < fields.length; i += 2) {
            names.append(i == 0 ? "" : ", ").append(fields[i]);
        }
        return names.append(']').toString();
    }
}
