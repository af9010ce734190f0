package io.anyport.dynamodb.local;

import static io.anyport.dynamodb.local.Measure.MEASURES;
import static io.anyport.dynamodb.local.Meeting.MEETINGS;
import static io.anyport.store.Range.partition;
import static io.anyport.store.Update.add;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.dynamodb.DynamoDbOptions;
import io.anyport.dynamodb.DynamoDbStore;
import io.anyport.mapping.InvalidInput;
import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.function.Executable;
import software.amazon.awssdk.services.dynamodb.DynamoDbClient;
import software.amazon.awssdk.services.dynamodb.model.TimeToLiveStatus;

/** How tables are made and named, and read page by page. */
class TablesTest {

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

    @Test
    void pagesOfNumbersAndBinariesGoOn() {
        store.createTables(MEASURES);
        var measures = store.table(MEASURES);
        byte[] mark = {0, -1};
        var values = List.of("-9.99E125", "-12.5", "-1", "-1E-130", "0", "1E-130", "0.5", "1", "10", "1E+2", "1E125");
        values.forEach(value -> measures.put(new Measure("a", new BigDecimal(value), mark)));
        for (Range range : List.of(partition("a"), partition(mark).on("by-mark"))) {
            var read = new ArrayList<BigDecimal>();
            measures.stream(range.limit(1)).forEach(measure -> read.add(measure.value()));
            assertEquals(values.size(), read.size());
            for (int i = 0; i < read.size(); i++) {
                assertEquals(0, new BigDecimal(values.get(i)).compareTo(read.get(i)), values.get(i));
            }
        }
    }

    @Test
    void tablesAreMadeOnce() {
        var meetings = meetings();
        meetings.insert(meeting());
        store.createTables(MEETINGS, MEASURES);
        assertTrue(meetings.get(KEY).isPresent());
        assertEquals(
                List.of("anyport-tokens", "measures", "meetings"),
                client.listTables().tableNames());
        for (String table : List.of("anyport-tokens", "meetings")) {
            var expiry = client.describeTimeToLive(request -> request.tableName(table))
                    .timeToLiveDescription();
            assertEquals(TimeToLiveStatus.ENABLED, expiry.timeToLiveStatus());
            assertEquals("anyport_expiry", expiry.attributeName());
        }
    }

    @Test
    void aTableIsNotMadeByItself() {
        var meetings = store.table(MEETINGS);
        for (Executable call : List.<Executable>of(
                () -> meetings.get(KEY),
                () -> meetings.insert(meeting()),
                () -> meetings.query(partition("a")),
                () -> store.transact(Write.insert(MEETINGS, meeting())))) {
            var failed = assertThrows(IllegalStateException.class, call);
            assertTrue(failed.getMessage().contains("table meetings"), failed.getMessage());
            assertTrue(failed.getMessage().contains("createTables"), failed.getMessage());
        }
        store.createTables(TableSpec.of("meetings", Meeting.class).key("room", "start"));
        assertThrows(
                IllegalStateException.class, () -> meetings.query(partition("a").on("by-end")));
    }

    @Test
    void aPrefixKeepsTablesApart() {
        var meetings = meetings();
        meetings.insert(meeting());
        var other = DynamoDbStore.open(client, DynamoDbOptions.standard().tablePrefix("test."));
        other.createTables(MEETINGS);
        assertFalse(other.table(MEETINGS).get(KEY).isPresent());
        assertTrue(client.listTables().tableNames().contains("test.meetings"));
        var failed =
                assertThrows(ConditionFailed.class, () -> other.table(MEETINGS).update(KEY, add("tiny", 1)));
        assertEquals(Optional.of("meetings"), failed.table());
        assertThrows(
                IllegalArgumentException.class, () -> DynamoDbOptions.standard().tablePrefix("a/b"));
        var tooLong = DynamoDbStore.open(client, DynamoDbOptions.standard().tablePrefix("x".repeat(250)));
        assertThrows(IllegalArgumentException.class, () -> tooLong.table(MEETINGS));
    }

    @Test
    void aForgedCursorIsRefused() {
        store.createTables(MEASURES);
        var measures = store.table(MEASURES);
        measures.put(new Measure("a", BigDecimal.ONE, new byte[] {1}));
        measures.put(new Measure("a", BigDecimal.TEN, new byte[] {1}));
        var page = measures.query(partition("a").limit(1));
        String cursor = page.next().orElseThrow();
        assertThrows(InvalidInput.class, () -> measures.query(partition("a").after("A" + cursor.substring(1))));
        assertThrows(InvalidInput.class, () -> measures.query(partition("b").after(cursor)));
    }
}
