package io.anyport.memory;

import static io.anyport.store.Update.set;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.sun.management.ThreadMXBean;
import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.TableSpec;
import java.lang.management.ManagementFactory;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.TestFactory;

/**
 * What an operation allocates: a guard, since bytes stay the same where times do not. The bounds are a quarter above what
 * code takes that is compiled without the optimisation that saves objects.
 */
class AllocationsTest {

    record Todo(String list, String id, String title, boolean completed, int order, long version) {}

    private static final TableSpec<Todo> TODOS =
            TableSpec.of("todos", Todo.class).key("list", "id").version("version");
    private static final Key KEY = Key.of("home", "todo-0");
    private static final int ROUNDS = 20;
    private static final int CALLS = 100;
    private static final ThreadMXBean THREADS = (ThreadMXBean) ManagementFactory.getThreadMXBean();

    private static Todo todo(int number) {
        return new Todo("home", "todo-" + number, "Write down what is to be done", false, 500, 1);
    }

    @TestFactory
    Stream<DynamicTest> operationsAllocateNoMoreThanTheyDid() {
        var todos = new MemoryStore().table(TODOS);
        for (int i = 0; i < 10; i++) {
            todos.put(todo(i));
        }
        var todo = todo(0);
        var rename = set("title", "Write down what is to be done");
        return Stream.of(
                bounded("get", 900, () -> todos.get(KEY)),
                bounded("put", 1_300, () -> todos.put(todo)),
                bounded("update", 4_130, () -> todos.update(KEY, rename)),
                bounded(
                        "query of ten",
                        7_890,
                        () -> todos.query(Range.partition("home").limit(10))),
                bounded("new store", 360, MemoryStore::new));
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
