package io.anyport.benchmarks.store;

import com.zaxxer.hikari.HikariDataSource;
import io.anyport.codec.Codec;
import io.anyport.mapping.Reading;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Base64;
import java.util.List;
import java.util.Optional;

/** What one writes with JDBC for the same records: a pool, prepared statements, and the same codec for the document. */
final class ByHandH2 {

    private static final String AT = " WHERE list = ? AND id = ?";

    private final Codec codec = Codec.found();
    private final HikariDataSource pool = new HikariDataSource();

    ByHandH2(String url) throws SQLException {
        pool.setJdbcUrl(url);
        try (var connection = pool.getConnection();
                var statement = connection.createStatement()) {
            statement.execute("CREATE TABLE todo (list VARCHAR(200), id VARCHAR(200), version BIGINT, document VARCHAR,"
                    + " PRIMARY KEY (list, id))");
        }
    }

    void close() {
        pool.close();
    }

    private Todo read(String document) {
        var reading = Reading.lenient();
        return reading.orThrow(codec.read(document.getBytes(StandardCharsets.UTF_8), Todo.class, reading));
    }

    private String json(Todo todo) {
        return new String(codec.write(todo), StandardCharsets.UTF_8);
    }

    private static void bind(PreparedStatement statement, int first, String list, String id) throws SQLException {
        statement.setString(first, list);
        statement.setString(first + 1, id);
    }

    Optional<Todo> get(String list, String id) throws SQLException {
        try (var connection = pool.getConnection();
                var query = connection.prepareStatement("SELECT document FROM todo" + AT)) {
            bind(query, 1, list, id);
            try (var results = query.executeQuery()) {
                return results.next() ? Optional.of(read(results.getString(1))) : Optional.empty();
            }
        }
    }

    void put(Todo todo) throws SQLException {
        try (var connection = pool.getConnection()) {
            put(connection, todo);
        }
    }

    private void put(Connection connection, Todo todo) throws SQLException {
        try (var merge = connection.prepareStatement(
                "MERGE INTO todo (list, id, version, document) KEY (list, id) VALUES (?, ?, ?, ?)")) {
            bind(merge, 1, todo.list(), todo.id());
            merge.setLong(3, 1);
            merge.setString(4, json(todo));
            merge.executeUpdate();
        }
    }

    Todo putCounting(Todo todo) throws SQLException {
        try (var connection = pool.getConnection();
                var update = connection.prepareStatement(
                        "SELECT version FROM FINAL TABLE (UPDATE todo SET version = version + 1, document = ?" + AT
                                + ")")) {
            update.setString(1, json(todo));
            bind(update, 2, todo.list(), todo.id());
            try (var versions = update.executeQuery()) {
                versions.next();
                return todo.version(versions.getLong(1));
            }
        }
    }

    Todo replace(Todo todo) throws SQLException {
        try (var connection = pool.getConnection();
                var update = connection.prepareStatement(
                        "UPDATE todo SET version = version + 1, document = ?" + AT + " AND version = ?")) {
            update.setString(1, json(todo));
            bind(update, 2, todo.list(), todo.id());
            update.setLong(4, todo.version());
            if (update.executeUpdate() == 0) {
                throw new IllegalStateException("it was changed");
            }
            return todo.version(todo.version() + 1);
        }
    }

    void insert(Todo todo) throws SQLException {
        try (var connection = pool.getConnection();
                var insert = connection.prepareStatement(
                        "INSERT INTO todo (list, id, version, document) VALUES (?, ?, ?, ?)")) {
            bind(insert, 1, todo.list(), todo.id());
            insert.setLong(3, 1);
            insert.setString(4, json(todo));
            insert.executeUpdate();
        }
    }

    boolean delete(String list, String id) throws SQLException {
        try (var connection = pool.getConnection();
                var delete = connection.prepareStatement("DELETE FROM todo" + AT)) {
            bind(delete, 1, list, id);
            return delete.executeUpdate() == 1;
        }
    }

    /** The document has to be read, changed, and written again. */
    Todo rename(String list, String id, String title) throws SQLException {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                var renamed = rename(connection, list, id, title);
                connection.commit();
                return renamed;
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }

    private Todo rename(Connection connection, String list, String id, String title) throws SQLException {
        Todo stored;
        try (var query = connection.prepareStatement("SELECT document FROM todo" + AT + " FOR UPDATE")) {
            bind(query, 1, list, id);
            try (var results = query.executeQuery()) {
                results.next();
                stored = read(results.getString(1));
            }
        }
        var renamed = new Todo(list, id, title, stored.completed(), stored.order(), stored.version());
        try (var update = connection.prepareStatement("UPDATE todo SET version = version + 1, document = ?" + AT)) {
            update.setString(1, json(renamed));
            bind(update, 2, list, id);
            update.executeUpdate();
        }
        return renamed;
    }

    /** Some records, and what goes into a URL to go on behind them; empty behind the last one. */
    record Found(List<Todo> todos, Optional<String> next) {}

    /** One more record than asked for tells whether there are more. */
    Found query(String list, String from, int limit) throws SQLException {
        try (var connection = pool.getConnection();
                var query = connection.prepareStatement(
                        "SELECT document FROM todo WHERE list = ? AND id >= ? ORDER BY list, id LIMIT ?")) {
            bind(query, 1, list, from);
            query.setInt(3, limit + 1);
            var todos = new ArrayList<Todo>();
            try (var results = query.executeQuery()) {
                while (results.next()) {
                    if (todos.size() == limit) {
                        return new Found(todos, Optional.of(cursor(todos.get(limit - 1))));
                    }
                    todos.add(read(results.getString(1)));
                }
            }
            return new Found(todos, Optional.empty());
        }
    }

    private static String cursor(Todo last) {
        return Base64.getUrlEncoder().withoutPadding().encodeToString(last.id().getBytes(StandardCharsets.UTF_8));
    }

    /** Rows are locked in the order of their keys before they are written. */
    void transact(Todo first, Todo second) throws SQLException {
        try (var connection = pool.getConnection()) {
            connection.setAutoCommit(false);
            try {
                put(connection, first);
                put(connection, second);
                connection.commit();
            } catch (SQLException e) {
                connection.rollback();
                throw e;
            } finally {
                connection.setAutoCommit(true);
            }
        }
    }
}
