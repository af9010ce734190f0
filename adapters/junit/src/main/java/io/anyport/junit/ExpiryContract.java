package io.anyport.junit;

import static io.anyport.junit.StoreSource.eventually;
import static io.anyport.store.Range.partition;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeFalse;

import io.anyport.store.Key;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** What has expired is absent, whether or not it is still there. */
interface ExpiryContract extends StoreSource {

    /** A record that expires. */
    record Session(String user, String id, @Nullable Instant until, long version) {}

    /** Its table. */
    TableSpec<Session> SESSIONS = TableSpec.of("sessions", Session.class)
            .key("user", "id")
            .index("by-id", "id")
            .version("version")
            .expiry("until");

    /** A test with a clock. */
    interface TimedTest {
        /** Runs the test; the record has expired after ten seconds. */
        void on(Table<Session> sessions, Session ofTenSeconds, MovableClock clock) throws Exception;
    }

    private void timed(TimedTest test) throws Exception {
        var clock = new MovableClock();
        try (var store = open(clock, SESSIONS)) {
            var sessions = store.table(SESSIONS);
            var until = clock.instant().plusSeconds(10);
            test.on(sessions, sessions.insert(new Session("ann", "1", until, 0)), clock);
        }
    }

    @Test
    default void anExpiredRecordIsNotRead() throws Exception {
        timed((sessions, session, clock) -> {
            sessions.insert(new Session("ann", "2", null, 0));
            clock.move(Duration.ofMillis(9_999));
            assertEquals(Optional.of(session), sessions.get(Key.of("ann", "1")));
            assertEquals(2, sessions.query(partition("ann")).items().size());
            var indexed = List.of(session);
            assertEquals(
                    indexed,
                    eventually(
                            indexed,
                            () -> sessions.query(partition("1").on("by-id")).items()));
            clock.move(Duration.ofMillis(1));
            assertEquals(Optional.empty(), sessions.get(Key.of("ann", "1")));
            assertEquals(1, sessions.stream(partition("ann")).count());
            assertEquals(0, sessions.stream(partition("1").on("by-id")).count());
        });
    }

    @Test
    default void nothingExpiresBeforeItsTime() throws Exception {
        timed((sessions, session, clock) -> {
            sessions.insert(new Session("ann", "2", clock.instant().plusMillis(10_001), 0));
            clock.move(Duration.ofSeconds(10));
            assertTrue(sessions.get(Key.of("ann", "2")).isPresent());
            clock.move(Duration.ofSeconds(1));
            assertFalse(sessions.get(Key.of("ann", "2")).isPresent());
        });
    }

    @Test
    default void theExpiryKeepsItsPrecision() throws Exception {
        timed((sessions, session, clock) -> {
            var precise = clock.instant().plusSeconds(5).plusNanos(123_456_789);
            var stored = sessions.put(new Session("ann", "2", precise, 0));
            assertEquals(Optional.of(stored), sessions.get(Key.of("ann", "2")));
            assertEquals(precise, stored.until());
        });
    }

    @Test
    default void anExpiredRecordDoesNotStandInTheWay() throws Exception {
        timed((sessions, session, clock) -> {
            clock.move(Duration.ofSeconds(10));
            var again = sessions.insert(new Session("ann", "1", null, 0));
            assertEquals(1, again.version());
            assertEquals(Optional.of(again), sessions.get(Key.of("ann", "1")));
            assertThrows(ConditionFailed.class, () -> sessions.insert(again));
        });
    }

    @Test
    default void anExpiredRecordIsNotReplacedOrDeleted() throws Exception {
        timed((sessions, session, clock) -> {
            clock.move(Duration.ofSeconds(10));
            var failed = assertThrows(ConditionFailed.class, () -> sessions.replace(session));
            assertEquals(Optional.empty(), failed.current(Session.class));
            assertThrows(ConditionFailed.class, () -> sessions.delete(session));
            assertFalse(sessions.delete(Key.of("ann", "1")));
        });
    }

    @Test
    default void anExpiryCanBeMoved() throws Exception {
        timed((sessions, session, clock) -> {
            sessions.replace(new Session("ann", "1", clock.instant().plusSeconds(20), session.version()));
            clock.move(Duration.ofSeconds(10));
            assertTrue(sessions.get(Key.of("ann", "1")).isPresent());
            sessions.put(new Session("ann", "1", null, 0));
            clock.move(Duration.ofDays(1));
            assertTrue(sessions.get(Key.of("ann", "1")).isPresent());
        });
    }

    @Test
    default void onlyWhatHasExpiredIsRemoved() throws Exception {
        timed((sessions, session, clock) -> {
            assertEquals(0, sessions.removeExpired());
            for (int i = 0; i < 30; i++) {
                sessions.insert(new Session("ann", "expires-" + i, session.until(), 0));
                sessions.insert(new Session(
                        "bob", "stays-" + i, i < 15 ? null : clock.instant().plusSeconds(12), 0));
            }
            clock.move(Duration.ofMillis(9_999));
            assertEquals(0, sessions.removeExpired());
            clock.move(Duration.ofMillis(1));
            long removed = sessions.removeExpired();
            assertTrue(removed == 31 || (removesExpiredByItself() && removed == 0), removed + " were removed");
            assertEquals(0, sessions.removeExpired());
            assertEquals(30, sessions.stream(partition("bob")).count());
            assertEquals(0, sessions.stream(partition("ann")).count());
            assertEquals(1, sessions.insert(session).version());
        });
    }

    @Test
    default void whatIsRemovedIsGone() throws Exception {
        assumeFalse(removesExpiredByItself(), "the engine removes by itself what has expired, at a time of its own");
        timed((sessions, session, clock) -> {
            var there = List.of(sessions.put(session));
            var byId = partition("1").on("by-id");
            assertEquals(there, eventually(there, () -> sessions.query(byId).items()));
            clock.move(Duration.ofSeconds(10));
            assertEquals(1, sessions.removeExpired());
            clock.move(Duration.ofSeconds(-10));
            assertEquals(Optional.empty(), sessions.get(Key.of("ann", "1")));
            assertEquals(
                    List.of(), eventually(List.of(), () -> sessions.query(byId).items()));
            assertEquals(1, sessions.put(session).version());
        });
    }

    @Test
    default void aTableWithoutAnExpiryHasNothingToRemove() throws Exception {
        with(Note.NOTES, notes -> {
            notes.insert(Note.of("a", "1"));
            assertEquals(0, notes.removeExpired());
            assertTrue(notes.get(Key.of("a", "1")).isPresent());
        });
    }
}
