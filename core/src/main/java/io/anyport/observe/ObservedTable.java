package io.anyport.observe;

import io.anyport.store.Condition;
import io.anyport.store.Consistency;
import io.anyport.store.Key;
import io.anyport.store.Page;
import io.anyport.store.Range;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Update;
import io.anyport.store.Write;
import java.util.Collection;
import java.util.Map;
import java.util.Optional;
import java.util.function.Supplier;

/** A table whose calls are observed. Of a stream, each page is a call. */
final class ObservedTable<T> implements Table<T> {

    private final Table<T> table;
    private final ObservedStore store;

    ObservedTable(Table<T> table, ObservedStore store) {
        this.table = table;
        this.store = store;
    }

    private <R> R call(String operation, Supplier<R> work) {
        return store.call(spec().name(), operation, work);
    }

    @Override
    public TableSpec<T> spec() {
        return table.spec();
    }

    @Override
    public Optional<T> get(Key key) {
        return call("get", () -> table.get(key));
    }

    @Override
    public Optional<T> get(Key key, Consistency consistency) {
        return call("get", () -> table.get(key, consistency));
    }

    @Override
    public Map<Key, T> getAll(Collection<Key> keys) {
        return call("getAll", () -> table.getAll(keys));
    }

    @Override
    public T insert(T record) {
        return call("insert", () -> table.insert(record));
    }

    @Override
    public T put(T record) {
        return call("put", () -> table.put(record));
    }

    @Override
    public T replace(T record) {
        return call("replace", () -> table.replace(record));
    }

    @Override
    public T replace(T record, Condition condition) {
        return call("replace", () -> table.replace(record, condition));
    }

    @Override
    public T put(T record, Condition condition) {
        return call("put", () -> table.put(record, condition));
    }

    @Override
    public T update(Key key, Update update) {
        return call("update", () -> table.update(key, update));
    }

    @Override
    public T update(Key key, Update update, Condition condition) {
        return call("update", () -> table.update(key, update, condition));
    }

    @Override
    public void writeAll(Collection<Write<T>> writes) {
        store.run(spec().name(), "writeAll", () -> table.writeAll(writes));
    }

    @Override
    public long removeExpired() {
        return call("removeExpired", () -> table.removeExpired());
    }

    @Override
    public boolean delete(Key key) {
        return call("delete", () -> table.delete(key));
    }

    @Override
    public boolean delete(Key key, Condition condition) {
        return call("delete", () -> table.delete(key, condition));
    }

    @Override
    public void delete(T record) {
        store.run(spec().name(), "delete", () -> table.delete(record));
    }

    @Override
    public Page<T> query(Range range) {
        return call("query", () -> table.query(range));
    }
}
