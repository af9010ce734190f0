package io.anyport.store.engine;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.Invocation;
import io.anyport.store.Key;
import io.anyport.store.RetryPolicy;
import io.anyport.store.StoreException;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.StoreException.Conflict;
import io.anyport.store.StoreException.Throttled;
import io.anyport.store.StoreException.Unavailable;
import io.anyport.store.StoreException.Unknown;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.function.Supplier;
import org.junit.jupiter.api.Test;

class RetriesTest {

    private static final Key KEY = Key.of("k");
    private static final RetryPolicy AT_ONCE =
            RetryPolicy.standard().backoff(Duration.ZERO, Duration.ZERO).patience(Duration.ofDays(1));

    /** Fails as long as it has failures, and counts its calls. */
    private static final class Call implements Supplier<String> {

        private final List<RuntimeException> failures;
        private int calls;

        Call(List<? extends RuntimeException> failures) {
            this.failures = new ArrayList<>(failures);
        }

        static Call failing(RuntimeException always) {
            return new Call(Collections.nCopies(1_000, always));
        }

        @Override
        public String get() {
            if (calls++ < failures.size()) {
                throw failures.get(calls - 1);
            }
            return "done";
        }
    }

    private static final List<StoreException> PASSING = List.of(
            new Conflict("t", KEY, null), new Throttled("t", KEY, null), new Unavailable("down", "t", KEY, null));

    @Test
    void whatPassesIsTriedAgainUntilItHasPassed() {
        var retries = new Retries(AT_ONCE.attempts(4));
        for (boolean repeatable : new boolean[] {true, false}) {
            var call = new Call(PASSING);
            assertEquals("done", repeatable ? retries.repeatable(call) : retries.once(call));
            assertEquals(4, call.calls);
        }
    }

    @Test
    void attemptsAreBounded() {
        for (int attempts : new int[] {1, 2, 5, 100}) {
            for (var failure : PASSING) {
                var call = Call.failing(failure);
                var thrown =
                        assertThrows(StoreException.class, () -> new Retries(AT_ONCE.attempts(attempts)).once(call));
                assertSame(failure, thrown);
                assertEquals(attempts, call.calls);
            }
        }
    }

    @Test
    void whatMayHaveBeenMadeIsMadeAgainOnlyIfThatIsTheSame() {
        var unknown = new Unknown("t", KEY, null);
        var retries = new Retries(AT_ONCE.attempts(3));
        var once = Call.failing(unknown);
        assertThrows(Unknown.class, () -> retries.once(once));
        assertEquals(1, once.calls);
        var repeatable = Call.failing(unknown);
        assertThrows(Unknown.class, () -> retries.repeatable(repeatable));
        assertEquals(3, repeatable.calls);
        var later = new Call(List.of(PASSING.get(0), unknown));
        assertThrows(Unknown.class, () -> retries.once(later));
        assertEquals(2, later.calls, "an unknown outcome after a conflict");
    }

    @Test
    void everythingElseIsTheCallersToDealWith() {
        for (var failure : List.of(
                new ConditionFailed("t", KEY, null), new IllegalArgumentException(), new IllegalStateException())) {
            for (int passing = 0; passing < 2; passing++) {
                var failures = new ArrayList<RuntimeException>(PASSING.subList(0, passing));
                failures.add(failure);
                var call = new Call(failures);
                assertSame(failure, assertThrows(RuntimeException.class, () -> new Retries(AT_ONCE).repeatable(call)));
                assertEquals(passing + 1, call.calls);
            }
        }
    }

    @Test
    void noAttemptBeginsAfterTheDeadline() throws Exception {
        var retries = new Retries(AT_ONCE.attempts(3));
        var call = Call.failing(PASSING.get(0));
        Invocation.of("test")
                .within(Duration.ofDays(1))
                .call(() -> assertThrows(Conflict.class, () -> retries.once(call)));
        assertEquals(3, call.calls);
        Invocation.of("test")
                .within(Duration.ZERO)
                .call(() -> assertThrows(StoreException.Unavailable.class, () -> retries.once(call)));
        assertEquals(3, call.calls, "nobody waits for it any more");
    }

