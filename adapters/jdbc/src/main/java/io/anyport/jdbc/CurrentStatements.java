package io.anyport.jdbc;

import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.TableSpec;
import java.util.Optional;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * The statements on a table, made from its layout when it is first used, and again when the database has refused one of
 * them because the layout has changed since. Thread-safe.
 */
final class CurrentStatements {

    private static final int MOST_TRIES = 4;

    private final TableSpec<?> spec;
    private final Connections connections;
    private final Dialect dialect;
    private volatile @Nullable Statements statements;

    CurrentStatements(TableSpec<?> spec, Connections connections, Dialect dialect) {
        this.spec = spec;
        this.connections = connections;
        this.dialect = dialect;
    }

    /**
     * Does some work, and again if the layout has changed.
     *
     * @param subject what it is about, for failures
     */
    <R> R with(Connections.Subject subject, Function<Statements, R> work) {
        for (int tries = 1; ; tries++) {
            var current = get(subject);
            try {
                return work.apply(current);
            } catch (Outdated refused) {
                if (!hasChanged(current, subject) || tries == MOST_TRIES) {
                    throw failed(current, refused);
                }
            }
        }
    }

    Statements get(Connections.Subject subject) {
        var current = statements;
        return current == null ? load(subject) : current;
    }

    /** Takes over what somebody has just read. */
    void use(TableLayout layout) {
        statements = new Statements(spec, layout, dialect);
    }

    /** Looks whether the layout has changed since these statements were made. */
    boolean hasChanged(Statements since, Connections.Subject subject) {
        return !load(subject).layout.equals(since.layout);
    }

    RuntimeException failed(Statements current, Outdated refused) {
        return current.layout.settled()
                ? refused.otherwise()
                : new Unavailable(
                        "its layout is being changed; if that was interrupted, JdbcStore.createTables completes it",
                        spec.name(),
                        null,
                        refused);
    }

    private Statements load(Connections.Subject subject) {
        var layout = connections.read(subject, session -> Optional.ofNullable(Layouts.read(session, spec.name())));
        var loaded = new Statements(spec, layout.orElseThrow(this::unmade), dialect);
        statements = loaded;
        return loaded;
    }

    private IllegalStateException unmade() {
        return new IllegalStateException("table " + spec.name()
                + " is not in the database, or an earlier version of the library has made it;"
                + " JdbcStore.createTables makes it, or takes it over");
    }
}
