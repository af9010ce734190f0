package io.anyport.benchmarks.store;

import com.zaxxer.hikari.HikariDataSource;
import io.anyport.codec.Codec;
import io.anyport.jdbc.JdbcStore;
import io.anyport.mapping.Reading;
import io.anyport.store.Key;
import io.anyport.store.Table;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
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
import org.openjdk.jmh.annotations.TearDown;

/** A store on H2, beside the same by hand: a pool, prepared statements, and the same codec for the document. */
@State(Scope.Benchmark)
@BenchmarkMode(Mode.AverageTime)
@OutputTimeUnit(TimeUnit.MICROSECONDS)
public class H2Benchmark {

    private static final int RECORDS = 1_000;

    /** In a file, as an application has it, or in memory, where nothing hides what the calls cost. */
    @Param({"file", "memory"})
    public String place;

    private final Codec codec = Codec.found();
    private final Key key = Key.of("home", "todo-500");
    private final Todo todo = Todo.of(500);
    private JdbcStore store;
    private Table<Todo> plain;
    private Table<Todo> versioned;
    private HikariDataSource pool;

    @Setup
    public void open() throws Exception {
        store = JdbcStore.open(url("ours"));
        store.createTables(Todo.PLAIN, Todo.VERSIONED);
        plain = store.table(Todo.PLAIN);
        versioned = store.table(Todo.VERSIONED);
        pool = new HikariDataSource();
        pool.setJdbcUrl(url("by-hand"));
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE todo (list VARCHAR(200), id VARCHAR(200), version BIGINT, document VARCHAR,"
                    + " PRIMARY KEY (list, id))");
        }
        for (int i = 0; i < RECORDS; i++) {
            plain.put(Todo.of(i));
            versioned.put(Todo.of(i));
            merge(Todo.of(i));
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
        pool.close();
    }

    @Benchmark
    public Optional<Todo> get() {
        return plain.get(key);
    }

    @Benchmark
    public Optional<Todo> getByHand() throws SQLException {
        try (var connection = pool.getConnection();
                var query = connection.prepareStatement("SELECT document FROM todo WHERE list = ? AND id = ?")) {
            query.setString(1, "home");
            query.setString(2, "todo-500");
            try (var results = query.executeQuery()) {
                return results.next() ? Optional.of(read(results.getString(1))) : Optional.empty();
            }
        }
    }

    private Todo read(String document) {
        var reading = Reading.lenient();
        return reading.orThrow(codec.read(document.getBytes(StandardCharsets.UTF_8), Todo.class, reading));
    }

    @Benchmark
    public Todo put() {
        return plain.put(todo);
    }

    @Benchmark
    public Todo putByHand() throws SQLException {
        merge(todo);
        return todo;
    }

    private void merge(Todo written) throws SQLException {
        try (var connection = pool.getConnection();
                var merge = connection.prepareStatement(
                        "MERGE INTO todo (list, id, version, document) KEY (list, id) VALUES (?, ?, ?, ?)")) {
            merge.setString(1, written.list());
            merge.setString(2, written.id());
            merge.setLong(3, 1);
            merge.setString(4, new String(codec.write(written), StandardCharsets.UTF_8));
            merge.executeUpdate();
        }
    }

    /** With a version, which has to be counted and told. */
    @Benchmark
    public Todo putVersioned() {
        return versioned.put(todo);
    }

    @Benchmark
    public Todo putVersionedByHand() throws SQLException {
        try (var connection = pool.getConnection();
                var update = connection.prepareStatement("SELECT version FROM FINAL TABLE (UPDATE todo SET version ="
                        + " version + 1, document = ? WHERE list = ? AND id = ?)")) {
            update.setString(1, new String(codec.write(todo), StandardCharsets.UTF_8));
            update.setString(2, "home");
            update.setString(3, "todo-500");
            try (var versions = update.executeQuery()) {
                versions.next();
                return new Todo("home", "todo-500", todo.title(), todo.completed(), todo.order(), versions.getLong(1));
            }
        }
    }
}
