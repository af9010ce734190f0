package io.anyport.memory;

import io.anyport.store.engine.Engine;
import io.anyport.store.engine.EngineStore;

/**
 * A store in memory, for unit tests: made in microseconds, gone with the object, and as strict as the real ones, so that
 * a test fails where production would. Thread-safe and linearizable.
 *
 * <p>An index is late: the first query on it after some writes to the table does not see them, the next one does. So code
 * that reads its own writes through an index fails in a test, while code that asks again succeeds. {@link #settle} lets
 * all indexes catch up at once, and {@link MemoryOptions#promptIndexes} keeps them from being late at all. An eventual read
 * is late in the same way: the first one after a write does not see it. Nothing that has expired is removed in time, as
 * elsewhere; no operation shows it. {@link MemoryOptions#faults} makes it fail as real ones do.
 */
public final class MemoryStore extends EngineStore {

    private final MemoryEngine engine;

    /** An empty store with {@linkplain MemoryOptions#standard() standard} options. */
    public MemoryStore() {
        this(MemoryOptions.standard());
    }

    /**
     * An empty store.
     *
     * @param options how it behaves
     */
    public MemoryStore(MemoryOptions options) {
        this(options, new MemoryEngine(options));
    }

    private MemoryStore(MemoryOptions options, MemoryEngine engine) {
        super(
                options.faults()
                        .<Engine>map(faults -> new FaultyEngine(engine, faults))
                        .orElse(engine),
                options.retry());
        this.engine = engine;
    }

    /** Lets all indexes catch up with their tables, as they would after a while. */
    public void settle() {
        engine.settle();
    }
}
