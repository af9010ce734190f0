package io.anyport.benchmarks.bear;

import io.anyport.benchmarks.serve.Server;
import java.util.ArrayList;

/** Millions of requests, with errors, aborts, malformed and slow ones among them, after which a server holds what it held before. */
final class Flat {

    private static final int CLIENTS = 16;
    private static final int LEAST_SAMPLES = 3;
    private static final int MOST_SAMPLES = 10;
    private static final int USUAL_STEP = 1_000_000;
    private static final double MOST_GROWTH = 3; // megabytes, which is what compiling and profiling may take

    private Flat() {}

    static void run(Server server, Figures figures, String jdk, long requests) throws Exception {
        long samples = Math.max(LEAST_SAMPLES, Math.min(MOST_SAMPLES, requests / USUAL_STEP));
        long wrong = ask(server, requests / samples); // warms up: what is loaded and pooled once is no leak
        Footprint first = null;
        Footprint last = null;
        for (int i = 0; i < samples; i++) {
            wrong += ask(server, requests / samples);
            last = Footprint.of(server, jdk);
            first = first == null ? last : first;
            figures.add("after " + requests / samples * (i + 2) + " requests", last.toString());
        }
        figures.atMost("answers that were wrong", wrong, 0);
        figures.atMost("growth of the heap, MB", last.heap() - first.heap(), MOST_GROWTH);
        figures.atMost("threads more", last.threads() - first.threads(), 2);
        figures.atMost("descriptors more", last.descriptors() - first.descriptors(), 4);
    }

    private static long ask(Server server, long requests) throws InterruptedException {
        var clients = new ArrayList<Mixture>();
        var threads = new ArrayList<Thread>();
        for (int i = 0; i < CLIENTS; i++) {
            var client = new Mixture(server.port(), requests / CLIENTS);
            var thread = new Thread(client);
            thread.start();
            clients.add(client);
            threads.add(thread);
        }
        for (var thread : threads) {
            thread.join();
        }
        return Slow.await() + clients.stream().mapToLong(Mixture::wrong).sum();
    }
}
