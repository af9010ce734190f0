package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.observe.Observer;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/** Has observers hand on what they have gathered, in the time that there is. Its class is loaded only if there are some. */
final class Flushing {

    /** A collector that hangs must not become the time of every answer. */
    private static final int LONGEST_MILLIS = 2_000;

    /** What is kept for the answer to get out. */
    private static final int MARGIN_MILLIS = 50;

    private Flushing() {}

    /** Does nothing if no time is left: what there is, is handed on by the next invocation. */
    static void flush(Observer observer, @Nullable Context platform) {
        int left = platform == null ? Integer.MAX_VALUE : platform.getRemainingTimeInMillis();
        int time = Math.min(LONGEST_MILLIS, left - MARGIN_MILLIS);
        if (time > 0) {
            observer.flush(Duration.ofMillis(time));
            Thread.interrupted();
        }
    }
}
