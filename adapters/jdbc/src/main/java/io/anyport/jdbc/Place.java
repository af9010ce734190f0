package io.anyport.jdbc;

import io.anyport.store.engine.ItemKey;
import java.sql.PreparedStatement;
import java.sql.SQLException;

/**
 * Where a row is.
 *
 * @param hash what stands for the partition key
 * @param sort the sort key
 * @param partition the partition key
 */
@SuppressWarnings("ArrayRecordComponent") // compared and printed by nobody
record Place(byte[] hash, byte[] sort, byte[] partition) {

    static Place of(ItemKey key) {
        return new Place(Hashing.place(key.partition()), key.sort(), key.partition());
    }

    /** Binds the two parameters that find the row. */
    void bind(PreparedStatement statement, int first) throws SQLException {
        statement.setBytes(first, hash);
        statement.setBytes(first + 1, sort);
    }
}
