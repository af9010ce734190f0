package io.anyport.benchmarks.bear;

import java.io.IOException;
import java.util.concurrent.ConcurrentLinkedQueue;

/** Connections that nobody sends anything more on. Thread-safe. */
final class Slow {

    private static final ConcurrentLinkedQueue<Line> LINES = new ConcurrentLinkedQueue<>();

    private Slow() {}

    static void keep(Line line) {
        LINES.add(line);
    }

    /** Waits until the server has ended all of them. {@return how many it did not tell why} */
    static long await() {
        long untold = 0;
        for (var line = LINES.poll(); line != null; line = LINES.poll()) {
            try (var ended = line) {
                untold += ended.status() == 408 ? 0 : 1;
            } catch (IOException e) {
                untold++;
            }
        }
        return untold;
    }
}
