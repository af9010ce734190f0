package io.anyport.jdbc;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.regex.Pattern;

/**
 * What there is to know about a database.
 *
 * @param dialect its SQL
 * @param turns who may write when
 * @param lockMillis how long a session waits for a lock if nobody says otherwise; 0 if it needs not be told otherwise
 */
record Database(Dialect dialect, Turns turns, long lockMillis) {

    /** URLs of H2 that are no file of this process. */
    private static final Pattern ELSEWHERE = Pattern.compile("jdbc:h2:(mem|tcp|ssl):.*");

    static Database of(Connection connection) throws SQLException {
        var dialect = Dialect.of(connection);
        if (dialect == Dialect.POSTGRESQL) {
            return new Database(dialect, Turns.none(), 0);
        }
        String url = connection.getMetaData().getURL();
        boolean elsewhere = ELSEWHERE.matcher(url).matches();
        return new Database(dialect, elsewhere ? Turns.none() : Turns.oneByOne(), lockMillis(connection));
    }

    private static long lockMillis(Connection connection) throws SQLException {
        try (var query = connection.prepareStatement("CALL LOCK_TIMEOUT()");
                var result = query.executeQuery()) {
            return result.next() ? result.getLong(1) : 0;
        }
    }
}