    @Test
    void noAttemptIsWaitedForThatWouldBeginAfterTheDeadline() throws Exception {
        var century = Duration.ofDays(36_500); // nobody draws a minute of it
        var retries = new Retries(AT_ONCE.backoff(century, century).patience(century.multipliedBy(2)));
        var call = Call.failing(PASSING.get(0));
        Invocation.of("test")
                .within(Duration.ofMinutes(1))
                .call(() -> assertThrows(Conflict.class, () -> retries.once(call)));
        assertEquals(1, call.calls);
    }

    @Test
    void patienceBeginsWithTheFirstAttempt() {
        var call = Call.failing(PASSING.get(0));
        var retries = new Retries(AT_ONCE.attempts(100).patience(Duration.ofNanos(1)));
        assertThrows(Conflict.class, () -> retries.once(call));
        assertEquals(1, call.calls);
    }

    @Test
    void patienceHasAnEnd() {
        var call = Call.failing(PASSING.get(0));
        var impatient = new Retries(AT_ONCE.attempts(100).patience(Duration.ZERO));
        assertThrows(Conflict.class, () -> impatient.once(call));
        assertEquals(1, call.calls);
    }

    @Test
    void anInterruptionEndsTheWaiting() {
        var failure = new Conflict("t", KEY, null);
        var day = Duration.ofDays(1);
        var retries = new Retries(AT_ONCE.backoff(day, day).patience(day.multipliedBy(2)));
        Thread.currentThread().interrupt();
        try {
            assertSame(failure, assertThrows(Conflict.class, () -> retries.once(Call.failing(failure))));
        } finally {
            assertTrue(Thread.interrupted(), "it is still interrupted");
        }
        assertEquals(InterruptedException.class, failure.getSuppressed()[0].getClass());
    }

    @Test
    void theDelayIsDrawnFromAllOfTheBound() {
        var bound = Duration.ofMillis(100);
        var least = bound;
        var most = Duration.ZERO;
        for (int i = 0; i < 1_000; i++) {
            var delay = Retries.jittered(bound);
            assertTrue(!delay.isNegative() && delay.compareTo(bound) < 0, delay::toString);
            least = delay.compareTo(least) < 0 ? delay : least;
            most = delay.compareTo(most) > 0 ? delay : most;
        }
        assertTrue(least.toMillis() < 10 && most.toMillis() >= 90, least + " to " + most);
        assertEquals(Duration.ZERO, Retries.jittered(Duration.ZERO));
    }

    @Test
    void batchesGoOnAsLongAsSomethingIsDone() {
        var batches = new Batches("t", new Retries(AT_ONCE.attempts(2)));
        var sizes = new ArrayList<Integer>();
        batches.run(Collections.nCopies(60, "x"), 25, batch -> {
            sizes.add(batch.size());
            return batch.subList(0, batch.size() / 2);
        });
        assertEquals(List.of(25, 12, 6, 3, 1, 25, 12, 6, 3, 1, 10, 5, 2, 1), sizes);
    }

    @Test
    void batchesEndWhenNothingIsDoneAnyMore() {
        var batches = new Batches("t", new Retries(AT_ONCE.attempts(3)));
        var sizes = new ArrayList<Integer>();
        var throttled = assertThrows(
                Throttled.class,
                () -> batches.run(Collections.nCopies(5, "x"), 25, batch -> {
                    sizes.add(batch.size());
                    return batch.size() > 3 ? batch.subList(0, 3) : batch;
                }));
        assertEquals("t", throttled.table().orElseThrow());
        assertEquals(5, sizes.get(0));
        assertEquals(sizes.size() - 1, Collections.frequency(sizes, 3));
        assertTrue(sizes.size() <= 5, sizes::toString);
    }
}
