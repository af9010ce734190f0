package io.anyport.benchmarks.store;

import static io.anyport.store.Update.set;

import io.anyport.dynamodb.DynamoDbOptions;
import io.anyport.dynamodb.DynamoDbStore;
import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.Snapshot;
import io.anyport.store.Store;
import io.anyport.store.Table;
import io.anyport.store.Write;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.IntStream;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** Batches and transactions of a store on DynamoDB, like {@link DynamoDbBenchmark}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DynamoDbBatchBenchmark {

    static final int BATCH = 25;

    /** As in {@link DynamoDbBenchmark}. */
    @Param({"stub", "nothing"})
    public String below;

    private final List<Todo> todos =
            IntStream.range(0, BATCH).mapToObj(Todo::of).toList();
    private final List<String> ids = todos.stream().map(Todo::id).toList();
    private final List<TodoBean> beans = todos.stream().map(TodoBean::of).toList();
    private final TodoBean titled = TodoBean.titled(todos.get(1));
    private Store store;
    private Table<Todo> table;
    private ByHandDynamoDb byHand;
    private EnhancedDynamoDb enhanced;

    @Setup
    public void open() {
        var client = below.equals("stub") ? StubDynamoDb.client() : new InstantDynamoDb(StubDynamoDb.client());
        store = DynamoDbStore.open(client, DynamoDbOptions.standard());
        table = store.table(Todo.PLAIN);
        byHand = new ByHandDynamoDb(client);
        enhanced = new EnhancedDynamoDb(client);
    }

    @Benchmark
    public Map<Key, Todo> getAll() {
        return table.getAll(ids.stream().map(id -> Key.of("home", id)).toList());
    }

    @Benchmark
    public List<Todo> getAllByHand() {
        return byHand.getAll("home", ids);
    }

    @Benchmark
    public List<TodoBean> getAllEnhanced() {
        return enhanced.getAll("home", ids);
    }

    @Benchmark
    public Object writeAll() {
        table.writeAll(todos.stream().map(todo -> Write.put(Todo.PLAIN, todo)).toList());
        return todos;
    }

    @Benchmark
    public Object writeAllByHand() {
        byHand.writeAll(todos);
        return todos;
    }

    @Benchmark
    public Object writeAllEnhanced() {
        enhanced.writeAll(beans);
        return beans;
    }

    @Benchmark
    public Object transact() {
        store.transact(
                Write.put(Todo.PLAIN, todos.get(0)),
                Write.update(
                        Todo.PLAIN,
                        Key.of("home", "todo-1"),
                        set("title", todos.get(1).title())));
        return todos;
    }

    @Benchmark
    public Object transactByHand() {
        byHand.transact(todos.get(0), todos.get(1));
        return todos;
    }

    @Benchmark
    public Object transactEnhanced() {
        enhanced.transact(beans.get(0), titled);
        return beans;
    }

    @Benchmark
    public Snapshot transactGet() {
        return store.transactGet(
                Get.of(Todo.PLAIN, Key.of("home", "todo-0")), Get.of(Todo.PLAIN, Key.of("home", "todo-1")));
    }

    @Benchmark
    public List<Todo> transactGetByHand() {
        return byHand.transactGet("home", "todo-0", "todo-1");
    }

    @Benchmark
    public List<TodoBean> transactGetEnhanced() {
        return enhanced.transactGet("home", "todo-0", "todo-1");
    }
}
