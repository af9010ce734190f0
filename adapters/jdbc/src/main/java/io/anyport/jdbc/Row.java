package io.anyport.jdbc;

import java.sql.ResultSet;
import java.sql.SQLException;

/**
 * A row as it stands in the database.
 *
 * @param version its version
 * @param expiry the second from which on it is gone
 * @param document its document as JSON
 */
record Row(long version, long expiry, String document) {

    /** Reads the three columns from a certain one on. */
    static Row of(ResultSet results, int column) throws SQLException {
        return new Row(results.getLong(column), results.getLong(column + 1), results.getString(column + 2));
    }
}
