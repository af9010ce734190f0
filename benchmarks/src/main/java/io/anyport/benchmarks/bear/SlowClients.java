package io.anyport.benchmarks.bear;

import io.anyport.benchmarks.serve.Server;

/** Thousands of clients that trickle heads and bodies, beside others that should not notice. */
final class SlowClients {

    /** What the server declares: 10 s for a head, 20 s for a body that comes at less than 500 bytes a second. */
    private static final double HEAD_SECONDS = 10;

    private static final double BODY_SECONDS = 20;
    private static final double SLACK = 3; // until this process has looked

    private static final int WARM_UP = 5;

    private SlowClients() {}

    static void run(Server server, Figures figures, int clients, int seconds) throws Exception {
        OtherClients.ask(server.port(), WARM_UP);
        var without = OtherClients.ask(server.port(), seconds);
        var trickle = Trickle.begin(server.port(), clients, 60);
        var slow = new Thread(trickle);
        slow.start();
        long open = trickle.open();
        var with = OtherClients.ask(server.port(), seconds);
        slow.join();
        figures.add("slow clients, all open at once", Long.toString(open));
        figures.add("p99 of others without them, ms", String.format("%.2f", without.percentile(99)));
        figures.atMost("p99 of others with them, ms", with.percentile(99), without.percentile(99) * 1.5 + 5);
        figures.atMost("failed requests of others", without.failed() + with.failed(), 0);
        figures.atMost("slow clients that are still open", trickle.open(), 0);
        figures.atLeast("slow clients that were told 408", trickle.told(), clients);
        figures.atMost("longest slow head, s", trickle.last(true), HEAD_SECONDS + SLACK);
        figures.atMost("longest slow body, s", trickle.last(false), BODY_SECONDS + SLACK);
    }
}
