package io.anyport.store;

import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * What a query reads: one partition of a table or an index, at most one condition on the sort key, a direction, the
 * size of a page and where it starts. An immutable value; each method answers a changed copy.
 *
 * <p>Values are of the types that the key components have; any number type will do for a number.
 */
public final class Range {

    /** The size of a page if none is given, in records. */
    public static final int DEFAULT_LIMIT = 100;

    /** The largest size of a page, in records. */
    public static final int MOST = 1_000;

    /** The conditions that a sort key can be under. */
    public enum Comparison {
        /** None: the whole partition. */
        ANY,
        /** Equal to the first operand. */
        IS,
        /** Below the first operand. */
        BELOW,
        /** Below the first operand, or equal to it. */
        UP_TO,
        /** Above the first operand. */
        ABOVE,
        /** Above the first operand, or equal to it. */
        FROM,
        /** From the first operand up to the second, both included. */
        BETWEEN,
        /** Text or binary that begins with the first operand. */
        STARTING_WITH
    }

    private final Object partition;
    private final @Nullable String index;
    private final Where where;
    private final boolean backwards;
    private final int limit;
    private final @Nullable String cursor;
    private final Consistency consistency;

    private Range(
            Object partition,
            @Nullable String index,
            Where where,
            boolean backwards,
            int limit,
            @Nullable String cursor,
            Consistency consistency) {
        this.partition = partition;
        this.index = index;
        this.where = where;
        this.backwards = backwards;
        this.limit = limit;
        this.cursor = cursor;
        this.consistency = consistency;
    }

    private record Where(
            Comparison comparison,
            @Nullable Object low,
            @Nullable Object high) {
        static final Where NONE = new Where(Comparison.ANY, null, null);
    }

    /**
     * A whole partition of the table, forwards.
     *
     * @param partition the value of the partition key of the table, or of the index that {@link #on} names; not null
     * @return the range
     */
    public static Range partition(Object partition) {
        Objects.requireNonNull(partition, "partition");
        return new Range(partition, null, Where.NONE, false, DEFAULT_LIMIT, null, Consistency.STRONG);
    }

    /**
     * Reads an index instead of the table. An index may be late: it need not show the latest writes.
     *
     * @param name the name of the index
     * @return a copy
     */
    public Range on(String name) {
        return new Range(partition, Objects.requireNonNull(name, "name"), where, backwards, limit, cursor, consistency);
    }

    /**
     * Demands an exact sort key.
     *
     * @param sort the sort key
     * @return a copy
     * @throws IllegalStateException if the sort key is under a condition already, here and below
     */
    public Range is(Object sort) {
        return where(Comparison.IS, sort, null);
    }

    /**
     * Demands a sort key below a bound.
     *
     * @param bound the bound, itself outside
     * @return a copy
     */
    public Range below(Object bound) {
        return where(Comparison.BELOW, bound, null);
    }

    /**
     * Demands a sort key up to a bound.
     *
     * @param bound the bound, itself inside
     * @return a copy
     */
    public Range upTo(Object bound) {
        return where(Comparison.UP_TO, bound, null);
    }

    /**
     * Demands a sort key above a bound.
     *
     * @param bound the bound, itself outside
     * @return a copy
     */
    public Range above(Object bound) {
        return where(Comparison.ABOVE, bound, null);
    }

    /**
     * Demands a sort key from a bound on.
     *
     * @param bound the bound, itself inside
     * @return a copy
     */
    public Range from(Object bound) {
        return where(Comparison.FROM, bound, null);
    }

    /**
     * Demands a sort key between two bounds, both inside.
     *
     * @param low the lower bound
     * @param high the upper bound, not below the lower one
     * @return a copy
     */
    public Range between(Object low, Object high) {
        return where(Comparison.BETWEEN, low, Objects.requireNonNull(high, "high"));
    }

    /**
     * Demands a sort key that begins with a prefix. Sort keys that are stored as text take a String, binary ones take
     * bytes, and numbers have no prefix.
     *
     * @param prefix the prefix, not empty
     * @return a copy
     */
    public Range startingWith(Object prefix) {
        return where(Comparison.STARTING_WITH, prefix, null);
    }

    private Range where(Comparison comparison, Object low, @Nullable Object high) {
        Objects.requireNonNull(low, "the operand of a condition");
        if (where.comparison() != Comparison.ANY) {
            throw new IllegalStateException("a range takes one condition on the sort key; use between for two bounds");
        }
        return new Range(partition, index, new Where(comparison, low, high), backwards, limit, cursor, consistency);
    }

    /**
     * Reads from the highest sort key down.
     *
     * @return a copy
     */
    public Range backwards() {
        return new Range(partition, index, where, true, limit, cursor, consistency);
    }

    /**
     * Sets the largest number of records on a page.
     *
     * @param records 1 to {@value #MOST}
     * @return a copy
     * @throws IllegalArgumentException if it is outside
     */
    public Range limit(int records) {
        if (records < 1 || records > MOST) {
            throw new IllegalArgumentException("limit must be between 1 and " + MOST + ", not " + records);
        }
        return new Range(partition, index, where, backwards, records, cursor, consistency);
    }

    /**
     * Starts behind a page that the same query has answered; only the limit may differ.
     *
     * @param next the page's cursor
     * @return a copy
     */
    public Range after(String next) {
        return new Range(partition, index, where, backwards, limit, Objects.requireNonNull(next, "next"), consistency);
    }

    /**
     * Starts behind a page that the same query has answered, or at the beginning.
     *
     * @param next the page's cursor, or empty
     * @return a copy
     */
    public Range after(Optional<String> next) {
        return new Range(partition, index, where, backwards, limit, next.orElse(null), consistency);
    }

    /**
     * Lets a query on the table be late, as one on an index always may be: on DynamoDB it costs half.
     *
     * @return a copy
     */
    public Range eventual() {
        return new Range(partition, index, where, backwards, limit, cursor, Consistency.EVENTUAL);
    }

    /** {@return the value of the partition key} */
    public Object partition() {
        return partition;
    }

    /** {@return the name of the index, or empty for the table itself} */
    public Optional<String> index() {
        return Optional.ofNullable(index);
    }

    /** {@return the condition that the sort key is under} */
    public Comparison comparison() {
        return where.comparison();
    }

    /** {@return the first operand of the condition, if it has one} */
    public Optional<Object> low() {
        return Optional.ofNullable(where.low());
    }

    /** {@return the second operand of the condition, if it has one} */
    public Optional<Object> high() {
        return Optional.ofNullable(where.high());
    }

    /** {@return whether it is read from the highest sort key down} */
    public boolean isBackwards() {
        return backwards;
    }

    /** {@return the largest number of records on a page} */
    public int limit() {
        return limit;
    }

    /** {@return the cursor that it starts behind, if any} */
    public Optional<String> cursor() {
        return Optional.ofNullable(cursor);
    }

    /** {@return how fresh the records have to be, if they come from the table itself} */
    public Consistency consistency() {
        return consistency;
    }
}
