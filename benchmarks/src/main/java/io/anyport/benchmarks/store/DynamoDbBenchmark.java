package io.anyport.benchmarks.store;

import static io.anyport.store.Update.set;

import io.anyport.dynamodb.DynamoDbOptions;
import io.anyport.dynamodb.DynamoDbStore;
import io.anyport.store.Key;
import io.anyport.store.Range;
import io.anyport.store.Table;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Param;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** A store on DynamoDB, beside the low-level client by hand and the Enhanced client, all on a stub in the same process. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DynamoDbBenchmark {

    private static final String ID = "todo-500";

    /** The whole client on a stub, or nothing but what is made of a call before and of its answer after. */
    @Param({"stub", "nothing"})
    public String below;

    private final Key key = Key.of("home", ID);
    private final Range range = Range.partition("home").limit(10);
    private final Todo todo = Todo.of(500);
    private final TodoBean bean = TodoBean.of(todo);
    private final TodoBean titled = TodoBean.titled(todo);
    private final Todo versionedTodo = todo.version(1);
    private final VersionedTodoBean versionedBean = VersionedTodoBean.of(versionedTodo);
    private Table<Todo> table;
    private Table<Todo> versioned;
    private ByHandDynamoDb byHand;
    private EnhancedDynamoDb enhanced;

    @Setup
    public void open() {
        var client = below.equals("stub") ? StubDynamoDb.client() : new InstantDynamoDb(StubDynamoDb.client());
        var store = DynamoDbStore.open(client, DynamoDbOptions.standard());
        table = store.table(Todo.PLAIN);
        versioned = store.table(Todo.VERSIONED);
        byHand = new ByHandDynamoDb(client);
        enhanced = new EnhancedDynamoDb(client);
    }

    @Benchmark
    public Optional<Todo> get() {
        return table.get(key);
    }

    @Benchmark
    public Todo getByHand() {
        return byHand.get("home", ID);
    }

    @Benchmark
    public TodoBean getEnhanced() {
        return enhanced.get("home", ID);
    }

    @Benchmark
    public Todo put() {
        return table.put(todo);
    }

    @Benchmark
    public Todo putByHand() {
        byHand.put(todo);
        return todo;
    }

    @Benchmark
    public TodoBean putEnhanced() {
        enhanced.put(bean);
        return bean;
    }

    @Benchmark
    public Todo insert() {
        return table.insert(todo);
    }

    @Benchmark
    public Todo insertByHand() {
        byHand.insert(todo);
        return todo;
    }

    @Benchmark
    public TodoBean insertEnhanced() {
        enhanced.insert(bean);
        return bean;
    }

    @Benchmark
    public Todo replace() {
        return versioned.replace(versionedTodo);
    }

    @Benchmark
    public Todo replaceByHand() {
        return byHand.replace(versionedTodo);
    }

    @Benchmark
    public TodoBean replaceEnhanced() {
        enhanced.replace(versionedBean);
        return versionedBean;
    }

    /** Whatever the version is. The Enhanced client cannot do that. */
    @Benchmark
    public Todo putCounting() {
        return versioned.put(todo);
    }

    @Benchmark
    public Todo putCountingByHand() {
        return byHand.putCounting(todo);
    }

    @Benchmark
    public Todo update() {
        return table.update(key, set("title", todo.title()));
    }

    @Benchmark
    public Todo updateByHand() {
        return byHand.rename("home", ID, todo.title());
    }

    @Benchmark
    public TodoBean updateEnhanced() {
        return enhanced.rename(titled);
    }

    @Benchmark
    public boolean delete() {
        return table.delete(key);
    }

    @Benchmark
    public boolean deleteByHand() {
        return byHand.delete("home", ID);
    }

    @Benchmark
    public boolean deleteEnhanced() {
        return enhanced.delete("home", ID);
    }

    @Benchmark
    public List<Todo> queryOfTen() {
        return table.query(range).items();
    }

    @Benchmark
    public List<Todo> queryOfTenByHand() {
        return byHand.query("home");
    }

    @Benchmark
    public List<TodoBean> queryOfTenEnhanced() {
        return enhanced.query("home");
    }
}
