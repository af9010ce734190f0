package io.anyport.memory;

import io.anyport.store.Consistency;
import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.StoreException.Unknown;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.Change;
import io.anyport.store.engine.Engine;
import io.anyport.store.engine.ItemKey;
import io.anyport.store.engine.Lookup;
import io.anyport.store.engine.Scan;
import io.anyport.store.engine.TableEngine;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** An engine that fails now and then. */
final class FaultyEngine implements Engine {

    private final Engine engine;
    private final Faults.Draw faults;

    FaultyEngine(Engine engine, Faults faults) {
        this.engine = engine;
        this.faults = faults.new Draw();
    }

    @Override
    public <T> TableEngine<T> table(TableSpec<T> spec) {
        return new FaultyTable<>(spec.name(), engine.table(spec));
    }

    @Override
    public void transact(List<Change<?>> changes, @Nullable String token) {
        write(null, null, () -> {
            engine.transact(changes, token);
            return true;
        });
    }

    private <R> R write(@Nullable String table, @Nullable Key key, Supplier<R> write) {
        boolean told = faults.beforeWrite(table, key);
        R result = write.get();
        if (!told) {
            throw new Unknown(table, key, null);
        }
        return result;
    }

    @Override
    public boolean keepsTokens() {
        return engine.keepsTokens();
    }

    @Override
    public List<@Nullable Object> transactGet(List<? extends Get<?>> gets) {
        faults.beforeRead(gets.get(0).spec().name(), null);
        return engine.transactGet(gets);
    }

    @Override
    public Clock clock() {
        return engine.clock();
    }

    @Override
    public void close() {
        engine.close();
    }

    /** A table that fails now and then; what serves upkeep and copying does not. */
    private final class FaultyTable<T> implements TableEngine<T> {

        private final String name;
        private final TableEngine<T> table;

        FaultyTable(String name, TableEngine<T> table) {
            this.name = name;
            this.table = table;
        }

        @Override
        public @Nullable T get(Lookup key, Consistency consistency) {
            faults.beforeRead(name, key.key());
            return table.get(key, consistency);
        }

        @Override
        public List<Lookup> getAll(List<Lookup> keys, Map<ItemKey, T> found) {
            faults.beforeRead(name, null);
            return table.getAll(keys, found);
        }

        @Override
        public long put(Change<T> change) {
            return FaultyEngine.this.<Long>write(name, change.key(), () -> table.put(change));
        }

        @Override
        public T update(Change<T> change) {
            return write(name, change.key(), () -> table.update(change));
        }

        @Override
        public boolean delete(Change<T> change) {
            return write(name, change.key(), () -> table.delete(change));
        }

        @Override
        public List<Change<T>> writeAll(List<Change<T>> changes) {
            return write(name, null, () -> table.writeAll(changes));
        }

        @Override
        public Found<T> query(Scan scan) {
            faults.beforeRead(name, null);
            return table.query(scan);
        }

        @Override
        public int removeExpired() {
            return table.removeExpired();
        }

        @Override
        public Chunk<T> chunk(@Nullable String after) {
            return table.chunk(after);
        }
    }
}
