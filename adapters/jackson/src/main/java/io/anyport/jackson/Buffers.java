package io.anyport.jackson;

import java.util.concurrent.atomic.AtomicReferenceArray;
import org.jspecify.annotations.Nullable;
import tools.jackson.core.util.BufferRecycler;
import tools.jackson.core.util.RecyclerPool;

/**
 * Keeps the working buffers of one document for the next, in as many places as threads are likely to work at once. A thread
 * looks into one place only: quicker than Jackson's queue, and unlike its thread locals of use to virtual threads.
 */
final class Buffers implements RecyclerPool<BufferRecycler> {

    private static final int PLACES = 64;

    private final transient AtomicReferenceArray<@Nullable BufferRecycler> kept = new AtomicReferenceArray<>(PLACES);

    @Override
    public BufferRecycler acquirePooled() {
        var found = kept.getAndSet(place(), null);
        return found == null ? new BufferRecycler() : found;
    }

    @Override
    public void releasePooled(BufferRecycler recycler) {
        kept.lazySet(place(), recycler);
    }

    private static int place() {
        return (int) Thread.currentThread().getId() & PLACES - 1;
    }
}
