package io.anyport.benchmarks.store;

import static io.anyport.store.Update.set;

import io.anyport.jdbc.JdbcStore;
import io.anyport.store.Key;
import io.anyport.store.Page;
import io.anyport.store.Range;
import io.anyport.store.Table;
import io.anyport.store.Write;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.Optional;
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
import org.openjdk.jmh.annotations.TearDown;

/** A store on H2, beside {@link ByHandH2}. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class H2Benchmark {

    private static final int RECORDS = 1_000;
    private static final String[] IDS =
            IntStream.range(0, RECORDS).mapToObj(i -> Todo.of(i).id()).toArray(String[]::new);

    /** In a file, as an application has it, or in memory, where nothing hides what the calls cost. */
    @Param({"file", "memory"})
    public String place;

    private final Key key = Key.of("home", "todo-500");
    private final Todo todo = Todo.of(500);
    private final Todo other = Todo.of(501);
    private final Todo replaced = Todo.of(502);
    private final Todo passing = Todo.of(RECORDS);
    private final Key passingKey = Key.of("home", passing.id());
    private JdbcStore store;
    private Table<Todo> plain;
    private Table<Todo> versioned;
    private ByHandH2 byHand;
    private int next;
    private long version;
    private long versionByHand;

    @Setup
    public void open() throws Exception {
        store = JdbcStore.open(url("ours"));
        store.createTables(Todo.PLAIN, Todo.VERSIONED);
        plain = store.table(Todo.PLAIN);
        versioned = store.table(Todo.VERSIONED);
        byHand = new ByHandH2(url("by-hand"));
        for (int i = 0; i < RECORDS; i++) {
            plain.put(Todo.of(i));
            version = versioned.put(Todo.of(i)).version();
            byHand.put(Todo.of(i));
            versionByHand = 1;
        }
    }

    private String url(String name) throws Exception {
        if (place.equals("memory")) {
            return "jdbc:h2:mem:" + name + ";DB_CLOSE_DELAY=-1";
        }
        Path folder = Files.createTempDirectory("anyport-benchmark");
        return "jdbc:h2:" + folder.resolve(name) + ";WRITE_DELAY=0";
    }

    @TearDown
    public void close() {
        store.close();
        byHand.close();
    }

    /** Another one each time: what is asked twice in a row, H2 answers from memory without a look at the table. */
    private String nextId() {
        next = (next + 1) % (RECORDS / 2);
        return IDS[next];
    }

    @Benchmark
    public Optional<Todo> get() {
        return plain.get(Key.of("home", nextId()));
    }

    @Benchmark
    public Optional<Todo> getByHand() throws SQLException {
        return byHand.get("home", nextId());
    }

    @Benchmark
    public Todo put() {
        return plain.put(todo);
    }

    @Benchmark
    public Todo putByHand() throws SQLException {
        byHand.put(todo);
        return todo;
    }

    /** With a version, which has to be counted and told. */
    @Benchmark
    public Todo putVersioned() {
        return versioned.put(todo);
    }

    @Benchmark
    public Todo putVersionedByHand() throws SQLException {
        return byHand.putCounting(todo);
    }

    /** With the version that was read. */
    @Benchmark
    public Todo replace() {
        var next = versioned.replace(replaced.version(version));
        version = next.version();
        return next;
    }

    @Benchmark
    public Todo replaceByHand() throws SQLException {
        var next = byHand.replace(replaced.version(versionByHand));
        versionByHand = next.version();
        return next;
    }

    /** Two operations, so that there is something to delete and to insert each time. */
    @Benchmark
    public boolean insertAndDelete() {
        plain.insert(passing);
        return plain.delete(passingKey);
    }

    @Benchmark
    public boolean insertAndDeleteByHand() throws SQLException {
        byHand.insert(passing);
        return byHand.delete(passing.list(), passing.id());
    }

    @Benchmark
    public Todo update() {
        return plain.update(key, set("title", todo.title()));
    }

    @Benchmark
    public Todo updateByHand() throws SQLException {
        return byHand.rename("home", "todo-500", todo.title());
    }

    @Benchmark
    public Page<Todo> queryOfTen() {
        return plain.query(Range.partition("home").from(nextId()).limit(10));
    }

    @Benchmark
    public ByHandH2.Found queryOfTenByHand() throws SQLException {
        return byHand.query("home", nextId(), 10);
    }

    @Benchmark
    public Object transact() {
        store.transact(Write.put(Todo.PLAIN, todo), Write.put(Todo.PLAIN, other));
        return todo;
    }

    @Benchmark
    public Object transactByHand() throws SQLException {
        byHand.transact(todo, other);
        return todo;
    }
}
