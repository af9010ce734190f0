package io.anyport.dynamodb;

import io.anyport.mapping.Fault;
import io.anyport.mapping.InvalidInput;
import io.anyport.store.Consistency;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.StoreException.Throttled;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.engine.Change;
import io.anyport.store.engine.ItemKey;
import io.anyport.store.engine.Lookup;
import io.anyport.store.engine.Scan;
import io.anyport.store.engine.TableEngine;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import software.amazon.awssdk.core.exception.SdkException;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;
import software.amazon.awssdk.services.dynamodb.model.BatchGetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.BatchWriteItemRequest;
import software.amazon.awssdk.services.dynamodb.model.ConditionalCheckFailedException;
import software.amazon.awssdk.services.dynamodb.model.GetItemRequest;
import software.amazon.awssdk.services.dynamodb.model.KeysAndAttributes;
import software.amazon.awssdk.services.dynamodb.model.ReturnValue;
import software.amazon.awssdk.services.dynamodb.model.WriteRequest;

/** A table in DynamoDB: a request for each operation. */
final class DynamoTable<T> implements TableEngine<T> {

    private final DynamoEngine engine;
    private final Layout<T> layout;
    private final String table; // as its callers know it

    DynamoTable(DynamoEngine engine, Layout<T> layout) {
        this.engine = engine;
        this.layout = layout;
        this.table = layout.spec().name();
    }

    private DynamoDbClient client() {
        return engine.client();
    }

    private long now() {
        return layout.isExpiring() ? engine.now() : 0; // nobody looks
    }

    @Override
    public @Nullable T get(Lookup key, Consistency consistency) {
        var request = GetItemRequest.builder()
                .tableName(layout.name())
                .key(layout.key(key.key()))
                .consistentRead(consistency == Consistency.STRONG)
                .overrideConfiguration(Deadline.override(table))
                .build();
        try {
            var answer = client().getItem(request);
            return answer.hasItem() && !layout.isExpired(answer.item(), now()) ? layout.record(answer.item()) : null;
        } catch (SdkException e) {
            throw Failures.ofRead(e, table, key.key());
        }
    }

    @Override
    public List<Lookup> getAll(List<Lookup> keys, Map<ItemKey, T> found) {
        var wanted = new ArrayList<Map<String, AttributeValue>>(keys.size());
        keys.forEach(key -> wanted.add(layout.key(key.key())));
        var request = BatchGetItemRequest.builder()
                .requestItems(Map.of(
                        layout.name(),
                        KeysAndAttributes.builder()
                                .keys(wanted)
                                .consistentRead(true)
                                .build()))
                .overrideConfiguration(Deadline.override(table))
                .build();
        try {
            var answer = client().batchGetItem(request);
            long now = now();
            for (var item : answer.responses().getOrDefault(layout.name(), List.of())) {
                if (!layout.isExpired(item, now)) {
                    found.put(layout.itemKey(item), layout.record(item));
                }
            }
            var left = answer.unprocessedKeys().get(layout.name());
            return left == null ? List.of() : these(left.keys(), byKey(keys, Lookup::itemKey));
        } catch (SdkException e) {
            throw Failures.ofRead(e, table, null);
        }
    }

    private static <E> Map<ItemKey, E> byKey(List<E> all, Function<E, ItemKey> key) {
        var byKey = new HashMap<ItemKey, E>();
        all.forEach(one -> byKey.put(key.apply(one), one));
        return byKey;
    }

    private <E> List<E> these(List<Map<String, AttributeValue>> keys, Map<ItemKey, E> of) {
        var some = new ArrayList<E>(keys.size());
        for (var key : keys) {
            E one = of.get(layout.itemKey(key));
            if (one != null) {
                some.add(one);
            }
        }
        return some;
    }

    @Override
    public long put(Change<T> change) {
        long now = now();
        var prepared = Prepared.of(layout, change, now);
        if (prepared.kind() == Prepared.Kind.PUT) {
            put(prepared, change, now);
            return layout.version(prepared.content());
        }
        return layout.version(update(prepared, change, ReturnValue.UPDATED_NEW, now));
    }

    private void put(Prepared prepared, Change<T> change, long now) {
        var request = prepared.toPut(Deadline.override(table));
        try {
            client().putItem(request);
        } catch (SdkException e) {
            throw failure(e, change, now);
        }
    }

    private Map<String, AttributeValue> update(Prepared prepared, Change<T> change, ReturnValue answer, long now) {
        var request = prepared.toUpdate(answer, Deadline.override(table));
        try {
            return client().updateItem(request).attributes();
        } catch (SdkException e) {
            throw failure(e, change, now);
        }
    }

