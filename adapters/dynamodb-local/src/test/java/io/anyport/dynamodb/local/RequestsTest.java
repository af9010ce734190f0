package io.anyport.dynamodb.local;

import static io.anyport.store.Condition.absent;
import static io.anyport.store.Condition.exists;
import static io.anyport.store.Update.add;
import static io.anyport.store.Update.remove;
import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.dynamodb.DynamoDbOptions;
import io.anyport.dynamodb.DynamoDbStore;
import io.anyport.store.Consistency;
import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;

/** One request for each operation. */
class RequestsTest {

    record Plain(String id, String text) {}

    record Visit(String id, Optional<String> page, int count, Optional<Instant> until, long version) {}

    private static final TableSpec<Plain> PLAIN =
            TableSpec.of("plain", Plain.class).key("id");
    private static final TableSpec<Visit> VISITS = TableSpec.of("visits", Visit.class)
            .key("id")
            .index("by-page", "page")
            .version("version")
            .expiry("until");
    private static final Instant NOW = Instant.parse("2026-01-01T00:00:00Z");
    private static final Key KEY = Key.of("1");

    private final Recorded recorded = new Recorded();
    private final DynamoDbStore store =
            DynamoDbStore.open(recorded.client(), DynamoDbOptions.standard().clock(Clock.fixed(NOW, ZoneOffset.UTC)));

    RequestsTest() {
        store.createTables(PLAIN, VISITS);
        recorded.sent();
    }

    private static Visit visit(String id) {
        return new Visit(id, Optional.of("home"), 1, Optional.of(NOW.plusSeconds(60)), 0);
    }

    private static Visit expired(String id) {
        return new Visit(id, Optional.of("home"), 1, Optional.of(NOW), 0);
    }

    private void assertSent(String... operations) {
        assertEquals(List.of(operations), recorded.sent());
    }

    @Test
    void readsAreOneRequest() {
        var visits = store.table(VISITS);
        visits.get(KEY);
        visits.get(KEY, Consistency.EVENTUAL);
        assertSent("GetItem", "GetItem");
        visits.query(Range.partition("1"));
        visits.query(Range.partition("home").on("by-page"));
        assertSent("Query", "Query");
        var keys = new ArrayList<Key>();
        for (int i = 0; i < 101; i++) {
            keys.add(Key.of("k" + i));
        }
        visits.getAll(keys);
        assertSent("BatchGetItem", "BatchGetItem");
        store.transactGet(Get.of(VISITS, KEY), Get.of(PLAIN, KEY));
        assertSent("TransactGetItems");
    }

    @Test
    void writesAreOneRequest() {
        var plain = store.table(PLAIN);
        plain.put(new Plain("1", "t"));
        plain.put(new Plain("1", "t"), exists("id"));
        assertSent("PutItem", "PutItem");
        var visits = store.table(VISITS);
        visits.put(visit("1"));
        visits.put(visit("1"), exists("id"));
        assertSent("UpdateItem", "UpdateItem");
        var stored = visits.insert(visit("2"));
        stored = visits.replace(stored);
        assertSent("PutItem", "PutItem");
        visits.delete(stored);
        visits.delete(KEY, exists("id"));
        visits.delete(KEY);
        assertSent("DeleteItem", "DeleteItem", "DeleteItem");
        assertThrows(ConditionFailed.class, () -> visits.replace(visit("2")));
        assertThrows(ConditionFailed.class, () -> visits.delete(KEY, exists("id")));
        assertSent("PutItem", "DeleteItem");
    }

    @Test
    void updatesAreOneRequestUnlessSomethingHasExpired() {
        var visits = store.table(VISITS);
        assertEquals(1, visits.update(KEY, add("count", 1).orInsert()).version());
        assertEquals(2, visits.update(KEY, add("count", 1)).version());
        assertThrows(ConditionFailed.class, () -> visits.update(Key.of("none"), add("count", 1)));
        assertSent("UpdateItem", "UpdateItem", "UpdateItem");
        visits.put(expired("2"));
        recorded.sent();
        assertThrows(ConditionFailed.class, () -> visits.update(Key.of("2"), add("count", 1)));
        assertSent("UpdateItem");
        var anew = visits.update(Key.of("2"), add("count", 5).orInsert());
        assertEquals(new Visit("2", Optional.empty(), 5, Optional.empty(), 1), anew);
        assertEquals(Optional.of(anew), visits.get(Key.of("2")));
        assertSent("UpdateItem", "PutItem", "GetItem");
    }

    @Test
    void batchesAreOneRequestWithoutVersions() {
        var writes = new ArrayList<Write<Plain>>();
        for (int i = 0; i < 26; i++) {
            writes.add(i % 2 == 0 ? Write.put(PLAIN, new Plain("k" + i, "t")) : Write.delete(PLAIN, Key.of("k" + i)));
        }
        store.table(PLAIN).writeAll(writes);
        assertSent("BatchWriteItem", "BatchWriteItem");
        store.table(VISITS)
                .writeAll(List.of(
                        Write.put(VISITS, visit("1")),
                        Write.delete(VISITS, Key.of("2")),
                        Write.put(VISITS, visit("3")),
                        Write.delete(VISITS, Key.of("4"))));
        assertSent("BatchWriteItem", "UpdateItem", "UpdateItem");
    }

    @Test
    void transactionsAreOneRequestUnlessSomethingHasExpired() {
        var visits = store.table(VISITS);
        store.transact(
                Write.put(VISITS, visit("1")),
                Write.put(PLAIN, new Plain("1", "t")),
                Write.update(VISITS, Key.of("2"), set("page", "a").orInsert()),
                Write.check(PLAIN, Key.of("2"), absent("id")));
        store.transact("token", Write.delete(PLAIN, KEY));
        store.transact("token", Write.update(VISITS, Key.of("2"), remove("page")));
        assertSent("TransactWriteItems", "TransactWriteItems", "TransactWriteItems");
        visits.put(expired("3"));
        recorded.sent();
        store.transact(
                Write.delete(VISITS, KEY),
                Write.update(VISITS, Key.of("3"), add("count", 5).orInsert()));
        assertSent("TransactWriteItems", "TransactWriteItems");
        assertEquals(Optional.of(new Visit("3", Optional.empty(), 5, Optional.empty(), 1)), visits.get(Key.of("3")));
        assertEquals(Optional.empty(), visits.get(KEY));
        visits.put(expired("4"));
        recorded.sent();
        assertThrows(
                ConditionFailed.class,
                () -> store.transact(
                        Write.update(VISITS, Key.of("4"), add("count", 5).orInsert()),
                        Write.check(PLAIN, KEY, exists("id"))));
        assertSent("TransactWriteItems");
    }
}
