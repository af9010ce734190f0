package io.anyport.jdbc;

import io.anyport.store.engine.Item;
import io.anyport.store.engine.ItemKey;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.SQLException;
import org.jspecify.annotations.Nullable;

/** One item on its way into the database: its hash and document are made once. */
final class RowWriter {

    private static final int MOST_TRIES = 5;

    private final Statements statements;
    private final Item item;
    private final byte[] hash;
    private final String document;
    private final long now;

    RowWriter(Statements statements, Item item, String document, long now) {
        this.statements = statements;
        this.item = item;
        this.hash = Hashing.hash(item.key().partition());
        this.document = document;
        this.now = now;
    }

    ItemKey key() {
        return item.key();
    }

    /** Answers whether it was written; not if there is a row that has not expired. */
    boolean insert(Connection connection) throws SQLException {
        if (insertRow(connection)) {
            putIndexRows(connection);
            return true;
        }
        try (var update = connection.prepareStatement(statements.insertOverExpired)) {
            int i = bindUpdate(update);
            update.setLong(i, now);
            return update.executeUpdate() == 1 && putIndexRows(connection);
        }
    }

    private boolean insertRow(Connection connection) throws SQLException {
        try (var insert = connection.prepareStatement(statements.insert)) {
            bindInsert(insert);
            return insert.executeUpdate() == 1;
        } catch (SQLException e) {
            if (Failures.isDuplicate(e)) {
                return false;
            }
            throw e;
        }
    }

    /** Answers the version that was written. */
    long put(Connection connection) throws SQLException {
        for (int tries = 1; tries <= MOST_TRIES; tries++) {
            long version = update(connection);
            if (version == 0 && insertRow(connection)) {
                version = 1;
            }
            if (version > 0) {
                putIndexRows(connection);
                return version;
            }
            // another writer has made the row between the two: there is one to update now, unless it is gone again
        }
        throw new SQLException("a row comes and goes", Failures.SERIALIZATION);
    }

    /**
     * Answers the version that was written, after a look at the row.
     *
     * @param there whether there was a row, which is locked; if not, another writer may make one, and is in the way
     */
    long put(Connection connection, boolean there) throws SQLException {
        if (there) {
            return put(connection);
        }
        if (!insertRow(connection)) {
            throw new SQLException("a row has come", Failures.SERIALIZATION);
        }
        putIndexRows(connection);
        return 1;
    }

    /** Answers the version that was written, or 0 if there is no row. */
    private long update(Connection connection) throws SQLException {
        try (var update = connection.prepareStatement(statements.put)) {
            bindUpdate(update);
            try (var versions = update.executeQuery()) {
                return versions.next() ? versions.getLong(1) : 0;
            }
        }
    }

    /** Answers whether it was written; not if there is no row of the item's version. */
    boolean replace(Connection connection) throws SQLException {
        try (var update = connection.prepareStatement(statements.replace)) {
            int i = bindUpdate(update);
            update.setLong(i, item.version());
            update.setLong(i + 1, now);
            return update.executeUpdate() == 1 && putIndexRows(connection);
        }
    }

    private void bindInsert(PreparedStatement insert) throws SQLException {
        insert.setBytes(1, hash);
        insert.setBytes(2, item.key().sort());
        insert.setBytes(3, item.key().partition());
        insert.setLong(4, item.expiry());
        insert.setInt(5, item.size());
        insert.setString(6, document);
    }

    /** Answers the number of the next parameter. */
    private int bindUpdate(PreparedStatement update) throws SQLException {
        update.setLong(1, item.expiry());
        update.setInt(2, item.size());
        update.setString(3, document);
        update.setBytes(4, hash);
        update.setBytes(5, item.key().sort());
        return 6;
    }

    private boolean putIndexRows(Connection connection) throws SQLException {
        for (int i = 0; i < item.indexKeys().size(); i++) {
            putIndexRow(connection, i, item.indexKeys().get(i));
        }
        return true;
    }

    private void putIndexRow(Connection connection, int number, @Nullable ItemKey key) throws SQLException {
        String sql = key == null ? statements.deleteIndexRow.get(number) : statements.putIndexRow.get(number);
        try (var write = connection.prepareStatement(sql)) {
            write.setBytes(1, hash);
            write.setBytes(2, item.key().sort());
            if (key != null) {
                write.setBytes(3, Hashing.hash(key.partition()));
                write.setBytes(4, key.sort());
            }
            write.executeUpdate();
        }
    }
}
