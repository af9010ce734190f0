package io.anyport.benchmarks.bear;

import java.io.IOException;
import java.util.ArrayList;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;

/** Clients that behave, at a fixed rate; what they wait counts from when they should have asked. */
final class OtherClients {

    private static final int CLIENTS = 8;
    private static final long PAUSE = TimeUnit.MILLISECONDS.toNanos(10);

    private OtherClients() {}

    /** {@return what they had to wait in so many seconds} */
    static Latencies ask(int port, int seconds) throws InterruptedException {
        var latencies = new Latencies();
        var threads = new ArrayList<Thread>();
        long end = System.nanoTime() + TimeUnit.SECONDS.toNanos(seconds);
        for (int i = 0; i < CLIENTS; i++) {
            var thread = new Thread(() -> ask(port, end, latencies));
            thread.start();
            threads.add(thread);
        }
        for (var thread : threads) {
            thread.join();
        }
        return latencies;
    }

    private static void ask(int port, long end, Latencies latencies) {
        try (var line = new Line(port)) {
            for (long due = System.nanoTime(); due - end < 0; due += PAUSE) {
                while (System.nanoTime() - due < 0) {
                    LockSupport.parkNanos(due - System.nanoTime());
                }
                if (line.send(Line.get("/plaintext")).status() == 200) {
                    latencies.add((System.nanoTime() - due) / 1e6);
                } else {
                    latencies.fail();
                }
            }
        } catch (IOException e) {
            latencies.fail();
        }
    }
}
