package io.anyport.junit;

import static io.anyport.junit.ModelCondition.compare;

import io.anyport.store.Condition;
import io.anyport.store.Consistency;
import io.anyport.store.Key;
import io.anyport.store.Page;
import io.anyport.store.Range;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Update;
import io.anyport.store.Write;
import java.util.ArrayList;
import java.util.Collection;
import java.util.Comparator;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table of the model: rows in a map, looked through one by one. */
final class ModelTable<T> implements Table<T> {

    private final ModelStore store;
    private final TableSpec<T> spec;
    private final Class<T> type;

    ModelTable(ModelStore store, TableSpec<T> spec) {
        this.store = store;
        this.spec = spec;
        this.type = spec.mapper().type();
    }

    @Override
    public TableSpec<T> spec() {
        return spec;
    }

    private Map<Key, ModelRow> rows() {
        return store.rows(spec.name());
    }

    private @Nullable ModelRow live(Key key) {
        var row = rows().get(key);
        return row != null && row.isLive(spec, store.clock()) ? row : null;
    }

    @Override
    public Optional<T> get(Key key) {
        synchronized (store) {
            return Optional.ofNullable(live(key)).map(row -> row.record(type));
        }
    }

    @Override
    public Optional<T> get(Key key, Consistency consistency) {
        return get(key);
    }

    @Override
    public Map<Key, T> getAll(Collection<Key> keys) {
        var found = new LinkedHashMap<Key, T>();
        keys.forEach(key -> get(key).ifPresent(record -> found.put(key, record)));
        return found;
    }

    @Override
    public T insert(T record) {
        return written(Write.insert(spec, record));
    }

    @Override
    public T put(T record) {
        return written(Write.put(spec, record));
    }

    @Override
    public T put(T record, Condition condition) {
        return written(Write.put(spec, record, condition));
    }

    @Override
    public T replace(T record) {
        return written(Write.replace(spec, record));
    }

    @Override
    public T replace(T record, Condition condition) {
        return written(Write.replace(spec, record, condition));
    }

    @Override
    public T update(Key key, Update update) {
        return written(Write.update(spec, key, update));
    }

    @Override
    public T update(Key key, Update update, Condition condition) {
        return written(Write.update(spec, key, update, condition));
    }

    private T written(Write<T> write) {
        synchronized (store) {
            prepare(write);
            return Optional.ofNullable(make(write)).orElseThrow().record(type);
        }
    }

    @Override
    public boolean delete(Key key) {
        return deleted(Write.delete(spec, key));
    }

    @Override
    public boolean delete(Key key, Condition condition) {
        return deleted(Write.delete(spec, key, condition));
    }

    @Override
    public void delete(T record) {
        deleted(Write.delete(spec, record));
    }

    private boolean deleted(Write<T> write) {
        synchronized (store) {
            boolean there = live(keyOf(write)) != null;
            make(write);
            return there;
        }
    }

    @Override
    public void writeAll(Collection<Write<T>> writes) {
        synchronized (store) {
            writes.forEach(this::make);
        }
    }

    @Override
    public long removeExpired() {
        synchronized (store) {
            long before = rows().size();
            rows().values().removeIf(row -> !row.isLive(spec, store.clock()));
            return before - rows().size();
        }
    }

    /** Refuses what could never be made. */
    void prepare(Write<T> write) {
        write.update()
                .filter(Update::isInserting)
                .ifPresent(update -> fresh(keyOf(write)).changed(spec, update));
    }

    /** Makes a write; answers what is stored then. */
    @Nullable
    ModelRow make(Write<T> write) {
        var key = keyOf(write);
        var live = live(key);
        if (!isAllowed(write, live)) {
            throw new ConditionFailed(spec.name(), key, live == null ? null : live.record(type));
        }
        long stored = Optional.ofNullable(rows().get(key)).map(this::version).orElse(0L);
        var next = switch (write.kind()) {
            case INSERT -> numbered(ModelRow.of((Record) write.record().orElseThrow()), 1);
            case PUT, REPLACE -> numbered(ModelRow.of((Record) write.record().orElseThrow()), stored + 1);
            case UPDATE -> updated(key, live, write.update().orElseThrow());
            case DELETE, DELETE_VERSION -> null;
            case CHECK -> rows().get(key);
        };
        if (next == null) {
            rows().remove(key);
        } else {
            rows().put(key, next);
        }
        return next;
    }

    private boolean isAllowed(Write<T> write, @Nullable ModelRow live) {
        boolean fits = switch (write.kind()) {
            case INSERT -> live == null;
            case REPLACE, DELETE_VERSION ->
                live != null
                        && (write.condition().isPresent()
                                || version(live)
                                        == version(ModelRow.of(
                                                (Record) write.record().orElseThrow())));
            case UPDATE -> live != null || write.update().orElseThrow().isInserting();
            case PUT, DELETE, CHECK -> true;
        };
        var values = live == null ? Map.<String, Object>of() : live.values();
        return fits
                && write.condition().map(c -> ModelCondition.holds(c, values)).orElse(true);
    }

