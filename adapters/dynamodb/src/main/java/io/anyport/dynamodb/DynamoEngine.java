package io.anyport.dynamodb;

import io.anyport.HealthCheck;
import io.anyport.store.Get;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.Change;
import io.anyport.store.engine.Engine;
import java.time.Clock;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;

/** All tables that a client reaches. */
final class DynamoEngine implements Engine {

    private final DynamoDbOptions options;
    private final @Nullable Supplier<DynamoDbClient> maker; // none if the client is from elsewhere
    private volatile DynamoDbClient client; // another one after a restore
    private final Map<TableSpec<?>, Layout<?>> layouts = new ConcurrentHashMap<>();
    private final Transactions transactions = new Transactions(this);
    private volatile boolean closed;
    private boolean isLetGo; // by a snapshot

    private DynamoEngine(DynamoDbClient client, DynamoDbOptions options, @Nullable Supplier<DynamoDbClient> maker) {
        this.client = client;
        this.options = options;
        this.maker = maker;
    }

    /** On a client from elsewhere. */
    static DynamoEngine on(DynamoDbClient client, DynamoDbOptions options) {
        return new DynamoEngine(client, options, null);
    }

    /** On clients of its own, one at a time. */
    static DynamoEngine making(Supplier<DynamoDbClient> maker, DynamoDbOptions options) {
        return new DynamoEngine(maker.get(), options, maker);
    }

    /** {@return the client, as long as the store is open} */
    DynamoDbClient client() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        return client;
    }

    TableMaking tableMaking() {
        return new TableMaking(client(), options.patience());
    }

    /** {@return the epoch second that decides what has expired} */
    long now() {
        return Math.floorDiv(clock().millis(), 1000L);
    }

    @SuppressWarnings("unchecked") // the layout of a specification is of its record
    <T> Layout<T> layout(TableSpec<T> spec) {
        return (Layout<T>) layouts.computeIfAbsent(spec, same -> new Layout<>(same, options.tablePrefix()));
    }

    @Override
    public <T> DynamoTable<T> table(TableSpec<T> spec) {
        return new DynamoTable<>(this, layout(spec));
    }

    @Override
    public void transact(List<Change<?>> changes, @Nullable String token) {
        transactions.transact(changes, token);
    }

    @Override
    public List<@Nullable Object> transactGet(List<? extends Get<?>> gets) {
        return transactions.get(gets);
    }

    /** Why a request to make changes was not valid. */
    RuntimeException explained(List<Change<?>> changes, RuntimeException otherwise) {
        return transactions.explained(changes, otherwise);
    }

    @Override
    public Optional<HealthCheck> healthCheck() {
        return Optional.of(HealthCheck.of("dynamodb", () -> Ping.send(client(), layouts.values())));
    }

    @Override
    public boolean keepsTokens() {
        return true;
    }

    @Override
    public Clock clock() {
        return options.clock();
    }

    /** The next client finds its credentials and connections anew. One from elsewhere is the business of whoever has made it. */
    @Override
    public synchronized void beforeCheckpoint() {
        if (maker != null && !isLetGo) {
            client.close();
            isLetGo = true;
        }
    }

    @Override
    public synchronized void afterRestore() {
        if (maker != null && isLetGo && !closed) {
            client = maker.get();
            isLetGo = false;
        }
    }

    @Override
    public synchronized void close() {
        closed = true;
        if (maker != null) {
            client.close();
        }
    }
}
