package io.anyport.jdbc;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.Key;
import io.anyport.store.StoreException;
import java.sql.SQLException;
import java.sql.SQLTransientConnectionException;
import org.jspecify.annotations.Nullable;

/** What a failure of JDBC means to the caller of a store. */
final class Failures {

    /** The SQL state of a transaction that has to be made again. */
    static final String SERIALIZATION = "40001";

    private static final int H2_LOCK_TIMEOUT = 50_200;
    private static final int H2_CONCURRENT_UPDATE = 90_131;
    private static final int H2_CLOSED = 90_121;

    private Failures() {}

    /**
     * @param sent whether a write may have reached the database, whose fate is then not known if the connection is lost
     */
    static RuntimeException of(SQLException e, String table, @Nullable Key key, boolean sent) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        var cause = withoutValues(e);
        if (isConflict(e, state)) {
            return new StoreException.Conflict(table, key, cause);
        }
        if (state.startsWith("42S0") || state.equals("42P01")) {
            return new IllegalStateException(
                    "table " + table
                            + " or one of its indexes is not in the database; JdbcStore.createTables makes them",
                    cause);
        }
        if (state.equals("22001")) {
            return InvalidInput.of("", "an item of at most 1,048,576 characters as JSON");
        }
        if (state.startsWith("53")) {
            return new StoreException.Throttled(table, key, cause);
        }
        if (isLost(e, state)) {
            return sent
                    ? new StoreException.Unknown(table, key, cause)
                    : new StoreException.Unavailable("the database cannot be reached", table, key, cause);
        }
        return new StoreException.Unavailable("the database refused with SQL state " + state, table, key, cause);
    }

    static boolean isDuplicate(SQLException e) {
        return "23505".equals(e.getSQLState());
    }

    private static boolean isConflict(SQLException e, String state) {
        return state.equals(SERIALIZATION)
                || state.equals("40P01")
                || state.equals("55P03")
                || e.getErrorCode() == H2_LOCK_TIMEOUT
                || e.getErrorCode() == H2_CONCURRENT_UPDATE
                || isDuplicate(e);
    }

    private static boolean isLost(SQLException e, String state) {
        return state.startsWith("08")
                || state.startsWith("57P")
                || e instanceof SQLTransientConnectionException
                || e.getErrorCode() == H2_CLOSED
                || state.startsWith("9006"); // H2: connection broken, object closed
    }

    /** The same failure without its text, in which databases quote keys and values. */
    private static SQLException withoutValues(SQLException e) {
        var copy = new SQLException("SQL state " + e.getSQLState(), e.getSQLState(), e.getErrorCode());
        copy.setStackTrace(e.getStackTrace());
        return copy;
    }
}
