package io.anyport.undertow;

import java.util.concurrent.atomic.AtomicLong;

/**
 * A part of the heap that is given to something, in bytes. A quarter of it is kept for what takes little; and what is alone may be larger
 * than all of it, since it would never fit. Thread-safe.
 */
final class Room {

    /** What is little. */
    static final int LITTLE = 32 * 1024;

    private final long most;
    private final AtomicLong taken = new AtomicLong();

    Room(long most) {
        this.most = most;
    }

    /** Takes some more for something that has some. {@return whether there was enough; otherwise nothing is taken} */
    boolean take(long more, long had) {
        long sum = taken.addAndGet(more);
        if (isEnough(sum, more + had)) {
            return true;
        }
        taken.addAndGet(-more);
        return false;
    }

    /** {@return whether there is enough for something at the moment} */
    boolean has(long size) {
        return isEnough(taken.get() + size, size);
    }

    private boolean isEnough(long sum, long size) {
        return sum <= (size <= LITTLE ? most : most - most / 4) || sum == size;
    }

    /** Gives some back. */
    void give(long less) {
        taken.addAndGet(-less);
    }
}
