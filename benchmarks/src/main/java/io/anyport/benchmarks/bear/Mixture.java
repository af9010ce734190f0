package io.anyport.benchmarks.bear;

import java.io.IOException;

/** Requests of all kinds, good ones mostly, on a connection that is made anew when it has ended. For one thread. */
final class Mixture implements Runnable {

    private static final int ROUND = 100; // requests, of which some are no good
    private static final int PIPELINE = 10;
    private static final int ROUNDS_A_SLOW_ONE = 20;

    private final int port;
    private final long requests;
    private long wrong;

    Mixture(int port, long requests) {
        this.port = port;
        this.requests = requests;
    }

    /** {@return how many answers were not what they should be} */
    long wrong() {
        return wrong;
    }

    @Override
    public void run() {
        Line line = null;
        try {
            line = new Line(port);
            for (long round = 0; round * ROUND < requests; round++) {
                for (int i = 0; i < ROUND / PIPELINE - 1; i++) {
                    pipelined(line, i % 2 == 0 ? Line.get("/plaintext") : Line.post("/echo", "something"), 200);
                }
                pipelined(line, Line.get(round % 2 == 0 ? "/fail" : "/nowhere"), round % 2 == 0 ? 500 : 404);
                expect(line.send("GET /plaintext HTTP/1.1\r\nHost: a b\r\n\r\n"), 400);
                line.close();
                abort(round);
                line = new Line(port);
            }
        } catch (IOException e) {
            wrong++;
        } finally {
            close(line);
        }
    }

    private void pipelined(Line line, String request, int status) throws IOException {
        line.send(request.repeat(PIPELINE));
        for (int i = 0; i < PIPELINE; i++) {
            expect(line, status);
        }
    }

    private void expect(Line line, int status) throws IOException {
        wrong += line.status() == status ? 0 : 1;
    }

    /** In the middle of a head, of a body, or of the answer. */
    private void abort(long round) throws IOException {
        var line = new Line(port);
        if (round % 3 == 0) {
            line.send("GET /plain");
        } else if (round % 3 == 1) {
            line.send("POST /echo HTTP/1.1\r\nHost: localhost\r\nContent-Length: 100000\r\n\r\nabc");
        } else {
            line.send(Line.get("/stream"));
        }
        if (round % ROUNDS_A_SLOW_ONE == 0 && round % 3 == 0) {
            Slow.keep(line); // the server ends it
        } else {
            line.abort();
        }
    }

    private static void close(Line line) {
        try {
            if (line != null) {
                line.close();
            }
        } catch (IOException ignored) { // closed already
        }
    }
}
