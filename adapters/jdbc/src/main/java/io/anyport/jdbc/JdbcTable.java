package io.anyport.jdbc;

import io.anyport.codec.Codec;
import io.anyport.mapping.Reading;
import io.anyport.store.Check;
import io.anyport.store.Condition;
import io.anyport.store.Key;
import io.anyport.store.Page;
import io.anyport.store.Range;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.Item;
import io.anyport.store.engine.ItemKey;
import io.anyport.store.engine.Scan;
import java.nio.charset.StandardCharsets;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Map;
import java.util.Optional;

/** A table in a database. */
final class JdbcTable<T> implements Table<T> {

    private final TableSpec<T> spec;
    private final Connections connections;
    private final Statements statements;
    private final Codec codec;
    private final Clock clock;

    JdbcTable(TableSpec<T> spec, Connections connections, Statements statements, Codec codec, Clock clock) {
        this.spec = spec;
        this.connections = connections;
        this.statements = statements;
        this.codec = codec;
        this.clock = clock;
    }

    @Override
    public TableSpec<T> spec() {
        return spec;
    }

    @Override
    public Optional<T> get(Key key) {
        var itemKey = ItemKey.of(spec, key);
        var row = connections.read(spec.name(), key, connection -> select(connection, itemKey));
        return row.map(this::record);
    }

    private Optional<PageQuery.Row> select(Connection connection, ItemKey key) throws SQLException {
        try (var query = connection.prepareStatement(statements.get)) {
            bindKey(query, key);
            query.setLong(3, now());
            try (var results = query.executeQuery()) {
                return results.next()
                        ? Optional.of(new PageQuery.Row(results.getLong(1), results.getString(2)))
                        : Optional.empty();
            }
        }
    }

    @Override
    public T insert(T record) {
        var writer = writer(Item.of(spec, record));
        var key = Item.keyOf(spec, record);
        return Item.withVersion(spec, record, write(key, connection -> {
            if (!writer.insert(connection)) {
                throw failed(connection, key, writer.key());
            }
            return 1L;
        }));
    }

    @Override
    public T put(T record) {
        var writer = writer(Item.of(spec, record));
        return Item.withVersion(spec, record, write(Item.keyOf(spec, record), writer::put));
    }

    @Override
    public T put(T record, Condition condition) {
        var check = Check.of(spec, condition);
        var writer = writer(Item.of(spec, record));
        var key = Item.keyOf(spec, record);
        return Item.withVersion(spec, record, connections.transact(spec.name(), key, connection -> {
            boolean there = checked(connection, check, key, writer.key());
            return writer.put(connection, there);
        }));
    }

    @Override
    public T replace(T record) {
        Item.requireVersion(spec);
        var item = Item.of(spec, record);
        var writer = writer(item);
        var key = Item.keyOf(spec, record);
        return Item.withVersion(spec, record, write(key, connection -> {
            if (!writer.replace(connection)) {
                throw failed(connection, key, item.key());
            }
            return item.version() + 1;
        }));
    }

    @Override
    public boolean delete(Key key) {
        var itemKey = ItemKey.of(spec, key);
        return write(key, connection -> delete(connection, itemKey));
    }

    @Override
    public boolean delete(Key key, Condition condition) {
        var check = Check.of(spec, condition);
        var itemKey = ItemKey.of(spec, key);
        return connections.transact(spec.name(), key, connection -> {
            checked(connection, check, key, itemKey);
            return delete(connection, itemKey);
        });
    }

    private boolean delete(Connection connection, ItemKey key) throws SQLException {
        long now = now();
        boolean live = delete(connection, statements.delete, key, now);
        if (live || (spec.expiry().isPresent() && delete(connection, statements.deleteExpired, key, now))) {
            deleteIndexRows(connection, key);
        }
        return live;
    }

    /** Locks a row and answers whether there is one, if the condition holds of it. */
    private boolean checked(Connection connection, Check check, Key key, ItemKey itemKey) throws SQLException {
        try (var query = connection.prepareStatement(statements.lock)) {
            bindKey(query, itemKey);
            try (var results = query.executeQuery()) {
                boolean there = results.next();
                var live = there && results.getLong(3) > now()
                        ? new PageQuery.Row(results.getLong(1), results.getString(2))
                        : null;
                if (live == null ? check.holds(Map.of(), 0) : check.holds(document(live), live.version())) {
                    return there;
                }
                throw new ConditionFailed(spec.name(), key, live == null ? null : record(live));
            }
        }
    }

    private Map<?, ?> document(PageQuery.Row row) {
        var reading = Reading.lenient();
        return reading.orThrow(codec.read(bytes(row), Map.class, reading));
    }

    private static byte[] bytes(PageQuery.Row row) {
        return row.document().getBytes(StandardCharsets.UTF_8);
    }

    @Override
    public void delete(T record) {
        Item.requireVersion(spec);
        var item = Item.of(spec, record);
        var key = Item.keyOf(spec, record);
        write(key, connection -> {
            if (!delete(connection, statements.deleteVersion, item.key(), item.version(), now())) {
                throw failed(connection, key, item.key());
            }
            deleteIndexRows(connection, item.key());
            return true;
        });
    }

    private static boolean delete(Connection connection, String sql, ItemKey key, long... more) throws SQLException {
        try (var delete = connection.prepareStatement(sql)) {
            bindKey(delete, key);
            for (int i = 0; i < more.length; i++) {
                delete.setLong(3 + i, more[i]);
            }
            return delete.executeUpdate() == 1;
        }
    }

    private void deleteIndexRows(Connection connection, ItemKey key) throws SQLException {
        for (String sql : statements.deleteIndexRow) {
            delete(connection, sql, key);
        }
    }

    @Override
    public Page<T> query(Range range) {
        var scan = Scan.of(spec, range);
        var found =
                connections.read(spec.name(), null, connection -> PageQuery.run(connection, statements, scan, now()));
        var items = new ArrayList<T>(found.rows().size());
        found.rows().forEach(row -> items.add(record(row)));
        return new Page<>(items, Optional.ofNullable(found.next()).map(scan::cursor));
    }

    private <R> R write(Key key, Connections.Work<R> work) {
        return spec.indexes().isEmpty()
                ? connections.write(spec.name(), key, work)
                : connections.transact(spec.name(), key, work);
    }

    private RowWriter writer(Item item) {
        String document = new String(codec.write(item.document()), StandardCharsets.UTF_8);
        return new RowWriter(statements, item, document, now());
    }

    private ConditionFailed failed(Connection connection, Key key, ItemKey itemKey) throws SQLException {
        return new ConditionFailed(
                spec.name(), key, select(connection, itemKey).map(this::record).orElse(null));
    }

    private T record(PageQuery.Row row) {
        var reading = Reading.lenient();
        var draft = Item.draft(spec, row.version());
        return Item.record(spec, codec.read(bytes(row), draft, reading), reading);
    }

    private static void bindKey(PreparedStatement statement, ItemKey key) throws SQLException {
        statement.setBytes(1, Hashing.hash(key.partition()));
        statement.setBytes(2, key.sort());
    }

    private long now() {
        return Math.floorDiv(clock.millis(), 1000L);
    }
}
