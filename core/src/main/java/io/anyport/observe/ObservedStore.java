package io.anyport.observe;

import io.anyport.HealthCheck;
import io.anyport.Invocation;
import io.anyport.store.Get;
import io.anyport.store.Snapshot;
import io.anyport.store.Store;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.util.List;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/**
 * A store whose calls are observed: each is a {@link StoreTask}, all attempts of it together. It keeps the contract of the store within.
 * Thread-safe. What an engine's own class can do beyond the port, such as making tables, is done with that one before.
 */
public final class ObservedStore implements Store {

    private final String engine;
    private final Store store;
    private final Observer observer;

    private ObservedStore(String engine, Store store, Observer observer) {
        this.engine = engine;
        this.store = store;
        this.observer = observer;
    }

    /**
     * Puts observers around a store.
     *
     * @param engine what it runs on, for metrics and spans: {@code h2}, {@code postgresql}, {@code aws.dynamodb}
     * @param store the store; it is closed with this one
     * @param observers the observers, the first one outermost
     * @return the observed store
     */
    public static ObservedStore of(String engine, Store store, Observer... observers) {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(store, "store");
        return new ObservedStore(engine, store, Observers.of(List.of(observers)));
    }

    @Override
    public <T> Table<T> table(TableSpec<T> spec) {
        return new ObservedTable<>(store.table(spec), this);
    }

    @Override
    public void transact(List<? extends Write<?>> writes) {
        run(null, "transact", () -> store.transact(writes));
    }

    @Override
    public void transact(String token, List<? extends Write<?>> writes) {
        run(null, "transact", () -> store.transact(token, writes));
    }

    @Override
    public Snapshot transactGet(List<? extends Get<?>> gets) {
        return call(null, "transactGet", () -> store.transactGet(gets));
    }

    void run(@Nullable String table, String operation, Runnable work) {
        call(table, operation, () -> {
            work.run();
            return this;
        });
    }

    <R> R call(@Nullable String table, String operation, Supplier<R> work) {
        var invocation = Invocation.current().orElseGet(Invocation::local);
        var observation = observer.begin(new StoreTask(engine, Optional.ofNullable(table), operation, invocation));
        if (observation == null) {
            return work.get();
        }
        var scope = observation.enter();
        try {
            return work.get();
        } catch (Throwable thrown) {
            observation.thrown(thrown);
            throw thrown;
        } finally {
            observation.end(null);
            if (scope != null) {
                scope.close();
            }
        }
    }

    @Override
    public void beforeCheckpoint() throws Exception {
        store.beforeCheckpoint();
    }

    @Override
    public void afterRestore() throws Exception {
        store.afterRestore();
    }

    @Override
    public Optional<HealthCheck> healthCheck() {
        return store.healthCheck();
    }

    @Override
    public void close() {
        store.close();
    }

    /** {@return the engine} */
    @Override
    public String toString() {
        return "ObservedStore[" + engine + "]";
    }
}
