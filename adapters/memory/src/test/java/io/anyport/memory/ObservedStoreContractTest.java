package io.anyport.memory;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.http.Response;
import io.anyport.junit.StoreContract;
import io.anyport.observe.Observation;
import io.anyport.observe.ObservedStore;
import io.anyport.observe.StoreTask;
import io.anyport.store.Condition;
import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.Store;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.time.Clock;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** A store that is observed keeps the contract all the same, and each of its calls is told. */
class ObservedStoreContractTest implements StoreContract {

    record Note(String list, String id, String text) {}

    private static final TableSpec<Note> NOTES =
            TableSpec.of("notes", Note.class).key("list", "id");
    private static final Note NOTE = new Note("home", "1", "a");
    private static final Key KEY = Key.of("home", "1");

    @Override
    public Store open(Clock clock, TableSpec<?>... tables) {
        var store = new MemoryStore(MemoryOptions.standard().clock(clock));
        return ObservedStore.of("memory", store, task -> response -> {});
    }

    @Test
    void eachCallIsToldWithEngineTableAndOperation() {
        var told = new ArrayList<String>();
        try (var store = ObservedStore.of("memory", new MemoryStore(), task -> {
            var call = (StoreTask) task;
            told.add(call.engine() + ": " + call.name());
            return telling(told);
        })) {
            var table = store.table(NOTES);
            table.insert(NOTE);
            assertThrows(ConditionFailed.class, () -> table.insert(NOTE));
            table.get(KEY);
            assertEquals(1, table.stream(Range.partition("home")).count());
            table.delete(KEY, Condition.is("text", "a"));
            store.transact(Write.put(NOTES, NOTE));
            store.transact("token", Write.put(NOTES, NOTE));
            store.transactGet(Get.of(NOTES, KEY));
        }
        assertEquals(
                List.of(
                        "memory: insert notes",
                        "end",
                        "memory: insert notes",
                        "ConditionFailed",
                        "end",
                        "memory: get notes",
                        "end",
                        "memory: query notes",
                        "end",
                        "memory: delete notes",
                        "end",
                        "memory: transact",
                        "end",
                        "memory: transact",
                        "end",
                        "memory: transactGet",
                        "end"),
                told);
        assertTrue(told.stream().noneMatch(line -> line.contains("home")));
    }

    private static Observation telling(List<String> told) {
        return new Observation() {
            @Override
            public void thrown(Throwable thrown) {
                told.add(thrown.getClass().getSimpleName());
            }

            @Override
            public void end(@Nullable Response response) {
                told.add("end");
            }
        };
    }
}