    private ModelRow updated(Key key, @Nullable ModelRow live, Update update) {
        if (live == null) {
            return numbered(complete(fresh(key).changed(spec, update), update), 1);
        }
        var changed = live.changed(spec, update);
        return numbered(update.isInserting() ? complete(changed, update) : changed, version(live) + 1);
    }

    private ModelRow fresh(Key key) {
        var row = new ModelRow(Map.of()).with(spec.partition().component(), key.partition());
        return spec.sort().isEmpty()
                ? row
                : row.with(spec.sort().get().component(), key.sort().orElseThrow());
    }

    /** With the empty values of its record for what is missing, unless the update says nothing shall be there. */
    private ModelRow complete(ModelRow row, Update update) {
        var all = ModelRow.of((Record) row.record(type));
        for (var value : row.values().entrySet()) {
            all = all.with(value.getKey(), value.getValue());
        }
        for (var step : update.steps()) {
            all = step.kind() == Update.Kind.REMOVE ? all.without(step.component()) : all;
        }
        return all;
    }

    private ModelRow numbered(ModelRow row, long version) {
        return spec.version().isEmpty() ? row : row.with(versionName(), version);
    }

    private long version(ModelRow row) {
        return spec.version().isPresent() && row.values().get(versionName()) instanceof Number number
                ? number.longValue()
                : 0;
    }

    private String versionName() {
        return spec.mapper().component(spec.version().getAsInt()).name();
    }

    private Key keyOf(Write<T> write) {
        return write.key().orElseGet(() -> keyOf(write.record().orElseThrow()));
    }

    private Key keyOf(T record) {
        Object partition = spec.mapper().value(record, spec.partition().index());
        var sort = spec.sort().map(part -> spec.mapper().value(record, part.index()));
        return sort.isEmpty() ? Key.of(partition) : Key.of(partition, sort.get());
    }

    @Override
    public Page<T> query(Range range) {
        synchronized (store) {
            var name = range.index();
            var index = name.flatMap(spec::index);
            var partition = index.isPresent() ? index.get().partition() : spec.partition();
            var sort = index.isPresent() ? index.get().sort() : spec.sort();
            var found = new ArrayList<ModelRow>();
            for (var row : rows().values()) {
                if (row.isLive(spec, store.clock())
                        && range.partition().equals(plain(row.values().get(partition.component())))
                        && (sort.isEmpty()
                                || contains(range, row.values().get(sort.get().component())))) {
                    found.add(row);
                }
            }
            var order = order(sort.isPresent() ? sort.get().component() : null);
            found.sort(range.isBackwards() ? order.reversed() : order);
            return page(found, range, range.isBackwards() ? order.reversed() : order);
        }
    }

    /** The generators have int keys only. */
    private static @Nullable Object plain(@Nullable Object value) {
        return value instanceof Number number ? (Object) number.intValue() : value;
    }

    private Page<T> page(List<ModelRow> found, Range range, Comparator<ModelRow> order) {
        range.cursor().ifPresent(cursor -> {
            var last = store.place(cursor);
            found.removeIf(row -> order.compare(row, last) <= 0);
        });
        var items =
                found.stream().limit(range.limit()).map(row -> row.record(type)).toList();
        var next = found.size() > range.limit()
                ? Optional.of(store.cursor(found.get(range.limit() - 1)))
                : Optional.<String>empty();
        return new Page<>(items, next);
    }

    private Comparator<ModelRow> order(@Nullable String sort) {
        var parts = new ArrayList<String>();
        Optional.ofNullable(sort).ifPresent(parts::add);
        parts.add(spec.partition().component());
        spec.sort().ifPresent(part -> parts.add(part.component()));
        return (a, b) -> {
            int order = 0;
            for (var part : parts) {
                order = order == 0 ? compare(value(a, part), value(b, part)) : order;
            }
            return order;
        };
    }

    private static Object value(ModelRow row, String component) {
        return Optional.ofNullable(row.values().get(component)).orElseThrow();
    }

    private static boolean contains(Range range, @Nullable Object sort) {
        if (sort == null) {
            return false; // it is not in the index
        }
        var low = range.low();
        return switch (range.comparison()) {
            case ANY -> true;
            case IS -> compare(sort, low.orElseThrow()) == 0;
            case BELOW -> compare(sort, low.orElseThrow()) < 0;
            case UP_TO -> compare(sort, low.orElseThrow()) <= 0;
            case ABOVE -> compare(sort, low.orElseThrow()) > 0;
            case FROM -> compare(sort, low.orElseThrow()) >= 0;
            case BETWEEN ->
                compare(sort, low.orElseThrow()) >= 0
                        && compare(sort, range.high().orElseThrow()) <= 0;
            case STARTING_WITH -> ((String) sort).startsWith((String) low.orElseThrow());
        };
    }
}
