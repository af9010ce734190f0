package io.anyport.benchmarks.bear;

import io.anyport.benchmarks.serve.Server;
import java.util.ArrayList;

/** Clients that ask for much and do not read it: a stream of 64 MB, or 4 MB in one piece. */
final class SlowReaders {

    private static final int CLIENTS = 200;
    private static final double LARGEST_STREAM = 0.2; // megabytes of heap for each
    private static final int WARM_UP = 5;

    private SlowReaders() {}

    static void run(Server server, Figures figures, String jdk, int seconds) throws Exception {
        OtherClients.ask(server.port(), WARM_UP);
        var without = OtherClients.ask(server.port(), seconds);
        var before = Footprint.of(server, jdk);
        var readers = new ArrayList<Line>();
        try {
            for (int i = 0; i < CLIENTS; i++) {
                readers.add(new Line(server.port()).send(Line.get("/stream")));
            }
            var with = OtherClients.ask(server.port(), seconds);
            var held = Footprint.of(server, jdk);
            figures.add("before", before.toString());
            figures.add("with " + CLIENTS + " that do not read", held.toString());
            figures.add("in flight, waiting, shed", load(server));
            figures.atMost("p99 of others, ms", with.percentile(99), without.percentile(99) * 1.5 + 5);
            figures.atMost("failed requests of others", without.failed() + with.failed(), 0);
            figures.atMost("heap for each, MB", (held.heap() - before.heap()) / CLIENTS, LARGEST_STREAM);
            figures.atMost("threads more", held.threads() - before.threads(), 40);
        } finally {
            for (var reader : readers) {
                reader.abort();
            }
        }
    }

    private static String load(Server server) throws Exception {
        try (var line = new Line(server.port())) {
            line.send(Line.get("/load")).status();
            return line.answer();
        }
    }
}
