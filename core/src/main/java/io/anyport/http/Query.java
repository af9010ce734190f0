package io.anyport.http;

import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The parameters of a query, or of a form ({@code application/x-www-form-urlencoded}), decoded and in their order; a name
 * may stand any number of times. Immutable.
 *
 * <p>Parameters are split at each {@code &}, a name from its value at the first {@code =}; a plus sign is a space; a name
 * without a value has an empty one. Decoding is strict: what cannot be decoded exactly is refused with 400.
 */
public final class Query {

    /** No parameters. */
    public static final Query EMPTY = new Query(new String[0]);

    /** Names and values in turn. */
    private final String[] parameters;

    private Query(String[] parameters) {
        this.parameters = parameters;
    }

    /**
     * Decodes a query or a form.
     *
     * @param raw the encoded text, without a question mark
     * @return the parameters
     * @throws ProblemException with 400 if the text cannot be decoded
     */
    public static Query parse(String raw) {
        if (raw.isEmpty()) {
            return EMPTY;
        }
        var parameters = new ArrayList<String>();
        int start = 0;
        while (start <= raw.length()) {
            int ampersand = raw.indexOf('&', start);
            int end = ampersand < 0 ? raw.length() : ampersand;
            if (end > start) {
                addParameter(raw, start, end, parameters);
            }
            start = end + 1;
        }
        return new Query(parameters.toArray(new String[0]));
    }

    private static void addParameter(String raw, int start, int end, List<String> parameters) {
        int equals = raw.indexOf('=', start);
        int nameEnd = equals < 0 || equals > end ? end : equals;
        parameters.add(PercentCoding.decodeQuery(raw, start, nameEnd));
        parameters.add(PercentCoding.decodeQuery(raw, Math.min(nameEnd + 1, end), end));
    }

    /**
     * The first value of a parameter.
     *
     * @param name the parameter's name, in its case
     * @return empty if there is no such parameter
     */
    public Optional<String> first(String name) {
        return Optional.ofNullable(value(name));
    }

    @Nullable
    String value(String name) {
        for (int i = 0; i < parameters.length; i += 2) {
            if (parameters[i].equals(name)) {
                return parameters[i + 1];
            }
        }
        return null;
    }

    /**
     * All values of a parameter, in order.
     *
     * @param name the parameter's name, in its case
     * @return an unmodifiable list, empty if there is no such parameter
     */
    public List<String> all(String name) {
        List<String> values = List.of();
        for (int i = 0; i < parameters.length; i += 2) {
            if (parameters[i].equals(name)) {
                values = values.isEmpty() ? new ArrayList<>(2) : values;
                values.add(parameters[i + 1]);
            }
        }
        return List.copyOf(values);
    }

    /** {@return the number of parameters} */
    public int size() {
        return parameters.length / 2;
    }

    /**
     * The name of the parameter at a place.
     *
     * @param index from 0, below {@link #size}
     * @return the decoded name
     */
    public String name(int index) {
        return parameters[index * 2];
    }

    /**
     * The value of the parameter at a place.
     *
     * @param index from 0, below {@link #size}
     * @return the decoded value
     */
    public String value(int index) {
        return parameters[index * 2 + 1];
    }

    /** Equal are the same parameters in the same order. */
    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Query that && java.util.Arrays.equals(parameters, that.parameters);
    }

    @Override
    public int hashCode() {
        return java.util.Arrays.hashCode(parameters);
    }

    /** {@return the number of parameters only, since they may be secret} */
    @Override
    public String toString() {
        return "Query[" + size() + "]";
    }
}
