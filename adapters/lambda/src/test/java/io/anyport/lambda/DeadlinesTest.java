package io.anyport.lambda;

import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.time.Duration;
import java.util.concurrent.CountDownLatch;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

@Timeout(60)
final class DeadlinesTest {

    private static final Duration SOON = Duration.ofMillis(5);
    private static final Duration LATER = Duration.ofHours(1);

    private final Deadlines deadlines = new Deadlines();

    private void assertInterrupted(Duration time) {
        var watch = deadlines.watch(time);
        assertThrows(InterruptedException.class, () -> new CountDownLatch(1).await());
        watch.end();
        assertTrue(watch.isLate());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void itIsWokenForWorkAfterItHasHadNone() {
        for (int i = 0; i < 20; i++) {
            assertInterrupted(SOON);
        }
    }

    @Test
    void itIsWokenForWorkThatEndsBeforeAllOther() {
        var later = deadlines.watch(LATER);
        for (int i = 0; i < 20; i++) {
            assertInterrupted(SOON);
        }
        later.end();
        assertFalse(later.isLate());
    }

    /** A machine whose clock a restore has moved. */
    private static final class Moved extends Deadlines {
        private volatile long offset;
        private volatile @Nullable Thread looking;

        @Override
        long nanoTime() {
            if (Thread.currentThread().getName().equals("anyport-deadlines")) {
                looking = Thread.currentThread();
            }
            return System.nanoTime() + offset;
        }
    }

    @ParameterizedTest
    @ValueSource(longs = {400, -400})
    void aRestoreMayMoveTheClock(long days) {
        var moved = new Moved();
        var priming = moved.watch(LATER);
        for (Thread it = null; it == null || it.getState() != Thread.State.TIMED_WAITING; it = moved.looking) {
            Thread.onSpinWait();
        }
        priming.end(); // the thread sleeps for an hour all the same
        moved.offset = Duration.ofDays(days).toNanos();
        moved.afterRestore();
        var watch = moved.watch(SOON);
        assertThrows(InterruptedException.class, () -> new CountDownLatch(1).await());
        watch.end();
        assertTrue(watch.isLate());
    }

    @Test
    void workThatHasEndedIsNotInterrupted() throws Exception {
        for (int i = 0; i < 2_000; i++) {
            var watch = deadlines.watch(Duration.ofNanos(i * 1_000L));
            watch.end();
            assertFalse(Thread.currentThread().isInterrupted());
        }
    }

    @Test
    void anInterruptOfSomebodyElseIsKept() {
        var watch = deadlines.watch(LATER);
        Thread.currentThread().interrupt();
        watch.end();
        assertTrue(Thread.interrupted());
    }
}
