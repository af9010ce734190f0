package io.anyport.junit;

import static io.anyport.store.Condition.above;
import static io.anyport.store.Condition.absent;
import static io.anyport.store.Condition.atLeast;
import static io.anyport.store.Condition.atMost;
import static io.anyport.store.Condition.below;
import static io.anyport.store.Condition.exists;
import static io.anyport.store.Condition.is;
import static io.anyport.store.Condition.not;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.mapping.InvalidInput;
import io.anyport.store.Condition;
import io.anyport.store.Key;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.Table;
import io.anyport.store.TableSpec;
import java.math.BigDecimal;
import java.time.Clock;
import java.time.Instant;
import java.time.LocalDate;
import java.util.List;
import java.util.Optional;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Writes under a condition. */
interface ConditionsContract extends StoreSource {

    /** What may be. */
    enum State {
        /** At first. */
        OPEN,
        /** At last. */
        DONE
    }

    /** A record with components of each kind that can be compared. */
    @SuppressWarnings("ArrayRecordComponent") // its bytes are compared by the store only
    record Job(
            String id,
            @Nullable String owner,
            Optional<Integer> rank,
            BigDecimal cost,
            boolean urgent,
            State state,
            byte[] mark,
            LocalDate due,
            Instant at,
            List<String> tags,
            long version) {}

    /** Its table. */
    TableSpec<Job> JOBS = TableSpec.of("jobs", Job.class).key("id").version("version");

    /** An older form of it. */
    record OldJob(String id) {}

    private static Job job(@Nullable String owner, @Nullable Integer rank) {
        return new Job(
                "1",
                owner,
                Optional.ofNullable(rank),
                new BigDecimal("10.50"),
                true,
                State.OPEN,
                new byte[] {1, (byte) 0x80},
                LocalDate.parse("2026-01-31"),
                Instant.parse("2026-01-31T12:00:00.5Z"),
                List.of(),
                0);
    }

    private static boolean holds(Table<Job> jobs, Job job, Condition condition) {
        try {
            jobs.put(job, condition);
            return true;
        } catch (ConditionFailed no) {
            return false;
        }
    }

    private static void assertHold(Table<Job> jobs, Job job, Condition... conditions) {
        for (var condition : conditions) {
            assertTrue(holds(jobs, job, condition), condition.toString());
            assertFalse(holds(jobs, job, not(condition)), "not " + condition);
        }
    }

    @Test
    default void componentsAreComparedByTheirKind() throws Exception {
        with(JOBS, jobs -> {
            var job = jobs.insert(job("ann", 5));
            assertHold(
                    jobs,
                    job,
                    is("id", "1"),
                    is("owner", "ann"),
                    not(is("owner", "Ann")),
                    above("owner", "Zoe"),
                    below("owner", "anna"),
                    is("rank", 5),
                    is("rank", 5L),
                    is("rank", new BigDecimal("5.0")),
                    is("cost", 10.5),
                    is("cost", new BigDecimal("10.500")),
                    above("cost", 9),
                    atLeast("cost", 10.5),
                    atMost("cost", 10.5),
                    not(below("cost", 10.5)),
                    not(above("cost", 10.5)),
                    is("urgent", true),
                    is("state", State.OPEN),
                    is("mark", new byte[] {1, (byte) 0x80}),
                    above("mark", new byte[] {1, 0x7f}),
                    is("due", LocalDate.parse("2026-01-31")),
                    below("due", LocalDate.parse("2026-02-01")),
                    is("at", job.at()));
        });
    }

    @Test
    default void aMissingComponentIsEqualToNothing() throws Exception {
        with(JOBS, jobs -> {
            var job = jobs.insert(job(null, null));
            assertHold(
                    jobs,
                    job,
                    absent("owner"),
                    absent("rank"),
                    exists("id"),
                    exists("tags"),
                    not(is("owner", "ann")),
                    not(below("rank", 5)),
                    not(atLeast("rank", 5)),
                    absent("owner").and(exists("cost")),
                    exists("owner").or(exists("cost")),
                    not(exists("owner").and(exists("cost"))),
                    not(exists("owner").or(absent("cost"))));
        });
    }

    @Test
    default void ofNothingEverythingIsMissing() throws Exception {
        with(JOBS, jobs -> {
            var job = job("ann", 5);
            for (var holding :
                    List.of(absent("id"), not(is("owner", "ann")), absent("version"), not(exists("urgent")))) {
                assertEquals(1, jobs.put(job, holding).version());
                assertTrue(jobs.delete(Key.of("1")));
            }
            for (var failing : List.of(exists("id"), is("owner", "ann"), is("version", 0), below("rank", 9))) {
                var failed = assertThrows(ConditionFailed.class, () -> jobs.put(job, failing));
                assertEquals(Optional.empty(), failed.current(Job.class));
            }
            assertFalse(jobs.get(Key.of("1")).isPresent());
        });
    }

