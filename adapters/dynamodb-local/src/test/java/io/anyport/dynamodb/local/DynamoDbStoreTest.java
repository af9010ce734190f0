package io.anyport.dynamodb.local;

import static io.anyport.dynamodb.local.Meeting.MEETINGS;
import static io.anyport.store.Condition.above;
import static io.anyport.store.Condition.absent;
import static io.anyport.store.Condition.exists;
import static io.anyport.store.Condition.is;
import static io.anyport.store.Condition.not;
import static io.anyport.store.Range.partition;
import static io.anyport.store.Update.add;
import static io.anyport.store.Update.remove;
import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.dynamodb.DynamoDbOptions;
import io.anyport.dynamodb.DynamoDbStore;
import io.anyport.mapping.InvalidInput;
import io.anyport.store.Condition;
import io.anyport.store.Key;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.Table;
import io.anyport.store.Update;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/** What is DynamoDB's own: how items look, and what others may have written. */
class DynamoDbStoreTest {

    private static final Instant NOON = Instant.parse("2026-01-01T12:00:00Z");
    private static final Key KEY = Key.of("a", NOON);

    private final DynamoDbClient client = DynamoDbLocal.newDatabase().build();
    private final DynamoDbStore store = DynamoDbStore.open(client, DynamoDbOptions.standard());

    private Table<Meeting> meetings() {
        store.createTables(MEETINGS);
        return store.table(MEETINGS);
    }

    private static Meeting meeting() {
        return new Meeting("a", NOON, Optional.empty(), (byte) 0, Optional.empty(), Optional.empty(), 0);
    }

    private static Map<String, AttributeValue> rawKey() {
        return Map.of(
                "room", AttributeValue.fromS("a"), "start", AttributeValue.fromS("2026-01-01T12:00:00.000000000Z"));
    }

    private Map<String, AttributeValue> raw() {
        return client.getItem(
                        request -> request.tableName("meetings").key(rawKey()).consistentRead(true))
                .item();
    }

    private void putRaw(Map<String, AttributeValue> item) {
        client.putItem(request -> request.tableName("meetings").item(item));
    }

    private static boolean holds(Table<Meeting> meetings, Condition condition) {
        try {
            meetings.put(meeting().end(NOON), condition);
            return true;
        } catch (ConditionFailed no) {
            return false;
        }
    }

    @Test
    void anItemHasWhatTheRecordHas() {
        var meetings = meetings();
        meetings.insert(meeting());
        assertEquals(
                Map.of(
                        "room", AttributeValue.fromS("a"),
                        "start", AttributeValue.fromS("2026-01-01T12:00:00.000000000Z"),
                        "tiny", AttributeValue.fromN("0"),
                        "version", AttributeValue.fromN("1")),
                raw());
        var until = Instant.parse("2100-01-01T00:00:00.5Z");
        assertKept(meetings, meetings.put(meeting().end(NOON).until(until)));
        assertKept(meetings, meetings.update(KEY, set("end", NOON).and(set("until", until))));
        meetings.put(meeting().until(until));
        meetings.put(meeting());
        assertFalse(raw().containsKey("anyport_expiry"));
    }

    private void assertKept(Table<Meeting> meetings, Meeting stored) {
        assertEquals(AttributeValue.fromS("2026-01-01T12:00:00.000000000Z"), raw().get("end"));
        assertEquals(AttributeValue.fromS("2100-01-01T00:00:00.500Z"), raw().get("until"));
        assertEquals(AttributeValue.fromN("4102444801"), raw().get("anyport_expiry"));
        assertEquals(Optional.of(stored), meetings.get(KEY));
        meetings.update(KEY, remove("end").and(remove("until")));
        assertFalse(raw().containsKey("end"));
        assertFalse(raw().containsKey("until"));
        assertFalse(raw().containsKey("anyport_expiry"));
    }

    @Test
    void anInstantOfAKeyIsComparedAsItIsKept() {
        var meetings = meetings();
        meetings.insert(meeting().end(NOON));
        assertTrue(holds(meetings, is("end", NOON)));
        assertTrue(holds(meetings, is("start", NOON)));
        assertFalse(holds(meetings, is("end", NOON.plusNanos(1))));
        assertEquals(
                1, meetings.query(partition("a").on("by-end").is(NOON)).items().size());
        assertEquals(
                1,
                meetings.query(partition("a").startingWith("2026-01")).items().size());
    }

