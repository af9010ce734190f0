package io.anyport.benchmarks.bear;

import io.anyport.benchmarks.serve.Server;
import java.util.Locale;

/** More than a server can do: what it does nevertheless, and how it is afterwards. */
final class Goodput {

    private static final String PATH = "/work";
    private static final double FIRST_RATE = 500;
    private static final double GROWTH = 1.3;
    private static final double ANSWERED = 0.98;

    private Goodput() {}

    static void run(Server server, Figures figures, int seconds) throws Exception {
        try (var load = new OpenLoop(server.port(), PATH)) {
            load.run(FIRST_RATE, seconds); // warms up
            double capacity = capacity(load, seconds);
            var once = load.run(capacity, seconds);
            var twice = load.run(capacity * 2, seconds);
            var after = load.run(capacity * 0.7, seconds);
            double best = Math.max(capacity, once.goodput());
            figures.add("capacity, requests/s", String.format(Locale.ROOT, "%.0f", capacity));
            figures.add("at 1 ×", text(once));
            figures.add("at 2 ×", text(twice));
            figures.add("at 0.7 × afterwards", text(after));
            figures.atLeast("goodput at 2 ×, % of the best", 100 * twice.goodput() / best, 90);
            figures.atLeast("goodput afterwards, % of what is asked for", 100 * after.goodput() / (capacity * 0.7), 99);
        }
    }

    /** {@return the most that was answered of what was asked for, with rates that grow until much is not answered} */
    private static double capacity(OpenLoop load, int seconds) throws Exception {
        double best = 0;
        for (double rate = FIRST_RATE; ; rate *= GROWTH) {
            double goodput = load.run(rate, seconds).goodput();
            best = Math.max(best, goodput);
            if (goodput < rate * ANSWERED) {
                load.run(FIRST_RATE / 2, 2); // until what waits is done
                return best;
            }
        }
    }

    private static String text(OpenLoop.Result result) {
        return String.format(
                Locale.ROOT,
                "%.0f good/s, %.0f shed/s, %.0f failed/s, p99 %.1f ms",
                result.goodput(),
                result.shed(),
                result.failed(),
                result.p99());
    }
}
