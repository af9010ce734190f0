package io.anyport.jdbc;

import io.anyport.store.StoreException;
import io.anyport.store.TableSpec;
import java.lang.System.Logger.Level;
import java.sql.SQLException;
import java.util.Optional;
import java.util.function.UnaryOperator;

/**
 * Brings a table to the layout that a specification needs, in transactions each of which leaves something that the next call
 * goes on from, in this process or another one: first the layout and the tables are changed, then new indexes are filled, batch after
 * batch, then what is obsolete is dropped. Several processes at once take turns with these steps. Used once.
 */
final class Migration {

    /** So many interferences in a row are something else. */
    private static final int MOST_TRIES = 10;

    private static final int MOST_ROUNDS = 10;

    private final TableSpec<?> spec;
    private final Connections connections;
    private final Dialect dialect;
    private final Documents documents;
    private final long lockMillis;
    private final SchemaChange schema;

    Migration(TableSpec<?> spec, Connections connections, Dialect dialect, Documents documents, long lockMillis) {
        this.spec = spec;
        this.connections = connections;
        this.dialect = dialect;
        this.documents = documents;
        this.lockMillis = lockMillis;
        this.schema = new SchemaChange(dialect);
    }

    /** Makes the table and its indexes, unless all is there: then it is one query. */
    TableLayout create() {
        return change(layout -> layout.toward(spec));
    }

    /** Drops the indexes that the specification does not have. */
    TableLayout dropOtherIndexes() {
        return change(layout -> layout.without(spec));
    }

    private TableLayout change(UnaryOperator<TableLayout> change) {
        for (int round = 0; round < MOST_ROUNDS; round++) {
            var layout = look();
            if (layout.isPresent() && isDone(layout.get(), change)) {
                return layout.get();
            }
            begin(change);
            fill();
            settle();
        }
        throw new StoreException.Conflict(spec.name(), null, null); // others change it all the time
    }

    private static boolean isDone(TableLayout layout, UnaryOperator<TableLayout> change) {
        return layout.settled() && change.apply(layout).equals(layout);
    }

    private Optional<TableLayout> look() {
        try {
            return connections.read(subject(), session -> Optional.ofNullable(Layouts.read(session, spec.name())));
        } catch (Outdated noLayouts) {
            return Optional.empty();
        }
    }

    private void begin(UnaryOperator<TableLayout> change) {
        step(session -> {
            Layouts.create(session, dialect);
            var layout = Layouts.lock(session, spec.name());
            var changed = layout == null ? begun(session) : change.apply(layout);
            // H2 commits with each change of a table, so the layout comes first: it says what is left to do
            if (layout == null) {
                Layouts.insert(session, changed);
            } else if (!changed.equals(layout)) {
                Layouts.update(session, changed);
            }
            if (!changed.settled()) {
                schema.make(session, changed);
            }
            return true;
        });
    }

    /** The layout of a table that has none yet, and perhaps is there all the same. */
    private TableLayout begun(Session session) throws SQLException {
        String fence = schema.fence(session, spec.name());
        if (fence == null) {
            return TableLayout.first(spec);
        }
        Adoption.checkKey(session, spec, documents);
        int generation = fence.equals("size") ? 0 : Integer.parseInt(fence.substring("size_".length()));
        return TableLayout.adopted(spec, generation + 1);
    }

    private void fill() {
        var filling = new IndexFilling(spec.name(), dialect, documents);
        boolean more = true;
        while (more) {
            more = step(filling::next);
        }
        if (filling.skipped() > 0) {
            System.getLogger(JdbcStore.class.getName())
                    .log(
                            Level.WARNING,
                            "table " + spec.name() + ": " + filling.skipped()
                                    + " records are not in a new index, since they have a value that cannot be its key");
        }
    }

    /** Nothing but the new layout is in use any more, so that nobody waits for what is dropped. */
    private void settle() {
        step(session -> {
            var layout = Layouts.lock(session, spec.name());
            if (layout != null && layout.isComplete() && !layout.settled()) {
                schema.dropObsolete(session, layout);
                Layouts.update(session, layout.settle());
            }
            return true;
        });
    }

    /** A transaction that nobody else's of this kind comes between. What interfered with it has let it undone, so it is made again. */
    private <R> R step(Connections.Work<R> work) {
        for (int tries = 1; ; tries++) {
            try {
                return connections.migrate(subject(), session -> {
                    dialect.lockSchema(session.connection(), lockMillis);
                    return work.on(session);
                });
            } catch (StoreException | Outdated interfered) {
                if (tries == MOST_TRIES || !dialect.mayRepeat(interfered)) {
                    throw interfered;
                }
            }
        }
    }

    private Connections.Subject subject() {
        return new Connections.Subject(spec.name(), null);
    }
}
