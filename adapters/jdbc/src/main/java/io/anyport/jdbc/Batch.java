package io.anyport.jdbc;

import io.anyport.store.Limits;

/** How many rows one statement asks for: drivers may hold all of them in memory, whole documents, before the first is read. */
final class Batch {

    static final int FIRST = 64;
    static final int MOST = 128;

    private Batch() {}

    /**
     * The size of the next batch: what should fill the page, and one more to know whether there is more.
     *
     * @param rows how many have been read
     * @param bytes their size
     * @param limit how many are wanted
     */
    static int size(int rows, long bytes, int limit) {
        int left = limit + 1 - rows;
        if (rows == 0) {
            return Math.min(left, FIRST);
        }
        long fitting = (Limits.MOST_PAGE_BYTES - bytes) * rows / Math.max(1, bytes) + 1;
        return (int) Math.max(1, Math.min(fitting, Math.min(left, MOST)));
    }
}
