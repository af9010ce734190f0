package io.anyport.benchmarks.store;

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
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbEnhancedClient;
import software.amazon.awssdk.enhanced.dynamodb.DynamoDbTable;
import software.amazon.awssdk.enhanced.dynamodb.TableSchema;
import software.amazon.awssdk.enhanced.dynamodb.model.QueryConditional;

/** A store on DynamoDB, beside the low-level client by hand and the Enhanced client, all on a stub in the same process. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class DynamoDbBenchmark {

    private final Key key = Key.of("home", "todo-500");
    private final Range range = Range.partition("home").limit(10);
    private final Todo todo = Todo.of(500);
    private final TodoBean bean = TodoBean.of(todo);
    private Table<Todo> table;
    private ByHandDynamoDb byHand;
    private DynamoDbTable<TodoBean> enhanced;

    @Setup
    public void open() {
        var client = StubDynamoDb.client();
        table = DynamoDbStore.open(client, DynamoDbOptions.standard()).table(Todo.PLAIN);
        byHand = new ByHandDynamoDb(client);
        enhanced = DynamoDbEnhancedClient.builder()
                .dynamoDbClient(client)
                .build()
                .table("plain", TableSchema.fromBean(TodoBean.class));
    }

    @Benchmark
    public Optional<Todo> get() {
        return table.get(key);
    }

    @Benchmark
    public Todo getByHand() {
        return byHand.get("home", "todo-500");
    }

    @Benchmark
    public TodoBean getEnhanced() {
        return enhanced.getItem(request ->
                request.key(k -> k.partitionValue("home").sortValue("todo-500")).consistentRead(true));
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
        enhanced.putItem(bean);
        return bean;
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
        return enhanced
                .query(request -> request.queryConditional(QueryConditional.keyEqualTo(k -> k.partitionValue("home")))
                        .consistentRead(true)
                        .limit(10))
                .stream()
                .findFirst()
                .orElseThrow()
                .items();
    }
}
