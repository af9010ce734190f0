package io.anyport.store.engine;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.IndexSpec;
import io.anyport.store.Key;
import io.anyport.store.KeyPart;
import io.anyport.store.TableSpec;
import java.util.Arrays;
import org.jspecify.annotations.Nullable;

/**
 * A key as ordered bytes, of a table or of an index. It compares by partition, then by sort key. The arrays are the
 * key's own and must not be changed.
 */
public final class ItemKey implements Comparable<ItemKey> {

    private static final byte[] NONE = {};

    private final byte[] partition;
    private final byte[] sort;
    private int hash; // 0 until it is first asked for; the same whoever makes it

    private ItemKey(byte[] partition, byte[] sort) {
        this.partition = partition;
        this.sort = sort;
    }

    /**
     * A key of bytes that were encoded before.
     *
     * @param partition the partition key
     * @param sort the sort key, empty if there is none
     * @return the key
     */
    public static ItemKey of(byte[] partition, byte[] sort) {
        return new ItemKey(partition, sort);
    }

    /**
     * The bytes of a caller's key.
     *
     * @param spec the table
     * @param key the key
     * @return its bytes
     * @throws IllegalArgumentException if it is no key for the table
     * @throws InvalidInput if it holds a value that cannot be a key
     */
    public static ItemKey of(TableSpec<?> spec, Key key) {
        byte[] partition = spec.partition().encode(key.partition());
        var sort = spec.sort();
        if (sort.isPresent() != key.sort().isPresent()) {
            throw new IllegalArgumentException("table " + spec.name() + " has " + (sort.isPresent() ? "a" : "no")
                    + " sort key, the key that was given has " + (sort.isPresent() ? "none" : "one"));
        }
        return new ItemKey(
                partition, sort.isPresent() ? sort.get().encode(key.sort().get()) : NONE);
    }

    /** The key that a record of some values has in its table. */
    static ItemKey of(TableSpec<?> spec, @Nullable Object[] values) {
        byte[] partition = required(values, spec.partition());
        var sort = spec.sort();
        return new ItemKey(partition, sort.isPresent() ? required(values, sort.get()) : NONE);
    }

    private static byte[] required(@Nullable Object[] values, KeyPart part) {
        byte[] bytes = part.encodeIfPresent(values[part.index()]);
        if (bytes == null) {
            throw InvalidInput.of(part.component(), "a value");
        }
        return bytes;
    }

    /** The key that a record of some values has in an index, or null if it is not in it. */
    static @Nullable ItemKey of(IndexSpec index, @Nullable Object[] values) {
        byte[] partition =
                index.partition().encodeIfPresent(values[index.partition().index()]);
        var sort = index.sort();
        byte[] sortBytes =
                sort.isPresent() ? sort.get().encodeIfPresent(values[sort.get().index()]) : NONE;
        return partition == null || sortBytes == null ? null : new ItemKey(partition, sortBytes);
    }

    /** {@return the bytes of the partition key} */
    public byte[] partition() {
        return partition;
    }

    /** {@return the bytes of the sort key; empty if there is none} */
    public byte[] sort() {
        return sort;
    }

    @Override
    public int compareTo(ItemKey other) {
        int byPartition = Arrays.compareUnsigned(partition, other.partition);
        return byPartition != 0 ? byPartition : Arrays.compareUnsigned(sort, other.sort);
    }

    @Override
    public boolean equals(@Nullable Object other) {
        return other instanceof ItemKey key && Arrays.equals(partition, key.partition) && Arrays.equals(sort, key.sort);
    }

    @Override
    public int hashCode() {
        int known = hash;
        if (known == 0) {
            known = 31 * Arrays.hashCode(partition) + Arrays.hashCode(sort);
            hash = known;
        }
        return known;
    }
}
