package io.anyport.benchmarks.serve;

import java.io.IOException;
import java.util.ArrayList;
import java.util.List;

/**
 * One round of one server.
 *
 * @param start milliseconds to the first answer
 * @param resident megabytes after the load
 * @param works for each work what was measured
 */
record Trial(double start, double resident, List<Measured> works) {

    /**
     * What one work has cost.
     *
     * @param figures what the client saw
     * @param cpu microseconds of CPU time a request
     */
    record Measured(Wrk.Figures figures, double cpu) {}

    /** As long as is asked for, and longer on a slow machine: what is not compiled yet is not compared. */
    private static final int REQUESTS_TO_WARM_UP = 40_000;

    private static final int LONGEST_WARM_UP = 20; // times what is asked for

    static Trial of(Server server, Wrk wrk, int seconds) throws IOException, InterruptedException {
        server.check();
        for (var work : Work.all()) {
            warmUp(work, server, wrk, seconds);
        }
        var works = new ArrayList<Measured>();
        for (var work : Work.all()) {
            double before = server.cpuSeconds();
            var figures = wrk.run(work, server.port(), seconds);
            double used = server.cpuSeconds() - before;
            works.add(new Measured(figures, used * 1e6 / figures.requests()));
        }
        return new Trial(server.startMilliseconds(), server.status("VmRSS") / 1024.0, works);
    }

    private static void warmUp(Work work, Server server, Wrk wrk, int seconds) throws IOException {
        long requests = 0;
        for (int i = 0; i < LONGEST_WARM_UP && requests < REQUESTS_TO_WARM_UP; i++) {
            requests += wrk.run(work, server.port(), seconds).requests();
        }
    }
}
