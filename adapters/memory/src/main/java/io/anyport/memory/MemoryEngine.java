package io.anyport.memory;

import io.anyport.store.Get;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.Change;
import io.anyport.store.engine.Engine;
import io.anyport.store.engine.Item;
import io.anyport.store.engine.Lookup;
import io.anyport.store.engine.TransactionSize;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.locks.ReentrantLock;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** All that a memory store holds, behind one lock. */
final class MemoryEngine implements Engine {

    private final Map<String, Rows> tables = new ConcurrentHashMap<>();
    private final ReentrantLock lock = new ReentrantLock();
    private final MemoryOptions options;
    private boolean closed;

    MemoryEngine(MemoryOptions options) {
        this.options = options;
    }

    @Override
    public <T> MemoryTable<T> table(TableSpec<T> spec) {
        return new MemoryTable<>(
                this, spec, tables.computeIfAbsent(spec.name(), name -> new Rows(spec, options.lateIndexes())));
    }

    @Override
    public void transact(List<Change<?>> changes, @Nullable String token) {
        locked(() -> {
            prepare(changes); // none fails after another was made
            changes.forEach(change -> table(change.spec()).make(change));
            return true;
        });
    }

    private void prepare(List<Change<?>> changes) {
        var size = TransactionSize.ofWrites();
        for (var change : changes) {
            var left = table(change.spec()).prepare(change);
            if (left != null) {
                size.add(change, left);
            }
        }
        size.check();
    }

    @Override
    public boolean keepsTokens() {
        return false;
    }

    @Override
    public List<@Nullable Object> transactGet(List<? extends Get<?>> gets) {
        var size = TransactionSize.ofGets();
        var found = locked(() -> {
            var some = new ArrayList<@Nullable Object>(gets.size());
            gets.forEach(get -> some.add(table(get.spec()).get(Lookup.of(get.spec(), get.key()), size)));
            return some;
        });
        size.check();
        return found;
    }

    @Override
    public Clock clock() {
        return options.clock();
    }

    /** Lets all indexes catch up. */
    void settle() {
        locked(() -> {
            tables.values().forEach(Rows::settle);
            return true;
        });
    }

    /** Runs something while nothing else runs. */
    <R extends @Nullable Object> R locked(Supplier<R> work) {
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
        return row.item().expiry() == Item.NEVER
                || row.item().expiry() > Math.floorDiv(options.clock().millis(), 1000L);
    }

    @Nullable
    Row live(@Nullable Row row) {
        return row != null && isLive(row) ? row : null;
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
