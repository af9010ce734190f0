package io.anyport.memory;

import io.anyport.store.Consistency;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.Change;
import io.anyport.store.engine.Item;
import io.anyport.store.engine.ItemKey;
import io.anyport.store.engine.Lookup;
import io.anyport.store.engine.Scan;
import io.anyport.store.engine.TableEngine;
import io.anyport.store.engine.TransactionSize;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** A table in memory. Records are taken apart before, and put together after, the engine's lock is held. */
final class MemoryTable<T> implements TableEngine<T> {

    private static final int CHUNK = 1_000;

    private final MemoryEngine engine;
    private final TableSpec<T> spec;
    private final Rows rows;

    MemoryTable(MemoryEngine engine, TableSpec<T> spec, Rows rows) {
        this.engine = engine;
        this.spec = spec;
        this.rows = rows;
    }

    @Override
    public @Nullable T get(Lookup key, Consistency consistency) {
        var row = engine.locked(() -> read(key, consistency));
        return row == null ? null : record(row);
    }

    /** A record that is read together with others. The lock is held. */
    @Nullable
    T get(Lookup key, TransactionSize size) {
        var row = read(key, Consistency.STRONG);
        if (row == null) {
            return null;
        }
        size.add(row.item().size());
        return record(row);
    }

    private @Nullable Row read(Lookup key, Consistency consistency) {
        var row = consistency == Consistency.STRONG ? rows.get(key.itemKey()) : rows.getLate(key.itemKey());
        return engine.live(row);
    }

    @Override
    public List<Lookup> getAll(List<Lookup> keys, Map<ItemKey, T> found) {
        var there = engine.locked(() -> {
            var some = new ArrayList<@Nullable Row>(keys.size());
            keys.forEach(key -> some.add(read(key, Consistency.STRONG)));
            return some;
        });
        for (int i = 0; i < keys.size(); i++) {
            var row = there.get(i);
            if (row != null) {
                found.put(keys.get(i).itemKey(), record(row));
            }
        }
        return List.of();
    }

    @Override
    public long put(Change<T> change) {
        return engine.locked(() -> {
            check(change);
            return apply(change).version();
        });
    }

    @Override
    public T update(Change<T> change) {
        return record(engine.locked(() -> {
            check(change);
            return apply(change);
        }));
    }

    @Override
    public boolean delete(Change<T> change) {
        return engine.locked(() -> {
            check(change);
            return remove(change);
        });
    }

    @Override
    public List<Change<T>> writeAll(List<Change<T>> changes) {
        engine.locked(() -> {
            changes.forEach(this::make);
            return true;
        });
        return List.of();
    }

    /** Refuses a change that its guard does not allow. The lock is held. */
    private void check(Change<?> change) {
        var current = engine.live(rows.get(change.itemKey()));
        boolean allowed = current == null
                ? change.guard().allowsAbsent()
                : change.guard().allows(current.item().document(), current.version());
        if (!allowed) {
            throw change.failed(current == null ? null : record(current));
        }
    }

    /** Refuses a change that its guard does not allow, or that would be beyond a limit; answers what it leaves. The lock is held. */
    @Nullable
    Item prepare(Change<?> change) {
        check(change);
        return switch (change.action()) {
            case PUT, UPDATE -> next(change, rows.get(change.itemKey())).item();
            case DELETE, CHECK -> null;
        };
    }

    /** Makes a change that is allowed. The lock is held. */
    void make(Change<?> change) {
        switch (change.action()) {
            case PUT, UPDATE -> apply(change);
            case DELETE -> remove(change);
            case CHECK -> {}
        }
    }

    private Row apply(Change<?> change) {
        var stored = rows.get(change.itemKey());
        var row = next(change, stored);
        rows.put(stored, row);
        return row;
    }

    private Row next(Change<?> change, @Nullable Row stored) {
        if (change.action() == Change.Action.PUT) {
            return new Row(change.item(), change.nextVersion(stored == null ? 0 : stored.version()));
        }
        var current = engine.live(stored);
        return current == null
                ? new Row(change.item(), 1)
                : new Row(change.updated(current.item().document()), current.version() + 1);
    }

    private boolean remove(Change<?> change) {
        var stored = rows.get(change.itemKey());
        if (stored != null) {
            rows.remove(stored);
        }
        return engine.live(stored) != null;
    }

    @Override
    public Found<T> query(Scan scan) {
        var found = engine.locked(() -> rows.scan(scan, engine::isLive));
        var items = new ArrayList<T>(found.rows().size());
        found.rows().forEach(row -> items.add(record(row)));
        return new Found<>(items, found.next());
    }

    @Override
    public int removeExpired() {
        return engine.locked(() -> rows.removeAll(row -> !engine.isLive(row)));
    }

    @Override
    public Chunk<T> chunk(@Nullable String after) {
        int from = after == null ? 0 : Integer.parseInt(after);
        var all = engine.locked(() -> rows.all(engine::isLive));
        var items = new ArrayList<T>();
        all.stream().skip(from).limit(CHUNK).forEach(row -> items.add(record(row)));
        int next = from + items.size();
        return new Chunk<>(items, next < all.size() ? Integer.toString(next) : null);
    }

    private T record(Row row) {
        return Item.record(spec, row.item().document(), row.version());
    }
}
