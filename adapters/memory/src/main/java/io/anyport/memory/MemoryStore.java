package io.anyport.memory;

import io.anyport.store.Store;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import java.util.Map;
import java.util.Objects;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;

/**
 * A store in memory, for unit tests: made in microseconds, gone with the object, and as strict as the real ones, so that
 * a test fails where production would. Thread-safe and linearizable.
 *
 * <p>An index is late: the first query on it after some writes to the table does not see them, the next one does. So code
 * that reads its own writes through an index fails in a test, while code that asks again succeeds. {@link #settle} lets
 * all indexes catch up at once, and {@link MemoryOptions#promptIndexes} keeps them from being late at all. Nothing that
 * has expired is removed in time, as elsewhere; no operation shows it.
 */
public final class MemoryStore implements Store {

    private final Map<String, Rows> tables = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final MemoryOptions options;
    private boolean closed;

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
        this.options = Objects.requireNonNull(options, "options");
    }

    @Override
    public <T> Table<T> table(TableSpec<T> spec) {
        spec.partition(); // there must be one
        var rows = tables.computeIfAbsent(spec.name(), name -> new Rows(spec, options.lateIndexes()));
        rows.checkSame(spec);
        return new MemoryTable<>(this, spec, rows);
    }

    /** Lets all indexes catch up with their tables, as they would after a while. */
    public void settle() {
        locked(() -> {
            tables.values().forEach(Rows::settle);
            return true;
        });
    }

    /** Runs something while nothing else runs. */
    <R> R locked(Supplier<R> work) {
        lock.lock();
        try {
            if (closed) {
                throw new IllegalStateException("the store is closed");
            }
            return work.get();
        } finally {
            lock.unlock();
        }
    }

    /** Whether a row is there for all that anyone can see. */
    boolean isLive(Row row) {
        return row.item().expiry() > Math.floorDiv(options.clock().millis(), 1000L);
    }

    @Override
    public void close() {
        lock.lock();
        try {
            closed = true;
        } finally {
            lock.unlock();
        }
    }
}
