package io.anyport.observe;

import io.anyport.Invocation;
import java.util.Objects;
import java.util.Optional;

/**
 * A call of a store, with all attempts that it takes.
 *
 * @param engine what the store runs on, as the application calls it
 * @param table the table; empty for a transaction
 * @param operation the method of {@link io.anyport.store.Table} or {@link io.anyport.store.Store}
 * @param invocation what the current thread works for
 */
public record StoreTask(String engine, Optional<String> table, String operation, Invocation invocation)
        implements Task {

    /**
     * Refuses nulls.
     *
     * @param engine what the store runs on
     * @param table the table
     * @param operation the method
     * @param invocation what the current thread works for
     */
    public StoreTask {
        Objects.requireNonNull(engine, "engine");
        Objects.requireNonNull(table, "table");
        Objects.requireNonNull(operation, "operation");
        Objects.requireNonNull(invocation, "invocation");
    }

    @Override
    public String name() {
        return table.isEmpty() ? operation : operation + " " + table.get();
    }
}
