package io.anyport.jdbc;

import io.anyport.jdbc.Connections.Subject;
import io.anyport.store.Consistency;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.Change;
import io.anyport.store.engine.ItemKey;
import io.anyport.store.engine.Lookup;
import io.anyport.store.engine.Scan;
import io.anyport.store.engine.TableEngine;
import io.anyport.store.engine.TransactionSize;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/** A table in a database. */
final class JdbcTable<T> implements TableEngine<T> {

    private final JdbcEngine engine;
    private final TableSpec<T> spec;
    private final CurrentStatements current;

    JdbcTable(JdbcEngine engine, TableSpec<T> spec, CurrentStatements current) {
        this.engine = engine;
        this.spec = spec;
        this.current = current;
    }

    private Subject subject() {
        return new Subject(spec.name(), null);
    }

    private Subject subject(Lookup lookup) {
        return new Subject(spec.name(), lookup.key());
    }

    private T record(Row row) {
        return engine.documents().record(spec, row);
    }

    @Override
    public @Nullable T get(Lookup key, Consistency consistency) {
        var place = Place.of(key.itemKey());
        var row = current.with(subject(key), statements -> {
            var rows = new Rows(statements);
            return engine.connections()
                    .read(subject(key), session -> Optional.ofNullable(rows.get(session, place, engine.now())));
        });
        return row.map(this::record).orElse(null);
    }

    @Override
    public List<Lookup> getAll(List<Lookup> keys, Map<ItemKey, T> found) {
        var byPlace = new HashMap<ItemKey, ItemKey>();
        for (var key : keys) {
            var place = Place.of(key.itemKey());
            byPlace.put(ItemKey.of(place.hash(), place.sort()), key.itemKey());
        }
        var places = List.copyOf(byPlace.keySet());
        var there = current.with(
                subject(),
                statements -> engine.connections().read(subject(), session -> getAll(session, statements, places)));
        there.forEach((place, row) -> {
            var key = byPlace.get(place);
            if (key != null) {
                found.put(key, record(row));
            }
        });
        return List.of();
    }

    private Map<ItemKey, Row> getAll(Session session, Statements statements, List<ItemKey> places) throws SQLException {
        int padded = Integer.highestOneBit(places.size() * 2 - 1); // few different statements
        try (var query = session.prepare(statements.getAll(padded))) {
            query.setLong(1, engine.now());
            for (int i = 0; i < padded; i++) {
                var place = places.get(Math.min(i, places.size() - 1));
                query.setBytes(2 * i + 2, place.partition());
                query.setBytes(2 * i + 3, place.sort());
            }
            var there = new HashMap<ItemKey, Row>();
            try (var results = query.executeQuery()) {
                while (results.next()) {
                    there.put(ItemKey.of(results.getBytes(1), results.getBytes(2)), Row.of(results, 3));
                }
            }
            return there;
        }
    }

    @Override
    public long put(Change<T> change) {
        var guard = change.guard();
        if (guard.condition().isPresent() || change.isVerbatim()) {
            return locked(change).written().version();
        }
        return current.with(subject(change.lookup()), statements -> put(change, statements));
    }

    private long put(Change<T> change, Statements statements) {
        var rows = new Rows(statements);
        var row = engine.documents().row(Place.of(change.itemKey()), change.item(), statements);
        return write(change.lookup(), statements, session -> {
            long version = change.guard().isNone() ? rows.put(session, row) : guarded(session, rows, change, row);
            if (version == 0) {
                throw failed(session, rows, change, row.place());
            }
            return version;
        });
    }

    /** Answers the version that was written, or 0 if the guard does not allow it. */
    private long guarded(Session session, Rows rows, Change<T> change, NewRow row) throws SQLException {
        var version = change.guard().version();
        if (version.isPresent()) {
            return rows.replace(session, row, version.getAsLong(), engine.now()) ? version.getAsLong() + 1 : 0;
        }
        return rows.insert(session, row, 1) || rows.insertOverExpired(session, row, engine.now()) ? 1 : 0;
    }

    private RuntimeException failed(Session session, Rows rows, Change<T> change, Place place) throws SQLException {
        var current = rows.get(session, place, engine.now());
        return change.failed(current == null ? null : record(current));
    }

    /** One statement needs no transaction. */
    private <R> R write(Lookup key, Statements statements, Connections.Work<R> work) {
        return statements.putIndexRow.isEmpty()
                ? engine.connections().write(subject(key), work)
                : engine.connections().transact(subject(key), work);
    }

    /** Makes a change for which its row has to be looked at. */
    private LockedChange<T> locked(Change<T> change) {
        return current.with(
                subject(change.lookup()),
                statements -> engine.connections().transact(subject(change.lookup()), session -> {
                    var locked = new LockedChange<>(change, new Rows(statements), engine.documents(), engine.now());
                    locked.lock(session, false);
                    locked.check(TransactionSize.ofWrites());
                    locked.make(session);
                    return locked;
                }));
    }

    @Override
    public T update(Change<T> change) {
        return record(locked(change).written());
    }

    @Override
    public boolean delete(Change<T> change) {
        var guard = change.guard();
        if (guard.condition().isPresent()) {
            return locked(change).wasThere();
        }
        return current.with(subject(change.lookup()), statements -> delete(change, statements));
    }

    private boolean delete(Change<T> change, Statements statements) {
        var rows = new Rows(statements);
        var guard = change.guard();
        var place = Place.of(change.itemKey());
        return write(change.lookup(), statements, session -> {
            if (guard.isNone()) {
                return rows.deleteLive(session, place, engine.now());
            }
            if (!rows.deleteVersion(session, place, guard.version().orElseThrow(), engine.now())) {
                throw failed(session, rows, change, place);
            }
            return true;
        });
    }

    @Override
    public List<Change<T>> writeAll(List<Change<T>> changes) {
        var ordered =
                changes.stream().sorted(Comparator.comparing(Change::itemKey)).toList();
        current.with(
                subject(),
                statements -> engine.connections().transact(subject(), session -> {
                    var rows = new Rows(statements);
                    for (var change : ordered) {
                        writePlainly(session, rows, change);
                    }
                    return true;
                }));
        return List.of();
    }

    private void writePlainly(Session session, Rows rows, Change<T> change) throws SQLException {
        var place = Place.of(change.itemKey());
        if (change.action() == Change.Action.DELETE) {
            rows.deleteLive(session, place, engine.now());
            return;
        }
        var row = engine.documents().row(place, change.item(), rows.statements());
        if (change.isVerbatim()) {
            rows.restore(session, row, change.nextVersion(0));
        } else {
            rows.put(session, row);
        }
    }

    @Override
    public Found<T> query(Scan scan) {
        var found = current.with(subject(), statements -> {
            scan.index().ifPresent(statements::checkIndex);
            var query = new PageQuery(statements, scan, engine.now());
            return engine.connections().read(subject(), query::run);
        });
        var items = new ArrayList<T>(found.rows().size());
        found.rows().forEach(row -> items.add(record(row)));
        return new Found<>(items, found.next());
    }

    @Override
    public int removeExpired() {
        return current.with(subject(), statements -> new ExpiredRows(engine, subject(), statements).remove());
    }

    @Override
    public Chunk<T> chunk(@Nullable String after) {
        var found = current.with(subject(), statements -> {
            var query = new ChunkQuery(statements, after, engine.now());
            return engine.connections().read(subject(), query::run);
        });
        var items = new ArrayList<T>(found.rows().size());
        found.rows().forEach(row -> items.add(record(row)));
        return new Chunk<>(items, found.next());
    }
}
