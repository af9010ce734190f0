package io.anyport.store.engine;

import io.anyport.store.Condition;
import io.anyport.store.Consistency;
import io.anyport.store.Key;
import io.anyport.store.Limits;
import io.anyport.store.Page;
import io.anyport.store.Range;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Update;
import io.anyport.store.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.HashSet;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;

/** A table on any engine. */
final class EngineTable<T> implements Table<T> {

    private final TableSpec<T> spec;
    private final TableEngine<T> engine;
    private final Retries retries;

    EngineTable(TableSpec<T> spec, TableEngine<T> engine, Retries retries) {
        this.spec = spec;
        this.engine = engine;
        this.retries = retries;
    }

    @Override
    public TableSpec<T> spec() {
        return spec;
    }

    TableEngine<T> engine() {
        return engine;
    }

    @Override
    public Optional<T> get(Key key) {
        return get(key, Consistency.STRONG);
    }

    @Override
    public Optional<T> get(Key key, Consistency consistency) {
        Objects.requireNonNull(consistency, "consistency");
        var lookup = Lookup.of(spec, key);
        return retries.repeatable(() -> Optional.ofNullable(engine.get(lookup, consistency)));
    }

    @Override
    public Map<Key, T> getAll(Collection<Key> keys) {
        var lookups = new LinkedHashMap<ItemKey, Lookup>(2 * keys.size());
        for (var key : keys) {
            var lookup = Lookup.of(spec, key);
            lookups.putIfAbsent(lookup.itemKey(), lookup);
        }
        var found = new HashMap<ItemKey, T>(2 * lookups.size());
        batches()
                .run(
                        List.copyOf(lookups.values()),
                        Limits.MOST_READ,
                        batch -> retries.repeatable(() -> engine.getAll(batch, found)));
        var inOrder = new LinkedHashMap<Key, T>(2 * found.size());
        for (var lookup : lookups.values()) {
            T record = found.get(lookup.itemKey());
            if (record != null) {
                inOrder.put(lookup.key(), record);
            }
        }
        return inOrder;
    }

    private Batches batches() {
        return new Batches(spec.name(), retries);
    }

    @Override
    public T insert(T record) {
        return put(Objects.requireNonNull(record, "record"), Change.put(spec, record, Guard.ABSENT));
    }

    @Override
    public T put(T record) {
        return put(Objects.requireNonNull(record, "record"), Change.put(spec, record, Guard.NONE));
    }

    @Override
    public T put(T record, Condition condition) {
        return put(
                Objects.requireNonNull(record, "record"),
                Change.put(spec, record, Guard.NONE.and(spec, Objects.requireNonNull(condition, "condition"))));
    }

    @Override
    public T replace(T record) {
        return put(Objects.requireNonNull(record, "record"), Change.replace(spec, record));
    }

    @Override
    public T replace(T record, Condition condition) {
        return put(
                Objects.requireNonNull(record, "record"),
                Change.put(spec, record, Guard.PRESENT.and(spec, Objects.requireNonNull(condition, "condition"))));
    }

    private T put(T record, Change<T> change) {
        return Item.withVersion(spec, record, retries.<Long>once(() -> engine.put(change)));
    }

    @Override
    public T update(Key key, Update update) {
        return update(Change.of(Write.update(spec, key, update)));
    }

    @Override
    public T update(Key key, Update update, Condition condition) {
        return update(Change.of(Write.update(spec, key, update, condition)));
    }

    private T update(Change<T> change) {
        return retries.once(() -> engine.update(change));
    }

    @Override
    public void writeAll(Collection<Write<T>> writes) {
        var changes = new ArrayList<Change<T>>(writes.size());
        var keys = new HashSet<ItemKey>();
        for (var write : writes) {
            var change = Change.of(write);
            boolean plain = change.action() == Change.Action.PUT || change.action() == Change.Action.DELETE;
            if (!plain || !change.guard().isNone() || !write.spec().name().equals(spec.name())) {
                throw new IllegalArgumentException(
                        write + " is no put or delete without a condition on table " + spec.name());
            }
            if (!keys.add(change.itemKey())) {
                throw new IllegalArgumentException("writes are of one record twice: " + write);
            }
            changes.add(change);
        }
        writeChanges(changes);
    }

    void writeChanges(List<Change<T>> changes) {
        batches().run(changes, Limits.MOST_WRITTEN, batch -> retries.once(() -> engine.writeAll(batch)));
    }

    @Override
    public long removeExpired() {
        long removed = 0;
        while (spec.expiry().isPresent()) {
            int some = retries.repeatable(engine::removeExpired);
            removed += some;
            if (some == 0) {
                break;
            }
        }
        return removed;
    }

    @Override
    public boolean delete(Key key) {
        return delete(Change.of(Write.delete(spec, key)));
    }

    @Override
    public boolean delete(Key key, Condition condition) {
        return delete(Change.of(Write.delete(spec, key, condition)));
    }

    @Override
    public void delete(T record) {
        delete(Change.of(Write.delete(spec, record)));
    }

    private boolean delete(Change<T> change) {
        return retries.once(() -> engine.delete(change));
    }

    @Override
    public Page<T> query(Range range) {
        var scan = Scan.of(spec, Objects.requireNonNull(range, "range"));
        var found = retries.repeatable(() -> engine.query(scan));
        return new Page<>(found.items(), Optional.ofNullable(found.next()).map(scan::cursor));
    }
}
