package io.anyport.store.engine;

import io.anyport.store.Limits;

/**
 * Adds up the bytes of the items that a transaction leaves or finds, as DynamoDB counts them: what is deleted, only checked,
 * or replaced does not count. Not thread-safe.
 */
public final class TransactionSize {

    private final String argument;
    private long bytes;

    private TransactionSize(String argument) {
        this.argument = argument;
    }

    /** {@return the size of what writes leave} */
    public static TransactionSize ofWrites() {
        return new TransactionSize("writes");
    }

    /** {@return the size of what gets find} */
    public static TransactionSize ofGets() {
        return new TransactionSize("gets");
    }

    /**
     * Adds an item.
     *
     * @param item its bytes, as of {@link Item#size}
     */
    public void add(int item) {
        bytes += item;
    }

    /**
     * Adds what a change leaves. A token does not count: DynamoDB keeps it elsewhere.
     *
     * @param change the change
     * @param left what it leaves
     */
    public void add(Change<?> change, Item left) {
        if (change.spec() != UsedToken.TABLE) {
            add(left.size());
        }
    }

    /**
     * Refuses what is too large.
     *
     * @throws IllegalArgumentException if it is more than {@link Limits#MOST_TRANSACTED_BYTES}
     */
    public void check() {
        if (bytes > Limits.MOST_TRANSACTED_BYTES) {
            throw new IllegalArgumentException(argument + " must be of items with at most "
                    + Limits.MOST_TRANSACTED_BYTES + " bytes in all, not " + bytes);
        }
    }
}
