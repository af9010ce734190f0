package io.anyport.dynamodb.local;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.dynamodb.DynamoDbOptions;
import io.anyport.dynamodb.DynamoDbStore;
import io.anyport.mapping.InvalidInput;
import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.TableSpec;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.Test;

/** What is too large for DynamoDB alone is said with its limit. */
class SizesTest {

    record Sheet(String id, String text, Map<String, Integer> counts, int edits) {}

    private static final TableSpec<Sheet> SHEETS =
            TableSpec.of("sheets", Sheet.class).key("id");

    private final DynamoDbStore store =
            DynamoDbStore.open(DynamoDbLocal.newDatabase().build(), DynamoDbOptions.standard());

    SizesTest() {
        store.createTables(SHEETS);
    }

    private static Sheet sheet(String id, String text) {
        return new Sheet(id, text, Map.of(), 0);
    }

    @Test
    void aSnapshotOfLargeRecordsSaysTheLimit() {
        var gets = new ArrayList<Get<?>>();
        for (int i = 0; i < 11; i++) {
            store.table(SHEETS).put(sheet("s" + i, "x".repeat(400_000)));
            gets.add(Get.of(SHEETS, Key.of("s" + i)));
        }
        var failed = assertThrows(IllegalArgumentException.class, () -> store.transactGet(gets));
        assertTrue(failed.getMessage().contains("4194304 bytes"), failed.getMessage());
    }

    @Test
    void keysOfMapsAreLimited() {
        var sheets = store.table(SHEETS);
        String longest = "é".repeat(32_767) + "x";
        sheets.put(new Sheet("1", "", Map.of(longest, 1), 0));
        assertEquals(Map.of(longest, 1), sheets.get(Key.of("1")).orElseThrow().counts());
        var failed =
                assertThrows(InvalidInput.class, () -> sheets.put(new Sheet("1", "", Map.of(longest + "y", 1), 0)));
        assertTrue(List.of(failed.faults()).toString().contains("65535"), failed.toString());
    }
}
