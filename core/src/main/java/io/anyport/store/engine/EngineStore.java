package io.anyport.store.engine;

import io.anyport.HealthCheck;
import io.anyport.store.Get;
import io.anyport.store.Limits;
import io.anyport.store.RetryPolicy;
import io.anyport.store.Snapshot;
import io.anyport.store.Store;
import io.anyport.store.StoreException;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** A store on an engine: what is alike for all of them. Thread-safe. */
public abstract class EngineStore implements Store {

    private static final int TOKENS_BETWEEN = 256;

    private final Engine engine;
    private final Retries retries;
    private final Map<String, String> layouts = new ConcurrentHashMap<>();
    private final AtomicInteger tokens = new AtomicInteger();

    /**
     * A store.
     *
     * @param engine what it runs on
     * @param policy what it does about failures that pass
     */
    protected EngineStore(Engine engine, RetryPolicy policy) {
        this.engine = Objects.requireNonNull(engine, "engine");
        this.retries = new Retries(Objects.requireNonNull(policy, "policy"));
    }

    /**
     * The table in which transactions leave their tokens, for engines that do not keep them and have to make their tables.
     *
     * @return its specification
     */
    public static TableSpec<?> tokens() {
        return UsedToken.TABLE;
    }

    @Override
    public final <T> Table<T> table(TableSpec<T> spec) {
        return engineTable(spec);
    }

    final <T> EngineTable<T> engineTable(TableSpec<T> spec) {
        check(spec);
        return new EngineTable<>(spec, engine.table(spec), retries);
    }

    private void check(TableSpec<?> spec) {
        spec.partition(); // there must be one
        if (spec.name().equals(UsedToken.TABLE.name()) && spec != UsedToken.TABLE) {
            throw new IllegalArgumentException("table name " + spec.name() + " is reserved for tokens of transactions");
        }
        String layout = layouts.computeIfAbsent(spec.name(), name -> spec.toString());
        if (!layout.equals(spec.toString())) {
            throw new IllegalArgumentException("table " + spec.name() + " is in use with another key or other indexes: "
                    + layout + ", not " + spec);
        }
    }

    @Override
    public final void beforeCheckpoint() throws Exception {
        engine.beforeCheckpoint();
    }

    @Override
    public final void afterRestore() throws Exception {
        engine.afterRestore();
    }

    /** {@return the check of the engine, without retries} */
    @Override
    public final Optional<HealthCheck> healthCheck() {
        return engine.healthCheck();
    }

    @Override
    public final void transact(List<? extends Write<?>> writes) {
        var changes = changes(writes);
        retries.once(() -> {
            engine.transact(changes, null);
            return true;
        });
    }

    @Override
    public final void transact(String token, List<? extends Write<?>> writes) {
        UsedToken.check(token);
        var changes = changes(writes);
        boolean expiring =
                changes.stream().anyMatch(change -> change.spec().expiry().isPresent());
        if (expiring && changes.size() == Limits.MOST_TRANSACTED) {
            throw new IllegalArgumentException("a transaction with a token has at most " + (Limits.MOST_TRANSACTED - 1)
                    + " writes if a table has an expiry, not " + changes.size());
        }
        if (engine.keepsTokens() && !expiring) {
            retries.repeatable(() -> {
                engine.transact(changes, token);
                return true;
            });
        } else {
            transactOnce(UsedToken.of(token, changes, engine.clock()), changes);
        }
    }

    /** The token is inserted by the same transaction. Expiry depends on the time, so an engine may take it for another one. */
    private void transactOnce(UsedToken used, List<Change<?>> changes) {
        check(UsedToken.TABLE);
        var all = new ArrayList<Change<?>>();
        all.add(used.insertion());
        all.addAll(changes);
        retries.repeatable(() -> {
            try {
                engine.transact(all, null);
            } catch (ConditionFailed failure) {
                if (!used.isUsed(failure)) {
                    throw failure;
                }
            }
            return true;
        });
        forgetSome();
    }

    /** Removes tokens that have expired, now and then; it has no part in the outcome of the transaction. */
    private void forgetSome() {
        if (tokens.incrementAndGet() % TOKENS_BETWEEN == 0) {
            try {
                engine.table(UsedToken.TABLE).removeExpired();
            } catch (StoreException later) {
                // the next one does it
            }
        }
    }

    private List<Change<?>> changes(List<? extends Write<?>> writes) {
        checkSize("writes", writes.size());
        var keys = new HashSet<Map.Entry<String, ItemKey>>();
        var changes = new ArrayList<Change<?>>(writes.size());
        var size = TransactionSize.ofWrites();
        for (var write : writes) {
            check(write.spec());
            var change = Change.of(write);
            if (!keys.add(Map.entry(change.spec().name(), change.itemKey()))) {
                throw new IllegalArgumentException("writes are of one record twice: " + write);
            }
            size.add(change.size());
            changes.add(change);
        }
        size.check(); // of what is known without a look at what is stored
        return changes;
    }

    private static void checkSize(String what, int size) {
        if (size < 1 || size > Limits.MOST_TRANSACTED) {
            throw new IllegalArgumentException(
                    what + " must be 1 to " + Limits.MOST_TRANSACTED + " in a transaction, not " + size);
        }
    }

    @Override
    public final Snapshot transactGet(List<? extends Get<?>> gets) {
        checkSize("gets", gets.size());
        var keys = new HashSet<Map.Entry<String, ItemKey>>();
        for (var get : gets) {
            check(get.spec());
            if (!keys.add(Map.entry(get.spec().name(), ItemKey.of(get.spec(), get.key())))) {
                throw new IllegalArgumentException("gets are of one record twice: " + get);
            }
        }
        List<@Nullable Object> found = retries.repeatable(() -> engine.transactGet(gets));
        var records = new HashMap<Get<?>, Optional<?>>();
        for (int i = 0; i < gets.size(); i++) {
            records.put(gets.get(i), Optional.ofNullable(found.get(i)));
        }
        return Snapshot.of(records);
    }

    /**
     * Reads some of all records of a table, to copy them; see {@link io.anyport.store.StoreCopy}.
     *
     * @param spec the table
     * @param after what the chunk before said, or null for the beginning
     * @param <T> the record
     * @return the records, and where to go on
     */
    public final <T> TableEngine.Chunk<T> chunk(TableSpec<T> spec, @Nullable String after) {
        var table = engineTable(spec);
        return retries.repeatable(() -> table.engine().chunk(after));
    }

    /**
     * Writes records with the versions that they have; see {@link io.anyport.store.StoreCopy}.
     *
     * @param spec the table
     * @param records the records, of different keys
     * @param <T> the record
     */
    public final <T> void restore(TableSpec<T> spec, List<T> records) {
        engineTable(spec)
                .writeChanges(records.stream()
                        .map(record -> Change.verbatim(spec, record))
                        .toList());
    }

    @Override
    public final void close() {
        engine.close();
    }
}