    @Test
    void conditionsOfAnyFormAreUnderstood() {
        var meetings = meetings();
        meetings.insert(meeting());
        assertTrue(holds(meetings, not(not(exists("room")))));
        assertTrue(holds(meetings, not(absent("room").or(is("tiny", 1)))));
        assertTrue(holds(meetings, not(not(absent("cost").and(exists("room"))))));
        assertTrue(holds(
                meetings, absent("room").or(exists("room")).and(absent("cost").or(is("tiny", 3)))));
        assertTrue(holds(
                meetings, absent("room").and(is("tiny", 1)).or(exists("room").and(not(above("tiny", 1))))));
        assertFalse(holds(meetings, not(exists("room").and(exists("start")))));
    }

    @Test
    void aConditionMayBeTooLargeAndWhatFitsIsNot() {
        var meetings = meetings();
        var condition = exists("room");
        for (int i = 1; i < 50; i++) { // with what joins them 99 operators
            condition = condition.and(exists("room"));
        }
        assertFalse(holds(meetings, condition));
        for (int i = 0; i < 30; i++) {
            condition = condition.and(exists("start"));
        }
        var tooLarge = condition;
        assertThrows(IllegalArgumentException.class, () -> holds(meetings, tooLarge));
    }

    @Test
    void aSumBeyondItsTypeIsToldFromAFailedCondition() {
        var meetings = meetings();
        meetings.insert(meeting().end(NOON));
        Update more = add("tiny", 100);
        meetings.update(KEY, more);
        for (var holding : List.of(exists("room"), is("end", NOON), is("version", 2), not(exists("cost")))) {
            var beyond = assertThrows(InvalidInput.class, () -> meetings.update(KEY, more, holding));
            assertEquals("/tiny", beyond.faults().get(0).name());
            assertThrows(ConditionFailed.class, () -> meetings.update(KEY, more, not(holding)));
        }
        assertThrows(ConditionFailed.class, () -> meetings.update(Key.of("b", NOON), more));
        assertEquals(100, meetings.get(KEY).orElseThrow().tiny());
        assertEquals(2, meetings.get(KEY).orElseThrow().version());
    }

    @Test
    void aSumBeyondDynamoDbsNumbersIsRefused() {
        var meetings = meetings();
        meetings.insert(meeting());
        var most = new BigDecimal("9.99E125");
        meetings.update(KEY, add("cost", most));
        for (var more : List.of(most, BigDecimal.ONE)) {
            var beyond = assertThrows(InvalidInput.class, () -> meetings.update(KEY, add("cost", more)));
            assertEquals("/cost", beyond.faults().get(0).name());
        }
    }

    @Test
    void anItemMayBecomeTooLargeByWhatItHasBesides() {
        var meetings = meetings();
        putRaw(withMore("besides", AttributeValue.fromS("x".repeat(409_000))));
        var late = meeting().until(Instant.MAX).end(NOON);
        assertEquals(1, meetings.put(meeting()).version());
        putRaw(withMore("besides", AttributeValue.fromS("x".repeat(409_500))));
        assertThrows(InvalidInput.class, () -> meetings.put(late));
    }

    private static Map<String, AttributeValue> withMore(String name, AttributeValue value) {
        var item = new HashMap<>(rawKey());
        item.put(name, value);
        return item;
    }

    @Test
    void anItemOfOthersHasVersionZero() {
        var meetings = meetings();
        putRaw(rawKey());
        var read = meetings.get(KEY).orElseThrow();
        assertEquals(0, read.version());
        assertThrows(ConditionFailed.class, () -> meetings.insert(read));
        var first = meetings.replace(read);
        assertEquals(1, first.version());
        assertThrows(ConditionFailed.class, () -> meetings.replace(read));
        assertThrows(ConditionFailed.class, () -> meetings.delete(read));
        putRaw(rawKey());
        meetings.delete(read);
        assertThrows(ConditionFailed.class, () -> meetings.replace(read));
    }

    @Test
    void whatTheRecordDoesNotKnowStaysInAPutWithVersions() {
        var meetings = meetings();
        var besides = AttributeValue.fromS("x");
        putRaw(withMore("besides", besides));
        meetings.put(meeting());
        assertEquals(besides, raw().get("besides"));
        meetings.replace(meetings.get(KEY).orElseThrow());
        assertFalse(raw().containsKey("besides"));
    }
}
