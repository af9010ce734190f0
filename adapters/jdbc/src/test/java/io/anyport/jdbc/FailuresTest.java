package io.anyport.jdbc;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.StoreException.Throttled;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.StoreException.Unknown;
import java.sql.SQLException;
import java.util.UUID;
import org.h2.jdbcx.JdbcDataSource;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What the SQL states of H2 and PostgreSQL mean. */
class FailuresTest {

    private static final Connections.Subject SUBJECT = new Connections.Subject("notes", null);

    private static RuntimeException of(String state, boolean sent) {
        int code = state.matches("[1-9][0-9]{4}") ? Integer.parseInt(state) : 0; // as H2 has it
        return Failures.of(new SQLException("secret", state, code), "notes", null, sent);
    }

    @ParameterizedTest
    @ValueSource(strings = {"40001", "40P01", "55P03", "23505", "90131", "50200"})
    void anotherWriteInterfered(String state) {
        assertInstanceOf(Conflict.class, of(state, true));
        assertInstanceOf(Conflict.class, of(state, false));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"22003", "22P02", "23502", "23514", "42601", "42501", "40002", "25006", "25P02", "54000", "57014"
            })
    void whatWasRefusedWasSurelyNotApplied(String state) {
        var failed = assertInstanceOf(Unavailable.class, of(state, true));
        assertTrue(String.valueOf(failed.getMessage()).contains(state), failed.toString());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "", "08006", "08007", "40003", "57P01", "57P02", "58030", "XX000", "HY000", "90007", "90028", "90031",
                "90067", "90098", "90121", "50000"
            })
    void anythingElseMayHaveBeenAppliedOnceItWasSent(String state) {
        assertInstanceOf(Unknown.class, of(state, true));
        assertInstanceOf(Unavailable.class, of(state, false));
    }

    @ParameterizedTest
    @ValueSource(strings = {"08001", "57P03", "90007", "90028", "90031", "90067", "90098", "90121"})
    void aDatabaseThatIsGoneCannotBeReached(String state) {
        assertTrue(String.valueOf(of(state, false).getMessage()).contains("cannot be reached"));
    }

    @Test
    void theRestIsToldApart() {
        assertInstanceOf(Throttled.class, of("53300", true));
        assertInstanceOf(InvalidInput.class, of("22001", true));
        assertInstanceOf(IllegalStateException.class, of("42P01", true));
        assertInstanceOf(IllegalStateException.class, of("42S02", false));
        assertEquals(
                "java.sql.SQLException: SQL state 08006",
                String.valueOf(of("08006", true).getCause()));
    }

    @Test
    void aDatabaseThatIsShutDownCannotBeReached() {
        var failed = assertThrows(Unavailable.class, () -> shutDown().read(SUBJECT, FailuresTest::shutDownAndQuery));
        assertTrue(String.valueOf(failed.getMessage()).contains("cannot be reached"), failed.toString());
        assertThrows(Unknown.class, () -> shutDown().write(SUBJECT, FailuresTest::shutDownAndQuery));
    }

    private static Connections shutDown() {
        var database = new JdbcDataSource();
        database.setURL("jdbc:h2:mem:" + UUID.randomUUID());
        return new Connections(database, new Database(Dialect.H2, Turns.none(), 0));
    }

    private static boolean shutDownAndQuery(Session session) throws SQLException {
        try (var query = session.prepare("SELECT 1");
                var end = session.prepare("SHUTDOWN IMMEDIATELY")) {
            end.execute();
            return query.execute();
        }
    }
}
