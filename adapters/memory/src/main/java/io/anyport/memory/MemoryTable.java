package io.anyport.memory;

import io.anyport.store.Check;
import io.anyport.store.Condition;
import io.anyport.store.Key;
import io.anyport.store.Page;
import io.anyport.store.Range;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.Item;
import io.anyport.store.engine.ItemKey;
import io.anyport.store.engine.Scan;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table in memory. Records are taken apart before, and put together after, the store's lock is held. */
final class MemoryTable<T> implements Table<T> {

    private final MemoryStore store;
    private final TableSpec<T> spec;
    private final Rows rows;

    MemoryTable(MemoryStore store, TableSpec<T> spec, Rows rows) {
        this.store = store;
        this.spec = spec;
        this.rows = rows;
    }

    @Override
    public TableSpec<T> spec() {
        return spec;
    }

    @Override
    public Optional<T> get(Key key) {
        var itemKey = ItemKey.of(spec, key);
        return Optional.ofNullable(store.locked(() -> Optional.ofNullable(live(rows.get(itemKey))))
                .map(this::record)
                .orElse(null));
    }

    @Override
    public T insert(T record) {
        return write(record, (item, stored) -> {
            var current = live(stored);
            if (current != null) {
                throw failed(Item.keyOf(spec, record), current);
            }
            return 1;
        });
    }

    @Override
    public T put(T record) {
        return write(record, (item, stored) -> stored == null ? 1 : stored.version() + 1);
    }

    @Override
    public T put(T record, Condition condition) {
        var check = Check.of(spec, condition);
        return write(record, (item, stored) -> {
            if (!holds(check, stored)) {
                throw failed(Item.keyOf(spec, record), live(stored));
            }
            return stored == null ? 1 : stored.version() + 1;
        });
    }

    private boolean holds(Check check, @Nullable Row stored) {
        var current = live(stored);
        return current == null
                ? check.holds(Map.of(), 0)
                : check.holds(current.item().document(), current.version());
    }

    @Override
    public T replace(T record) {
        Item.requireVersion(spec);
        return write(record, (item, stored) -> guarded(record, item, stored).version() + 1);
    }

    /** Decides on the version that is written, or throws. */
    private interface Decision {
        long version(Item item, @Nullable Row stored);
    }

    private T write(T record, Decision decision) {
        var item = Item.of(spec, record);
        long version = store.locked(() -> {
            var stored = rows.get(item.key());
            var row = new Row(item, decision.version(item, stored));
            rows.put(stored, row);
            return row.version();
        });
        return Item.withVersion(spec, record, version);
    }

    @Override
    public boolean delete(Key key) {
        var itemKey = ItemKey.of(spec, key);
        return store.locked(() -> remove(rows.get(itemKey)));
    }

    @Override
    public boolean delete(Key key, Condition condition) {
        var check = Check.of(spec, condition);
        var itemKey = ItemKey.of(spec, key);
        return store.locked(() -> {
            var stored = rows.get(itemKey);
            if (!holds(check, stored)) {
                throw failed(key, live(stored));
            }
            return remove(stored);
        });
    }

    private boolean remove(@Nullable Row stored) {
        if (stored != null) {
            rows.remove(stored);
        }
        return live(stored) != null;
    }

    @Override
    public void delete(T record) {
        Item.requireVersion(spec);
        var item = Item.of(spec, record);
        store.locked(() -> {
            rows.remove(guarded(record, item, rows.get(item.key())));
            return true;
        });
    }

    @Override
    public Page<T> query(Range range) {
        var scan = Scan.of(spec, range);
        var found = store.locked(() -> rows.scan(scan, store::isLive));
        var items = new ArrayList<T>(found.rows().size());
        found.rows().forEach(row -> items.add(record(row)));
        return new Page<>(items, Optional.ofNullable(found.next()).map(scan::cursor));
    }

    /** The row that a record was made from. */
    private Row guarded(T record, Item item, @Nullable Row stored) {
        var current = live(stored);
        if (current == null || current.version() != item.version()) {
            throw failed(Item.keyOf(spec, record), current);
        }
        return current;
    }

    private ConditionFailed failed(Key key, @Nullable Row current) {
        return new ConditionFailed(spec.name(), key, current == null ? null : record(current));
    }

    private @Nullable Row live(@Nullable Row row) {
        return row != null && store.isLive(row) ? row : null;
    }

    private T record(Row row) {
        return Item.record(spec, row.item().document(), row.version());
    }
}
