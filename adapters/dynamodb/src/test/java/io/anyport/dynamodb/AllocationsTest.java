package io.anyport.dynamodb;

import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.TableSpec;
import io.anyport.store.Write;
import java.lang.management.ManagementFactory;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;
import software.amazon.awssdk.services.dynamodb.model.AttributeValue;

/**
 * What an operation allocates before its request and after the answer, the objects of the SDK included: a guard, since bytes
 * stay the same where times do not. The bounds are a quarter above what code takes that is compiled without the optimisation that saves objects.
 */
class AllocationsTest {

    record Todo(String list, String id, String title, boolean completed, int order, long version) {}

    private static final TableSpec<Todo> PLAIN =
            TableSpec.of("plain", Todo.class).key("list", "id");
    private static final TableSpec<Todo> VERSIONED =
            TableSpec.of("versioned", Todo.class).key("list", "id").version("version");
    private static final Key KEY = Key.of("home", "todo-0");
    private static final int BATCH = 25;
    private static final int ROUNDS = 20;
    private static final int CALLS = 100;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private final DynamoDbStore store = DynamoDbStore.open(new InstantClient(item()), DynamoDbOptions.standard());

    private static Todo todo(int number) {
        return new Todo("home", "todo-" + number, "Write down what is to be done", false, 500, 1);
    }

    private static Map<String, AttributeValue> item() {
        return Map.of(
                "list", AttributeValue.fromS("home"),
                "id", AttributeValue.fromS("todo-0"),
                "title", AttributeValue.fromS("Write down what is to be done"),
                "completed", AttributeValue.fromBool(false),
                "order", AttributeValue.fromN("500"),
                "version", AttributeValue.fromN("1"));
    }

    @TestFactory
    Stream<DynamicTest> operationsAllocateNoMoreThanTheyDid() {
        var plain = store.table(PLAIN);
        var versioned = store.table(VERSIONED);
        var todo = todo(0);
        var keys = IntStream.range(0, BATCH)
                .mapToObj(i -> Key.of("home", "todo-" + i))
                .toList();
        var writes = IntStream.range(0, BATCH)
                .mapToObj(i -> Write.put(PLAIN, todo(i)))
                .toList();
        var rename = set("title", "Write down what is to be done");
        List<Write<?>> transaction = List.of(Write.put(PLAIN, todo(1)), Write.update(PLAIN, KEY, rename));
        var gets = List.of(Get.of(PLAIN, KEY), Get.of(PLAIN, Key.of("home", "todo-1")));
        return Stream.of(
                bounded("get", 1_560, () -> plain.get(KEY)),
                bounded("put", 2_840, () -> plain.put(todo)),
                bounded("insert", 3_530, () -> plain.insert(todo)),
                bounded("replace", 4_640, () -> versioned.replace(todo)),
                bounded("put that counts", 4_410, () -> versioned.put(todo)),
                bounded("update", 3_800, () -> plain.update(KEY, rename)),
                bounded("delete", 1_510, () -> plain.delete(KEY)),
                bounded(
                        "query of ten",
                        5_010,
                        () -> plain.query(Range.partition("home").limit(10))),
                bounded("batch of 25 reads", 39_700, () -> plain.getAll(keys)),
                bounded("batch of 25 writes", 69_900, () -> plain.writeAll(writes)),
                bounded("transaction of 2", 7_210, () -> store.transact(transaction)),
                bounded("snapshot of 2", 4_690, () -> store.transactGet(gets)));
    }

    private static DynamicTest bounded(String operation, long most, Runnable call) {
        return DynamicTest.dynamicTest(operation, () -> {
            long bytes = least(call);
            assertTrue(bytes <= most, operation + " allocates " + bytes + " bytes, at most " + most);
        });
    }

    private static long least(Runnable call) {
        long least = Long.MAX_VALUE;
        for (int round = 0; round < ROUNDS; round++) {
            long start = THREADS.getCurrentThreadAllocatedBytes();
            for (int i = 0; i < CALLS; i++) {
                call.run();
            }
            least = Math.min(least, (THREADS.getCurrentThreadAllocatedBytes() - start) / CALLS);
        }
        return least;
    }
}
