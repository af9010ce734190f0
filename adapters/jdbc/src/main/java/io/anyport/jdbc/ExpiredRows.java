package io.anyport.jdbc;

import io.anyport.store.engine.ItemKey;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;

/** Removes rows that have expired, some at a time, so that nobody waits long. */
final class ExpiredRows {

    private static final int BATCH = 200;

    private final JdbcEngine engine;
    private final Connections.Subject subject;
    private final Statements statements;

    ExpiredRows(JdbcEngine engine, Connections.Subject subject, Statements statements) {
        this.engine = engine;
        this.subject = subject;
        this.statements = statements;
    }

    /** Answers how many were removed; zero if there are none. */
    int remove() {
        long now = engine.now();
        while (true) {
            var some = engine.connections().read(subject, session -> some(session, now));
            int removed =
                    some.isEmpty() ? 0 : engine.connections().transact(subject, session -> remove(session, some, now));
            if (removed > 0 || some.isEmpty()) {
                return removed; // otherwise others have removed these, and there may be more
            }
        }
    }

    private List<Place> some(Session session, long now) throws SQLException {
        try (var query = session.prepare(statements.someExpired)) {
            query.setLong(1, now);
            query.setInt(2, BATCH);
            var some = new ArrayList<Place>();
            try (var results = query.executeQuery()) {
                while (results.next()) {
                    some.add(new Place(results.getBytes(1), results.getBytes(2), results.getBytes(3)));
                }
            }
            some.sort(Comparator.comparing(place -> ItemKey.of(place.partition(), place.sort()))); // as transactions do
            return some;
        }
    }

    private int remove(Session session, List<Place> some, long now) throws SQLException {
        var rows = new Rows(statements);
        int removed = 0;
        for (var place : some) {
            removed += rows.deleteExpired(session, place, now) ? 1 : 0;
        }
        return removed;
    }
}
