package io.anyport.jdbc;

import io.anyport.store.engine.Item;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** What is done to single rows of a table, and to what its indexes have of them. */
final class Rows {

    private static final int MOST_TRIES = 5;

    private final Statements statements;

    Rows(Statements statements) {
        this.statements = statements;
    }

    Statements statements() {
        return statements;
    }

    /** A row that has not expired. */
    @Nullable
    Row get(Session session, Place place, long now) throws SQLException {
        try (var query = session.prepare(statements.get)) {
            place.bind(query, 1);
            if (statements.expires) {
                query.setLong(3, now);
            }
            try (var results = query.executeQuery()) {
                if (!results.next()) {
                    return null;
                }
                long version = statements.versioned ? results.getLong(2) : 0;
                return new Row(version, Item.NEVER, results.getString(1)); // nobody asks when it expires
            }
        }
    }

    /** A row, if only an expired one, that nobody else changes until the transaction ends. */
    @Nullable
    Row lock(Session session, Place place) throws SQLException {
        try (var query = session.prepare(statements.lock)) {
            place.bind(query, 1);
            try (var results = query.executeQuery()) {
                return results.next() ? Row.of(results, 1) : null;
            }
        }
    }

    /** Writes a row that is not there, and answers whether it was; its index rows are not there either. */
    boolean insert(Session session, NewRow row, long version) throws SQLException {
        try (var insert = session.prepare(statements.insert)) {
            row.bind(insert, version);
            if (insert.executeUpdate() == 0) {
                return false;
            }
        } catch (SQLException e) {
            if (Failures.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
        for (int i = 0; i < row.indexKeys().size(); i++) {
            if (row.indexKeys().get(i) != null) {
                putIndexRow(session, row, i);
            }
        }
        return true;
    }

    /** Writes a row where only an expired one is, and answers whether it was. */
    boolean insertOverExpired(Session session, NewRow row, long now) throws SQLException {
        if (!statements.expires) {
            return false;
        }
        try (var update = session.prepare(statements.insertOverExpired)) {
            update.setLong(row.bindUpdate(update, 1), now);
            return update.executeUpdate() == 1 && putIndexRows(session, row);
        }
    }

    /** Writes a row, whether or not there is one, and answers its version. */
    long put(Session session, NewRow row) throws SQLException {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            long version = next(session, row);
            if (version > 0) {
                putIndexRows(session, row);
                return version;
            }
            if (insert(session, row, 1)) {
                return 1;
            }
            // another writer has made the row between the two: there is one to update now, unless it is gone again
        }
        throw comesAndGoes();
    }

    static SQLException comesAndGoes() {
        return new SQLException("a row comes and goes", Failures.SERIALIZATION);
    }

    /** Answers the version that was written, or 0 if there is no row. */
    private long next(Session session, NewRow row) throws SQLException {
        try (var put = session.prepare(statements.put)) {
            int i = row.bindUpdate(put, 1);
            if (statements.putInserts) {
                put.setBytes(i, row.place().partition());
            }
            if (!statements.versioned) {
                return put.executeUpdate(); // nobody asks for the version
            }
            try (var versions = put.executeQuery()) {
                return versions.next() ? versions.getLong(1) : 0;
            }
        }
    }

    /** Writes a row with its version, whether or not there is one. */
    void restore(Session session, NewRow row, long version) throws SQLException {
        try (var restore = session.prepare(statements.restore)) {
            row.bind(restore, version);
            restore.executeUpdate();
        }
        putIndexRows(session, row);
    }

    /** Writes a row in place of the one that is locked. */
    void overwrite(Session session, NewRow row, long version) throws SQLException {
        try (var update = session.prepare(statements.overwrite)) {
            update.setLong(1, version);
            row.bindUpdate(update, 2);
            update.executeUpdate();
        }
        putIndexRows(session, row);
    }

    /** Writes a row in place of one of a certain version, and answers whether it was. */
    boolean replace(Session session, NewRow row, long version, long now) throws SQLException {
        try (var update = session.prepare(statements.replace)) {
            int i = row.bindUpdate(update, 1);
            update.setLong(i, version);
            update.setLong(i + 1, now);
            return update.executeUpdate() == 1 && putIndexRows(session, row);
        }
    }

    /** Deletes a row, if there is one, and answers whether it was one that had not expired. */
    boolean deleteLive(Session session, Place place, long now) throws SQLException {
        boolean live = delete(session, statements.deleteLive, place, now);
        if (live) {
            deleteIndexRows(session, place);
        } else if (statements.expires) {
            deleteExpired(session, place, now);
        }
        return live;
    }

    /** Deletes a row that has expired, and answers whether it was. */
    boolean deleteExpired(Session session, Place place, long now) throws SQLException {
        return delete(session, statements.deleteExpired, place, now) && deleteIndexRows(session, place);
    }

    /** Deletes a row of a certain version, and answers whether it was. */
    boolean deleteVersion(Session session, Place place, long version, long now) throws SQLException {
        return delete(session, statements.deleteVersion, place, version, now) && deleteIndexRows(session, place);
    }

    /** Deletes a row that is locked. */
    void delete(Session session, Place place) throws SQLException {
        delete(session, statements.delete, place);
        deleteIndexRows(session, place);
    }

    private static boolean delete(Session session, String sql, Place place, long... more) throws SQLException {
        try (var delete = session.prepare(sql)) {
            place.bind(delete, 1);
            for (int i = 0; i < more.length; i++) {
                delete.setLong(3 + i, more[i]);
            }
            return delete.executeUpdate() == 1;
        }
    }

    private boolean deleteIndexRows(Session session, Place place) throws SQLException {
        for (String sql : statements.deleteIndexRow) {
            delete(session, sql, place);
        }
        return true;
    }

    private boolean putIndexRows(Session session, NewRow row) throws SQLException {
        for (int i = 0; i < row.indexKeys().size(); i++) {
            if (row.indexKeys().get(i) == null) {
                delete(session, statements.deleteIndexRow.get(i), row.place());
            } else {
                putIndexRow(session, row, i);
            }
        }
        return true;
    }

    private void putIndexRow(Session session, NewRow row, int number) throws SQLException {
        var key = row.indexKeys().get(number);
        if (key != null) {
            try (var write = session.prepare(statements.putIndexRow.get(number))) {
                row.place().bind(write, 1);
                write.setBytes(3, Hashing.place(key.partition()));
                write.setBytes(4, key.sort());
                write.executeUpdate();
            }
        }
    }
}
