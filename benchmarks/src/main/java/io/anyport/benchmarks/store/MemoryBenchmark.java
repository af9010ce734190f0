package io.anyport.benchmarks.store;

import io.anyport.memory.MemoryStore;
import io.anyport.store.Key;
import io.anyport.store.Table;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import org.openjdk.jmh.annotations.Benchmark;
import org.openjdk.jmh.annotations.BenchmarkMode;
import org.openjdk.jmh.annotations.Mode;
import org.openjdk.jmh.annotations.OutputTimeUnit;
import org.openjdk.jmh.annotations.Scope;
import org.openjdk.jmh.annotations.Setup;
import org.openjdk.jmh.annotations.State;

/** The store of unit tests. The named reference is a map, which does a fraction of the work. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.NANOSECONDS)
public class MemoryBenchmark {

    private static final int RECORDS = 1_000;

    private final Map<Key, Todo> map = new ConcurrentHashMap<>();
    private final Key key = Key.of("home", "todo-500");
    private final Todo todo = Todo.of(500);
    private Table<Todo> table;

    @Setup
    public void fill() {
        table = new MemoryStore().table(Todo.VERSIONED);
        for (int i = 0; i < RECORDS; i++) {
            table.put(Todo.of(i));
            map.put(Key.of("home", "todo-" + i), Todo.of(i));
        }
    }

    @Benchmark
    public MemoryStore create() {
        return new MemoryStore();
    }

    @Benchmark
    public Optional<Todo> get() {
        return table.get(key);
    }

    @Benchmark
    public Todo put() {
        return table.put(todo);
    }

    @Benchmark
    public Todo getOfMap() {
        return map.get(key);
    }
}
