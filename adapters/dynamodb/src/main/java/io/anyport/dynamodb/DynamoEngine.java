package io.anyport.dynamodb;

import io.anyport.store.Get;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.StoreException.Throttled;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.Change;
import io.anyport.store.engine.Engine;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** All tables that a client reaches. */
final class DynamoEngine implements Engine {

    private final DynamoDbClient client;
    private final DynamoDbOptions options;
    private final boolean owned;
    private final Map<TableSpec<?>, Layout<?>> layouts = new ConcurrentHashMap<>();
    private volatile boolean closed;

    /** @param owned whether the client is closed with the engine */
    DynamoEngine(DynamoDbClient client, DynamoDbOptions options, boolean owned) {
        this.client = client;
        this.options = options;
        this.owned = owned;
    }

    /** {@return the client, as long as the store is open} */
    DynamoDbClient client() {
        if (closed) {
            throw new IllegalStateException("the store is closed");
        }
        return client;
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
        long now = now();
        var prepared = new ArrayList<Prepared>(changes.size());
        changes.forEach(change -> prepared.add(Prepared.of(layout(change.spec()), change, now)));
        try {
            send(prepared, changes, token);
        } catch (TransactionCanceledException e) {
            var refusals = refusals(e, changes, now);
            if (!areOfExpired(e, refusals)) {
                throw failure(e, changes, refusals);
            }
            transactAnew(changes, prepared, refusals, now);
        }
    }

    /** What has expired cannot be updated, and has to make place in a second transaction. It never has a token. */
    private void transactAnew(
            List<Change<?>> changes, List<Prepared> prepared, List<@Nullable Refusal> first, long now) {
        for (int i = 0; i < changes.size(); i++) {
            if (first.get(i) != null) {
                prepared.set(i, Prepared.anew(layout(changes.get(i).spec()), changes.get(i), now));
            }
        }
        try {
            send(prepared, changes, null);
        } catch (TransactionCanceledException e) {
            var second = refusals(e, changes, now);
            for (int i = 0; i < changes.size(); i++) {
                if (first.get(i) != null && second.get(i) != null) {
                    throw new Conflict(
                            changes.get(i).spec().name(), changes.get(i).key(), cause(e));
                }
            }
            throw failure(e, changes, second);
        }
    }

    private void send(List<Prepared> prepared, List<Change<?>> changes, @Nullable String token) {
        String table = only(changes.stream().map(Change::spec));
        var request = TransactWriteItemsRequest.builder()
                .transactItems(prepared.stream().map(Prepared::toTransaction).toList())
                .overrideConfiguration(Deadline.override(table));
        if (token != null) {
            request.clientRequestToken(token);
        }
        try {
            client().transactWriteItems(request.build());
        } catch (TransactionCanceledException e) {
            throw e;
        } catch (IdempotentParameterMismatchException e) {
            throw new IllegalArgumentException("token stands for other writes, made in the last 10 minutes");
        } catch (SdkException e) {
            throw Failures.ofWrite(e, table, null);
        }
    }

    /** The name of the table, if there is only one. */
    private static @Nullable String only(Stream<TableSpec<?>> specs) {
        var names = specs.map(TableSpec::name).distinct().toList();
        return names.size() == 1 ? names.get(0) : null;
    }

    /** The refusal of each change whose condition did not hold; null for the others. */
    private List<@Nullable Refusal> refusals(TransactionCanceledException e, List<Change<?>> changes, long now) {
        var refusals = new ArrayList<@Nullable Refusal>(changes.size());
        for (int i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            var reason = reason(e, i);
            boolean refused = "ConditionalCheckFailed".equals(reason.code());
            refusals.add(
                    refused
                            ? new Refusal(layout(change.spec()), change, reason.hasItem() ? reason.item() : null, now)
                            : null);
        }
        return refusals;
    }

