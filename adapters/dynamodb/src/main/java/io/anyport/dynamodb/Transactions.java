package io.anyport.dynamodb;

import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.StoreException.Throttled;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.engine.Change;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.CancellationReason;
import software.amazon.awssdk.services.dynamodb.model.IdempotentParameterMismatchException;
import software.amazon.awssdk.services.dynamodb.model.ResourceNotFoundException;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItem;
import software.amazon.awssdk.services.dynamodb.model.TransactGetItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItem;
import software.amazon.awssdk.services.dynamodb.model.TransactWriteItemsRequest;
import software.amazon.awssdk.services.dynamodb.model.TransactionCanceledException;

/** Makes transactions, and says why one was cancelled. */
final class Transactions {

    private final DynamoEngine engine;

    Transactions(DynamoEngine engine) {
        this.engine = engine;
    }

    /** See {@link io.anyport.store.engine.Engine#transact}. */
    void transact(List<Change<?>> changes, @Nullable String token) {
        long now = engine.now();
        var prepared = new ArrayList<Prepared>(changes.size());
        changes.forEach(change -> prepared.add(Prepared.of(engine.layout(change.spec()), change, now)));
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
                prepared.set(i, Prepared.anew(engine.layout(changes.get(i).spec()), changes.get(i), now));
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
        String table = only(changes);
        var items = new ArrayList<TransactWriteItem>(prepared.size());
        prepared.forEach(one -> items.add(one.toTransaction()));
        var request = TransactWriteItemsRequest.builder()
                .transactItems(items)
                .overrideConfiguration(Deadline.override(table));
        if (token != null) {
            request.clientRequestToken(token);
        }
        try {
            engine.client().transactWriteItems(request.build());
        } catch (TransactionCanceledException e) {
            throw e;
        } catch (IdempotentParameterMismatchException e) {
            throw new IllegalArgumentException("token stands for other writes, made in the last 10 minutes");
        } catch (ResourceNotFoundException e) {
            throw Failures.missing(names(changes), Failures.withoutText(e, Failures.code(e)));
        } catch (SdkException e) {
            var failure = Failures.ofWrite(e, table, null);
            throw Failures.isInvalid(e) ? explained(changes, failure) : failure;
        }
    }

    /** Why a request to make changes was not valid: DynamoDB does not say what was wrong with which. */
    RuntimeException explained(List<Change<?>> changes, RuntimeException otherwise) {
        long now = engine.now();
        var items = items(changes.stream()
                .map(change -> item(engine.layout(change.spec()), change.key()))
                .toList());
        for (int i = 0; i < changes.size(); i++) {
            var change = changes.get(i);
            var found = new Refusal(engine.layout(change.spec()), change, items.get(i), now).found();
            if (found != null) {
                return found;
            }
        }
        return otherwise;
    }

    private static String names(List<Change<?>> changes) {
        return changes.stream().map(change -> change.spec().name()).distinct().collect(Collectors.joining(", "));
    }

    /** The name of the table, if there is only one. */
    private static @Nullable String only(List<Change<?>> changes) {
        String name = changes.get(0).spec().name();
        for (var change : changes) {
            if (!change.spec().name().equals(name)) {
                return null;
            }
        }
        return name;
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
                            ? new Refusal(
                                    engine.layout(change.spec()), change, reason.hasItem() ? reason.item() : null, now)
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

    /** See {@link io.anyport.store.engine.Engine#transactGet}. */
    List<@Nullable Object> get(List<? extends Get<?>> gets) {
        var items = items(gets.stream()
                .map(get -> item(engine.layout(get.spec()), get.key()))
                .toList());
        long now = engine.now();
        var found = new ArrayList<@Nullable Object>(gets.size());
        for (int i = 0; i < gets.size(); i++) {
            var layout = engine.layout(gets.get(i).spec());
            var item = items.get(i);
            found.add(item == null || layout.isExpired(item, now) ? null : layout.record(item));
        }
        return found;
    }

    private static TransactGetItem item(Layout<?> layout, Key key) {
        return TransactGetItem.builder()
                .get(one -> one.tableName(layout.name()).key(layout.key(key)))
                .build();
    }

    private List<@Nullable Map<String, AttributeValue>> items(List<TransactGetItem> gets) {
        var request = TransactGetItemsRequest.builder()
                .transactItems(gets)
                .overrideConfiguration(Deadline.override(null))
                .build();
        try {
            var items = new ArrayList<@Nullable Map<String, AttributeValue>>(gets.size());
            for (var answer : engine.client().transactGetItems(request).responses()) {
                items.add(answer.hasItem() ? answer.item() : null);
            }
            return items;
        } catch (TransactionCanceledException e) {
            if (isTooLarge(e)) {
                throw Failures.tooLarge();
            }
            throw isThrottled(e) ? new Throttled(null, null, cause(e)) : new Conflict(null, null, cause(e));
        } catch (SdkException e) {
            throw Failures.ofRead(e, null, null);
        }
    }

    private static boolean isTooLarge(TransactionCanceledException e) {
        return Failures.isTooLarge(Failures.text(e))
                || e.cancellationReasons().stream()
                        .anyMatch(reason -> Failures.isTooLarge(String.valueOf(reason.message())));
    }

    private static boolean isThrottled(TransactionCanceledException e) {
        return e.cancellationReasons().stream()
                .map(reason -> String.valueOf(reason.code()))
                .anyMatch(code -> code.equals("ThrottlingError") || code.equals("ProvisionedThroughputExceeded"));
    }
}