    @Override
    public T update(Change<T> change) {
        long now = now();
        var prepared = Prepared.of(layout, change, now);
        var request = prepared.toUpdate(ReturnValue.ALL_NEW, Deadline.override(table));
        try {
            return layout.record(client().updateItem(request).attributes());
        } catch (ConditionalCheckFailedException e) {
            var refusal = refusal(e, change, now);
            if (!refusal.isOfExpired()) {
                throw refusal.failure();
            }
        } catch (SdkException e) {
            var failure = Failures.isBeyondNumbers(e) ? Refusal.beyondNumbers(change) : failure(e, change, now);
            throw Failures.isInvalid(e) ? engine.explained(List.of(change), failure) : failure;
        }
        return insertAnew(change, now);
    }

    /** What has expired cannot be updated, and has to make place in a second request. */
    private T insertAnew(Change<T> change, long now) {
        var prepared = Prepared.anew(layout, change, now);
        var request = prepared.toPut(Deadline.override(table));
        try {
            client().putItem(request);
        } catch (ConditionalCheckFailedException e) {
            throw new Conflict(table, change.key(), Failures.withoutText(e, Failures.code(e)));
        } catch (SdkException e) {
            throw failure(e, change, now);
        }
        return layout.record(prepared.content());
    }

    @Override
    public boolean delete(Change<T> change) {
        long now = now();
        var request = Prepared.of(layout, change, now).toDelete(Deadline.override(table));
        try {
            var answer = client().deleteItem(request);
            return answer.hasAttributes() && !layout.isExpired(answer.attributes(), now);
        } catch (SdkException e) {
            throw failure(e, change, now);
        }
    }

    private RuntimeException failure(SdkException e, Change<T> change, long now) {
        return e instanceof ConditionalCheckFailedException failed
                ? refusal(failed, change, now).failure()
                : Failures.ofWrite(e, table, change.key());
    }

    private Refusal refusal(ConditionalCheckFailedException e, Change<T> change, long now) {
        return new Refusal(layout, change, e.hasItem() ? e.item() : null, now);
    }

    @Override
    public List<Change<T>> writeAll(List<Change<T>> changes) {
        var single = new ArrayList<Change<T>>();
        var together = new ArrayList<Change<T>>();
        for (var change : changes) {
            boolean whole = change.action() == Change.Action.DELETE || Prepared.isWhole(layout, change);
            (whole ? together : single).add(change);
        }
        var left = together.isEmpty() ? new ArrayList<Change<T>>() : new ArrayList<>(writeTogether(together));
        for (int i = 0; i < single.size(); i++) {
            try {
                put(single.get(i));
            } catch (Throttled | Conflict | Unavailable later) {
                if (later instanceof Unavailable && i == 0 && left.size() == together.size()) {
                    throw later; // nothing was done
                }
                left.addAll(single.subList(i, single.size()));
                break;
            }
        }
        return left;
    }

    private List<Change<T>> writeTogether(List<Change<T>> changes) {
        long now = now();
        var writes = new ArrayList<WriteRequest>(changes.size());
        changes.forEach(change -> writes.add(Prepared.of(layout, change, now).toBatch()));
        var request = BatchWriteItemRequest.builder()
                .requestItems(Map.of(layout.name(), writes))
                .overrideConfiguration(Deadline.override(table))
                .build();
        try {
            var left = client().batchWriteItem(request).unprocessedItems().getOrDefault(layout.name(), List.of());
            return left.isEmpty()
                    ? List.of()
                    : these(left.stream().map(DynamoTable::content).toList(), byKey(changes, Change::itemKey));
        } catch (SdkException e) {
            throw Failures.ofWrite(e, table, null);
        }
    }

    private static Map<String, AttributeValue> content(WriteRequest write) {
        return write.putRequest() != null
                ? write.putRequest().item()
                : write.deleteRequest().key();
    }

    @Override
    public Found<T> query(Scan scan) {
        long now = now();
        try {
            var request = Pages.query(layout, scan, now)
                    .overrideConfiguration(Deadline.override(table))
                    .build();
            var answer = client().query(request);
            return new Found<>(records(answer.items()), Pages.position(layout, scan, answer.lastEvaluatedKey()));
        } catch (SdkException e) {
            throw scan.after() != null && Failures.isInvalid(e) ? refusedCursor() : Failures.ofRead(e, table, null);
        }
    }

    /** One that was made by hand may name a key that cannot be. */
    private static InvalidInput refusedCursor() {
        return InvalidInput.of(
                List.of(new Fault(Fault.Place.QUERY, "cursor", "a cursor that the same query has answered")));
    }

    private List<T> records(List<Map<String, AttributeValue>> items) {
        var records = new ArrayList<T>(items.size());
        items.forEach(item -> records.add(layout.record(item)));
        return records;
    }

    /** DynamoDB removes what has expired by itself, within days. */
    @Override
    public int removeExpired() {
        return 0;
    }

    @Override
    public Chunk<T> chunk(@Nullable String after) {
        var request = Pages.chunk(layout, after, now())
                .overrideConfiguration(Deadline.override(table))
                .build();
        try {
            var answer = client().scan(request);
            return new Chunk<>(records(answer.items()), Pages.place(layout, answer.lastEvaluatedKey()));
        } catch (SdkException e) {
            throw Failures.ofRead(e, table, null);
        }
    }
}