    @Test
    default void whatAnOlderItemLacksIsMissing() throws Exception {
        var old = TableSpec.of("jobs", OldJob.class).key("id");
        try (var store = open(Clock.systemUTC(), JOBS)) {
            store.table(old).put(new OldJob("1"));
            var jobs = store.table(JOBS);
            for (var holding : List.of(absent("urgent"), absent("tags"), not(is("urgent", false)))) {
                // an item that was written without a version has 0 or 1, as the engine likes
                assertTrue(jobs.put(job("ann", 1), holding).version() >= 1, holding.toString());
                jobs.delete(Key.of("1"));
                store.table(old).put(new OldJob("1"));
            }
        }
    }

    @Test
    default void aVersionIsAComponent() throws Exception {
        with(JOBS, jobs -> {
            var first = jobs.insert(job("ann", 1));
            var second = jobs.put(first, is("version", first.version()));
            assertEquals(2, second.version());
            var failed = assertThrows(ConditionFailed.class, () -> jobs.put(first, is("version", first.version())));
            assertEquals(2, failed.current(Job.class).orElseThrow().version());
        });
    }

    @Test
    default void aDeleteTakesACondition() throws Exception {
        with(JOBS, jobs -> {
            jobs.insert(job("ann", 1));
            assertThrows(ConditionFailed.class, () -> jobs.delete(Key.of("1"), is("owner", "bob")));
            assertTrue(jobs.get(Key.of("1")).isPresent());
            assertTrue(jobs.delete(Key.of("1"), is("owner", "ann")));
            assertFalse(jobs.get(Key.of("1")).isPresent());
            assertThrows(ConditionFailed.class, () -> jobs.delete(Key.of("1"), is("owner", "ann")));
            assertFalse(jobs.delete(Key.of("1"), absent("id")));
        });
    }

    @Test
    default void anExpiredRecordIsNothingToACondition() throws Exception {
        var clock = new MovableClock();
        try (var store = open(clock, ExpiryContract.SESSIONS)) {
            var sessions = store.table(ExpiryContract.SESSIONS);
            var session = new ExpiryContract.Session("ann", "1", clock.instant().plusSeconds(10), 0);
            sessions.insert(session);
            clock.move(java.time.Duration.ofSeconds(10));
            assertThrows(ConditionFailed.class, () -> sessions.put(session, exists("user")));
            assertThrows(ConditionFailed.class, () -> sessions.delete(Key.of("ann", "1"), exists("user")));
            sessions.put(new ExpiryContract.Session("ann", "1", null, 0), absent("user"));
            assertTrue(sessions.get(Key.of("ann", "1")).isPresent());
        }
    }

    @Test
    default void aConditionMustFitTheTable() throws Exception {
        with(JOBS, jobs -> {
            for (var mistaken : List.of(
                    exists("none"),
                    is("owner", 1),
                    is("rank", "5"),
                    is("tags", List.of()),
                    below("urgent", true),
                    below("at", Instant.EPOCH),
                    exists("id").and(not(exists("none"))))) {
                assertThrows(
                        IllegalArgumentException.class, () -> jobs.put(job("ann", 1), mistaken), mistaken.toString());
            }
            assertThrows(InvalidInput.class, () -> jobs.put(job("ann", 1), is("rank", Double.NaN)));
            assertThrows(InvalidInput.class, () -> jobs.put(job("ann", 1), is("owner", "\ud83d")));
            var most = exists("id");
            for (int i = 1; i < 150; i++) {
                most = most.or(exists("id"));
            }
            var atMost = most.or(exists("owner").or(absent("owner")));
            assertThrows(IllegalArgumentException.class, () -> jobs.put(job("ann", 1), atMost));
            assertThrows(ConditionFailed.class, () -> jobs.put(job("ann", 1), exists("id")));
        });
    }

    @Test
    default void oneOfManyConditionalPutsWins() throws Exception {
        with(JOBS, jobs -> {
            for (int i = 0; i < ConcurrencyContract.ROUNDS; i++) {
                var won = ConcurrencyContract.together(
                        () -> ConcurrencyContract.persistently(() -> holds(jobs, job("ann", 1), absent("id"))));
                assertEquals(1, won.stream().filter(Boolean::booleanValue).count());
                assertTrue(jobs.delete(Key.of("1")));
            }
        });
    }

    @Test
    default void aReplaceTakesAConditionAndNeedsARecord() throws Exception {
        with(Note.NOTES, notes -> {
            var absent = assertThrows(
                    ConditionFailed.class, () -> notes.replace(Note.of("a", "1"), Condition.absent("text")));
            assertEquals(Optional.empty(), absent.current(Note.class));
            notes.insert(Note.of("a", "1").text("first"));
            var failed = assertThrows(
                    ConditionFailed.class,
                    () -> notes.replace(Note.of("a", "1").text("second"), Condition.is("text", "other")));
            assertEquals("first", failed.current(Note.class).orElseThrow().text());
            var replaced = notes.replace(Note.of("a", "1").text("second"), Condition.is("text", "first"));
            assertEquals(2, replaced.version());
            assertEquals(Optional.of(replaced), notes.get(Key.of("a", "1")));
        });
    }
}
