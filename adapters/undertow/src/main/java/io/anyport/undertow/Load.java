package io.anyport.undertow;

import java.util.concurrent.Executor;
import org.jspecify.annotations.Nullable;

/** How much a server takes on, and on which threads. */
record Load(int inFlight, int waiting, HandlerThreads threads) {

    private static final int BY_THREADS = 0;
    private static final int ON_VIRTUAL_THREADS = 1_000;
    private static final int WAITING = 100;

    static final Load USUAL = new Load(BY_THREADS, WAITING, HandlerThreads.WHERE_THEY_FIT);

    Load limits(int otherInFlight, int otherWaiting) {
        if (otherInFlight < 1) {
            throw new IllegalArgumentException("inFlight must be >= 1, is " + otherInFlight);
        }
        if (otherWaiting < 0) {
            throw new IllegalArgumentException("waiting must be >= 0, is " + otherWaiting);
        }
        return new Load(otherInFlight, otherWaiting, threads);
    }

    Load threads(HandlerThreads others) {
        return new Load(inFlight, waiting, others);
    }

    Admission admission(@Nullable Executor virtual) {
        int most = inFlight != BY_THREADS ? inFlight : virtual != null ? ON_VIRTUAL_THREADS : workers();
        return new Admission(most, waiting, virtual);
    }

    /** As many as Undertow's builder takes: more would wait in the queue of its pool, which has no limit. */
    private static int workers() {
        return Math.max(Runtime.getRuntime().availableProcessors(), 2) * 8;
    }
}
