package io.anyport.jdbc;

import io.anyport.HealthCheck;
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
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.ConcurrentHashMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/** A database, for any tables. */
final class JdbcEngine implements Engine {

    private static final Comparator<LockedChange<?>> BY_KEY = Comparator.comparing(
                    (LockedChange<?> locked) -> locked.change().spec().name())
            .thenComparing(locked -> locked.change().itemKey());

    private static final int MOST_TRIES = 4;

    private final Connections connections;
    private final Dialect dialect;
    private final Documents documents;
    private final Clock clock;
    private final long lockMillis;
    private final @Nullable Pool pool; // none if the connections are from elsewhere
    private final Map<List<?>, CurrentStatements> statements = new ConcurrentHashMap<>();

    JdbcEngine(Connections connections, Dialect dialect, JdbcOptions options, @Nullable Pool pool) {
        this.connections = connections;
        this.dialect = dialect;
        this.documents = new Documents(options.codec());
        this.clock = options.clock();
        this.lockMillis = options.lockTimeout().toMillis();
        this.pool = pool;
    }

    @Override
    public <T> JdbcTable<T> table(TableSpec<T> spec) {
        return new JdbcTable<>(this, spec, current(spec));
    }

    private CurrentStatements current(TableSpec<?> spec) {
        // its text is that of keys and indexes; records of another version of the application may differ in the rest
        var layout = List.of(
                spec.toString(), spec.version().isPresent(), spec.expiry().isPresent());
        return statements.computeIfAbsent(layout, none -> new CurrentStatements(spec, connections, dialect));
    }

    Documents documents() {
        return documents;
    }

    long now() {
        return Math.floorDiv(clock.millis(), 1000L);
    }

    Connections connections() {
        return connections;
    }

    /** Makes a table, and brings it to what its specification says. */
    void create(TableSpec<?> spec) {
        current(spec).use(migration(spec).create());
    }

    /** Drops the indexes that a specification does not have. */
    void dropOtherIndexes(TableSpec<?> spec) {
        current(spec).use(migration(spec).dropOtherIndexes());
    }

    private Migration migration(TableSpec<?> spec) {
        return new Migration(spec, connections, dialect, documents, lockMillis);
    }

    /** Does some work, and again if the layout of one of the tables has changed. */
    private <R> R with(List<? extends TableSpec<?>> specs, Function<Map<TableSpec<?>, Statements>, R> work) {
        for (int tries = 1; ; tries++) {
            var all = new HashMap<TableSpec<?>, Statements>();
            specs.forEach(spec ->
                    all.computeIfAbsent(spec, same -> current(spec).get(new Connections.Subject(spec.name(), null))));
            try {
                return work.apply(all);
            } catch (Outdated refused) {
                boolean changed = false;
                for (var each : all.entrySet()) {
                    changed |= current(each.getKey())
                            .hasChanged(
                                    each.getValue(),
                                    new Connections.Subject(each.getKey().name(), null));
                }
                if (!changed || tries == MOST_TRIES) {
                    var unsettled = all.entrySet().stream()
                            .filter(each -> !each.getValue().layout.settled())
                            .findFirst();
                    throw unsettled.isEmpty()
                            ? refused.otherwise()
                            : current(unsettled.get().getKey())
                                    .failed(unsettled.get().getValue(), refused);
                }
            }
        }
    }

    @Override
    public void transact(List<Change<?>> changes, @Nullable String token) {
        var subject = changes.size() == 1
                ? new Connections.Subject(
                        changes.get(0).spec().name(), changes.get(0).key())
                : new Connections.Subject(null, null);
        with(
                changes.stream().<TableSpec<?>>map(Change::spec).toList(),
                statements -> connections.transact(subject, session -> {
                    var locked = new ArrayList<LockedChange<?>>(changes.size());
                    changes.forEach(change -> locked.add(locked(change, statements)));
                    make(session, locked);
                    return true;
                }));
    }

    private <T> LockedChange<T> locked(Change<T> change, Map<TableSpec<?>, Statements> statements) {
        var rows = new Rows(Objects.requireNonNull(statements.get(change.spec())));
        return new LockedChange<>(change, rows, documents, now());
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
        var rows = with(
                gets.stream().<TableSpec<?>>map(Get::spec).toList(),
                statements -> connections.read(
                        new Connections.Subject(null, null),
                        session -> snapshot(session, sql(gets, statements), gets)));
        var found = new ArrayList<@Nullable Object>(gets.size());
        for (int i = 0; i < gets.size(); i++) {
            var row = rows[i];
            found.add(row == null ? null : documents.record(gets.get(i).spec(), row));
        }
        return found;
    }

    private static String sql(List<? extends Get<?>> gets, Map<TableSpec<?>, Statements> statements) {
        var sql = new StringBuilder();
        for (int i = 0; i < gets.size(); i++) {
            sql.append(i == 0 ? "SELECT " : " UNION ALL SELECT ")
                    .append(i)
                    .append(Objects.requireNonNull(statements.get(gets.get(i).spec())).snapshot);
        }
        return sql.toString();
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

    /** Connections from elsewhere are the business of whoever has made them. */
    @Override
    public void beforeCheckpoint() {
        if (pool != null) {
            pool.beforeCheckpoint();
        }
    }

    @Override
    public void afterRestore() {
        var source = pool == null ? null : pool.afterRestore();
        if (source != null) {
            connections.moveTo(source);
        }
    }

    @Override
    public Optional<HealthCheck> healthCheck() {
        return Optional.of(HealthCheck.of("jdbc", this::ping));
    }

    /** A connection is waited for and used as by anyone else, so that a pool without a free one counts as out of order, too. */
    private void ping() {
        connections.read(new Connections.Subject(null, null), session -> {
            try (var query = session.prepare("SELECT 1");
                    var answer = query.executeQuery()) {
                return answer.next();
            }
        });
    }

    @Override
    public void close() {
        connections.close();
        if (pool != null) {
            pool.end();
        }
    }
}
