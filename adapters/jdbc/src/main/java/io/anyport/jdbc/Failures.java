package io.anyport.jdbc;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.Key;
import io.anyport.store.StoreException;
import java.sql.SQLException;
import java.sql.SQLNonTransientConnectionException;
import java.sql.SQLTransientConnectionException;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** What a failure of JDBC means to the caller of a store. */
final class Failures {

    /** The SQL state of a transaction that has to be made again. */
    static final String SERIALIZATION = "40001";

    private static final int H2_LOCK_TIMEOUT = 50_200;
    private static final int H2_CONCURRENT_UPDATE = 90_131;

    /** H2: object closed, file not written (twice), connection broken, database closed (twice). */
    private static final Set<Integer> H2_LOST = Set.of(90_007, 90_028, 90_031, 90_067, 90_098, 90_121);

    /**
     * The classes of SQL states in which a database refuses a statement, and with it the whole transaction: no such feature,
     * cardinality, data, constraint, state of the transaction, authorization, rollback, syntax or access, check option,
     * resources, limits. That the fate of a commit is unknown is the one exception.
     */
    private static final Set<String> REFUSED = Set.of("0A", "21", "22", "23", "25", "28", "40", "42", "44", "53", "54");

    private static final Set<String> NO_TABLE = Set.of("42S02", "42S03", "42S04", "42P01");
    private static final Set<String> NO_COLUMN = Set.of("42S22", "42703");
    private static final String FATE_UNKNOWN = "40003";
    /** The SQL state of a statement that was cancelled, and did nothing. */
    static final String CANCELED = "57014";

    private Failures() {}

    /**
     * @param sent whether a write may have reached the database: its fate is then not known, unless the database has said
     *     that it refuses it
     */
    static RuntimeException of(SQLException e, @Nullable String table, @Nullable Key key, boolean sent) {
        String state = e.getSQLState() == null ? "" : e.getSQLState();
        var cause = withoutValues(e);
        if (isConflict(e, state)) {
            return new StoreException.Conflict(table, key, cause);
        }
        if (NO_TABLE.contains(state)) {
            return new Outdated(
                    (table == null ? "a table" : "table " + table)
                            + " or one of its indexes is not in the database; JdbcStore.createTables makes them",
                    cause);
        }
        if (NO_COLUMN.contains(state)) {
            return new Outdated(new StoreException.Unavailable(
                    "the database refused with SQL state " + state + ": JdbcStore.createTables puts its tables right",
                    table,
                    key,
                    cause));
        }
        if (state.equals("22001")) {
            return InvalidInput.of("", "an item of at most 1,048,576 characters as JSON");
        }
        if (state.startsWith("53")) {
            return new StoreException.Throttled(table, key, cause);
        }
        if (sent && !isRefused(state)) {
            return new StoreException.Unknown(table, key, cause);
        }
        String what = isLost(e, state)
                ? "the database cannot be reached"
                : "the database refused with SQL state " + (state.isEmpty() ? "unknown" : state);
        return new StoreException.Unavailable(what, table, key, cause);
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

    private static boolean isRefused(String state) {
        return state.length() == 5
                && (REFUSED.contains(state.substring(0, 2)) || state.equals(CANCELED))
                && !state.equals(FATE_UNKNOWN);
    }

    private static boolean isLost(SQLException e, String state) {
        return state.startsWith("08")
                || state.startsWith("57P")
                || e instanceof SQLTransientConnectionException
                || e instanceof SQLNonTransientConnectionException
                || H2_LOST.contains(e.getErrorCode());
    }

    /** The same failure without its text, in which databases quote keys and values. */
    static SQLException withoutValues(SQLException e) {
        var copy = new SQLException("SQL state " + e.getSQLState(), e.getSQLState(), e.getErrorCode());
        copy.setStackTrace(e.getStackTrace());
        return copy;
    }
}
