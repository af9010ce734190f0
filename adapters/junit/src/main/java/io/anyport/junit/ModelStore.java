package io.anyport.junit;

import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.Snapshot;
import io.anyport.store.Store;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/**
 * What a store means, as plainly as it can be said: maps, one lock, no encodings, nothing shared with a real one. It knows
 * what the generators make: no arguments that are to be refused, keys that are text or int.
 */
final class ModelStore implements Store {

    private final Clock clock;
    private final Map<String, Map<Key, ModelRow>> tables = new HashMap<>();
    private final Map<String, Used> tokens = new HashMap<>();
    private final List<ModelRow> places = new ArrayList<>();

    ModelStore(Clock clock) {
        this.clock = clock;
    }

    private record Used(String writes, Instant until) {}

    Clock clock() {
        return clock;
    }

    Map<Key, ModelRow> rows(String table) {
        return tables.computeIfAbsent(table, none -> new LinkedHashMap<>());
    }

    String cursor(ModelRow last) {
        places.add(last);
        return Integer.toString(places.size() - 1);
    }

    ModelRow place(String cursor) {
        return places.get(Integer.parseInt(cursor));
    }

    @Override
    public <T> Table<T> table(TableSpec<T> spec) {
        return new ModelTable<>(this, spec);
    }

    @Override
    public synchronized void transact(List<? extends Write<?>> writes) {
        writes.forEach(this::prepare);
        var before = new HashMap<String, Map<Key, ModelRow>>();
        tables.forEach((name, rows) -> before.put(name, new LinkedHashMap<>(rows)));
        try {
            writes.forEach(this::make);
        } catch (RuntimeException failed) {
            tables.clear();
            tables.putAll(before);
            throw failed;
        }
    }

    private <T> void prepare(Write<T> write) {
        new ModelTable<>(this, write.spec()).prepare(write);
    }

    private <T> void make(Write<T> write) {
        new ModelTable<>(this, write.spec()).make(write);
    }

    @Override
    public synchronized void transact(String token, List<? extends Write<?>> writes) {
        writes.forEach(this::prepare);
        var text = writes.stream().map(Texts::of).toList().toString();
        var used = tokens.get(token);
        if (used == null || !clock.instant().isBefore(used.until())) {
            transact(writes);
            tokens.put(token, new Used(text, clock.instant().plus(Duration.ofMinutes(10))));
        } else if (!used.writes().equals(text)) {
            throw new IllegalArgumentException("the token stands for other writes");
        }
    }

    @Override
    public synchronized Snapshot transactGet(List<? extends Get<?>> gets) {
        var found = new HashMap<Get<?>, Optional<?>>();
        gets.forEach(get -> found.put(get, table(get.spec()).get(get.key())));
        return Snapshot.of(found);
    }

    @Override
    public void close() {}
}
