package io.anyport.jdbc;

import io.anyport.store.Get;
import io.anyport.store.TableSpec;
import io.anyport.store.engine.Change;
import io.anyport.store.engine.Engine;
import io.anyport.store.engine.ItemKey;
import io.anyport.store.engine.TransactionSize;
import java.sql.SQLException;
import java.time.Clock;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** A database, for any tables. */
final class JdbcEngine implements Engine {

    private static final Comparator<LockedChange<?>> BY_KEY = Comparator.comparing(
                    (LockedChange<?> locked) -> locked.change().spec().name())
            .thenComparing(locked -> locked.change().itemKey());

    private final Connections connections;
    private final Dialect dialect;
    private final Documents documents;
    private final Clock clock;
    private final List<AutoCloseable> owned;
    private final Map<List<?>, Statements> statements = new ConcurrentHashMap<>();

    JdbcEngine(Connections connections, Dialect dialect, JdbcOptions options, List<AutoCloseable> owned) {
        this.connections = connections;
        this.dialect = dialect;
        this.documents = new Documents(options.codec());
        this.clock = options.clock();
        this.owned = owned;
    }

    @Override
    public <T> JdbcTable<T> table(TableSpec<T> spec) {
        return new JdbcTable<>(this, spec, statements(spec));
    }

    private Statements statements(TableSpec<?> spec) {
        // its text is that of keys and indexes; records of another version of the application may differ in the rest
        var layout = List.of(
                spec.toString(), spec.version().isPresent(), spec.expiry().isPresent());
        return statements.computeIfAbsent(layout, none -> new Statements(spec, dialect));
    }

    Connections connections() {
        return connections;
    }

    Documents documents() {
        return documents;
    }

    long now() {
        return Math.floorDiv(clock.millis(), 1000L);
    }

    /** Makes the tables of a specification that are not there. */
    void create(TableSpec<?> spec) {
        connections.transact(new Connections.Subject(spec.name(), null), session -> {
            dialect.lockSchema(session.connection());
            new Schema<>(spec, dialect, documents).create(session);
            return true;
        });
    }

    @Override
    public void transact(List<Change<?>> changes, @Nullable String token) {
        var subject = changes.size() == 1
                ? new Connections.Subject(
                        changes.get(0).spec().name(), changes.get(0).key())
                : new Connections.Subject(null, null);
        connections.transact(subject, session -> {
            var locked = new ArrayList<LockedChange<?>>(changes.size());
            changes.forEach(change -> locked.add(locked(change)));
            make(session, locked);
            return true;
        });
    }

    private <T> LockedChange<T> locked(Change<T> change) {
        return new LockedChange<>(change, new Rows(statements(change.spec())), documents, now());
    }

    /** All rows are locked in the order of their keys, so that two transactions seldom wait for each other. */
    private static void make(Session session, List<LockedChange<?>> changes) throws SQLException {
        var ordered = changes.stream().sorted(BY_KEY).toList();
        for (var change : ordered) {
            change.lock(session, changes.size() > 1);
        }
        var size = TransactionSize.ofWrites();
        changes.forEach(change -> change.check(size));
        size.check();
        for (var change : ordered) {
            change.make(session);
        }
    }

    @Override
    public boolean keepsTokens() {
        return false;
    }

    /** One statement sees one moment, on both databases. */
    @Override
    public List<@Nullable Object> transactGet(List<? extends Get<?>> gets) {
        var sql = new StringBuilder();
        for (int i = 0; i < gets.size(); i++) {
            sql.append(i == 0 ? "SELECT " : " UNION ALL SELECT ")
                    .append(i)
                    .append(statements(gets.get(i).spec()).snapshot);
        }
        var rows = connections.read(
                new Connections.Subject(null, null), session -> snapshot(session, sql.toString(), gets));
        var found = new ArrayList<@Nullable Object>(gets.size());
        for (int i = 0; i < gets.size(); i++) {
            var row = rows[i];
            found.add(row == null ? null : documents.record(gets.get(i).spec(), row));
        }
        return found;
    }

    private @Nullable Row[] snapshot(Session session, String sql, List<? extends Get<?>> gets) throws SQLException {
        var rows = new @Nullable Row[gets.size()];
        var size = TransactionSize.ofGets();
        try (var query = session.prepare(sql)) {
            int i = 0;
            for (var get : gets) {
                Place.of(ItemKey.of(get.spec(), get.key())).bind(query, i + 1);
                query.setLong(i + 3, now());
                i += 3;
            }
            try (var results = query.executeQuery()) {
                while (results.next()) {
                    rows[results.getInt(1)] = Row.of(results, 2);
                    size.add(results.getInt(5));
                }
            }
        }
        size.check();
        return rows;
    }

    @Override
    public Clock clock() {
        return clock;
    }

    @Override
    public void close() {
        connections.close();
        closeAll(owned);
    }

    static void closeAll(List<AutoCloseable> resources) {
        for (var resource : resources) {
            try {
                resource.close();
            } catch (Exception e) {
                // a connection that cannot be closed is closed: there is nothing left to do, and the others must follow
            }
        }
    }
}
