package io.anyport.store;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class RetryPolicyTest {

    private static final RetryPolicy STANDARD = RetryPolicy.standard();

    @Test
    void theStandardIsFourAttemptsInFiveSeconds() {
        assertEquals(4, STANDARD.attempts());
        assertEquals(Duration.ofSeconds(5), STANDARD.patience());
        assertEquals(1, RetryPolicy.never().attempts());
    }

    @Test
    void theBoundDoublesUpToTheCap() {
        var policy = STANDARD.attempts(100);
        long[] millis = {25, 50, 100, 200, 400, 800, 1_000, 1_000};
        for (int i = 0; i < millis.length; i++) {
            assertEquals(Duration.ofMillis(millis[i]), policy.bound(i + 2));
        }
        assertEquals(Duration.ofSeconds(1), policy.bound(100));
        assertEquals(
                Duration.ZERO,
                policy.backoff(Duration.ZERO, Duration.ofSeconds(1)).bound(7));
        var narrow = policy.backoff(Duration.ofSeconds(3), Duration.ofSeconds(2));
        assertEquals(Duration.ofSeconds(2), narrow.bound(2));
    }

    @Test
    void aPolicyIsAValue() {
        var other = STANDARD.attempts(7).patience(Duration.ofSeconds(9)).backoff(Duration.ZERO, Duration.ZERO);
        assertEquals(7, other.attempts());
        assertEquals(Duration.ofSeconds(9), other.patience());
        assertEquals(4, STANDARD.attempts());
        assertEquals(Duration.ofMillis(25), STANDARD.bound(2));
    }

    @Test
    void whatMakesNoSenseIsRefused() {
        assertEquals(100, STANDARD.attempts(100).attempts());
        for (int attempts : new int[] {-1, 0, 101}) {
            assertThrows(IllegalArgumentException.class, () -> STANDARD.attempts(attempts));
        }
        var negative = Duration.ofNanos(-1);
        assertThrows(IllegalArgumentException.class, () -> STANDARD.patience(negative));
        assertThrows(IllegalArgumentException.class, () -> STANDARD.backoff(negative, Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> STANDARD.backoff(Duration.ZERO, negative));
    }
}
