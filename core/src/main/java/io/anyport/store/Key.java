package io.anyport.store;

import java.util.Arrays;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * The key of one record: the values of its key components, in the types that the components have (any number type will
 * do for a number). An immutable value, as far as its values are.
 */
public final class Key {

    private final Object partition;
    private final @Nullable Object sort;

    private Key(Object partition, @Nullable Object sort) {
        this.partition = partition;
        this.sort = sort;
    }

    /**
     * The key of a record in a table without a sort key.
     *
     * @param partition the partition key, not null
     * @return the key
     */
    public static Key of(Object partition) {
        return new Key(Objects.requireNonNull(partition, "partition"), null);
    }

    /**
     * The key of a record in a table with a sort key.
     *
     * @param partition the partition key, not null
     * @param sort the sort key, not null
     * @return the key
     */
    public static Key of(Object partition, Object sort) {
        return new Key(Objects.requireNonNull(partition, "partition"), Objects.requireNonNull(sort, "sort"));
    }

    /** {@return the partition key} */
    public Object partition() {
        return partition;
    }

    /** {@return the sort key, if there is one} */
    public Optional<Object> sort() {
        return Optional.ofNullable(sort);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof Key key
                && Objects.deepEquals(partition, key.partition)
                && Objects.deepEquals(sort, key.sort);
    }

    @Override
    public int hashCode() {
        return Arrays.deepHashCode(new @Nullable Object[] {partition, sort});
    }

    /** The key for logs: {@code partition} or {@code partition/sort}; binary values by their length only. */
    @Override
    public String toString() {
        return sort == null ? show(partition) : show(partition) + "/" + show(sort);
    }

    private static String show(Object value) {
        return value instanceof byte[] bytes ? bytes.length + " bytes" : value.toString();
    }
}
