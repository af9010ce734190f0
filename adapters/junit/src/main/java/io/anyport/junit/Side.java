package io.anyport.junit;

import io.anyport.store.Range;
import io.anyport.store.Store;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;

/** One of the two stores that are compared: a store, its clock, and the cursors that are kept for later. */
final class Side implements AutoCloseable {

    private final Store store;
    private final MovableClock clock;
    private final boolean isModel;
    private final Map<Integer, Held> held = new HashMap<>();

    Side(Store store, MovableClock clock, boolean isModel) {
        this.store = store;
        this.clock = clock;
        this.isModel = isModel;
    }

    private record Held(Range range, boolean isEnded, Optional<String> cursor) {}

    Store store() {
        return store;
    }

    MovableClock clock() {
        return clock;
    }

    boolean isModel() {
        return isModel;
    }

    <T> Table<T> table(TableSpec<T> spec) {
        return store.table(spec);
    }

    /** All records of a range, page after page. */
    <T> List<T> walk(TableSpec<T> spec, Range range) {
        var all = new ArrayList<T>();
        var page = table(spec).query(range);
        while (true) {
            if (page.items().size() > range.limit()) {
                throw new IllegalStateException("a page of " + page.items().size());
            }
            all.addAll(page.items());
            if (page.next().isEmpty()) {
                return all;
            }
            page = table(spec).query(range.after(page.next()));
        }
    }

    /** The first records of a range, as many as its limit; where they end is kept. */
    <T> List<T> hold(int slot, TableSpec<T> spec, Range range) {
        var some = new ArrayList<T>();
        var next = Optional.<String>empty();
        do {
            var page =
                    table(spec).query(range.limit(range.limit() - some.size()).after(next));
            some.addAll(page.items());
            next = page.next();
        } while (next.isPresent() && some.size() < range.limit());
        held.put(slot, new Held(range, some.size() < range.limit(), next));
        return some;
    }

    /** What is behind the records that were held; a page that ends with the last record need not have a cursor. */
    <T> Object resume(int slot, TableSpec<T> spec) {
        var from = held.get(slot);
        if (from == null || from.isEnded()) {
            return List.of();
        }
        return from.cursor().isEmpty()
                ? Operation.ANYTHING
                : walk(spec, from.range().after(from.cursor()));
    }

    @Override
    public void close() {
        store.close();
    }
}