    private static CancellationReason reason(TransactionCanceledException e, int i) {
        return i < e.cancellationReasons().size()
                ? e.cancellationReasons().get(i)
                : CancellationReason.builder().code("None").build();
    }

    /** Whether nothing but expired items stood in the way of updates that insert. */
    private static boolean areOfExpired(TransactionCanceledException e, List<@Nullable Refusal> refusals) {
        boolean some = false;
        for (int i = 0; i < refusals.size(); i++) {
            var refusal = refusals.get(i);
            if (refusal != null && refusal.isOfExpired()) {
                some = true;
            } else if (!"None".equals(reason(e, i).code())) {
                return false;
            }
        }
        return some;
    }

    private static RuntimeException failure(
            TransactionCanceledException e, List<Change<?>> changes, List<@Nullable Refusal> refusals) {
        for (int i = 0; i < changes.size(); i++) {
            var refusal = refusals.get(i);
            String code = reason(e, i).code();
            if (refusal != null) {
                if (!refusal.isOfExpired()) { // alone, it would have been no failure
                    return refusal.failure();
                }
            } else if (code != null && !code.equals("None")) {
                return failure(e, code, String.valueOf(reason(e, i).message()), changes.get(i));
            }
        }
        return new Conflict(null, null, cause(e));
    }

    private static RuntimeException failure(
            TransactionCanceledException e, String code, String text, Change<?> change) {
        String table = change.spec().name();
        return switch (code) {
            case "TransactionConflict" -> new Conflict(table, change.key(), cause(e));
            case "ThrottlingError", "ProvisionedThroughputExceeded" -> new Throttled(table, change.key(), cause(e));
            case "ValidationError" ->
                Failures.isBeyondNumbers(text)
                        ? Refusal.beyondNumbers(change)
                        : Failures.invalid(text, table, cause(e));
            default -> new Unavailable("DynamoDB has cancelled with " + code, table, change.key(), cause(e));
        };
    }

    private static RuntimeException cause(TransactionCanceledException e) {
        return Failures.withoutText(e, Failures.code(e));
    }

    @Override
    public boolean keepsTokens() {
        return true;
    }

    @Override
    public List<@Nullable Object> transactGet(List<? extends Get<?>> gets) {
        String table = only(gets.stream().map(Get::spec));
        var request = TransactGetItemsRequest.builder()
                .transactItems(gets.stream().map(this::item).toList())
                .overrideConfiguration(Deadline.override(table))
                .build();
        try {
            var answers = client().transactGetItems(request).responses();
            long now = now();
            var found = new ArrayList<@Nullable Object>(gets.size());
            for (int i = 0; i < gets.size(); i++) {
                var layout = layout(gets.get(i).spec());
                var answer = answers.get(i);
                boolean live = answer.hasItem() && !layout.isExpired(answer.item(), now);
                found.add(live ? layout.record(answer.item()) : null);
            }
            return found;
        } catch (TransactionCanceledException e) {
            throw cancelled(e, gets);
        } catch (SdkException e) {
            throw Failures.ofRead(e, table, null);
        }
    }

    private TransactGetItem item(Get<?> get) {
        var layout = layout(get.spec());
        return TransactGetItem.builder()
                .get(one -> one.tableName(layout.name()).key(layout.key(get.key())))
                .build();
    }

    private static RuntimeException cancelled(TransactionCanceledException e, List<? extends Get<?>> gets) {
        for (int i = 0; i < gets.size(); i++) {
            String code = String.valueOf(reason(e, i).code());
            var get = gets.get(i);
            if (code.equals("ThrottlingError") || code.equals("ProvisionedThroughputExceeded")) {
                return new Throttled(get.spec().name(), get.key(), cause(e));
            }
        }
        return new Conflict(null, null, cause(e));
    }

    @Override
    public Clock clock() {
        return options.clock();
    }

    @Override
    public void close() {
        closed = true;
        if (owned) {
            client.close();
        }
    }
}
