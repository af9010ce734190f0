package io.anyport.benchmarks.bear;

import java.util.Arrays;

/** Times in milliseconds, and what failed. Thread-safe. */
final class Latencies {

    private double[] times = new double[1024];
    private int size;
    private int failed;

    synchronized void add(double milliseconds) {
        if (size == times.length) {
            times = Arrays.copyOf(times, size * 2);
        }
        times[size++] = milliseconds;
    }

    synchronized void fail() {
        failed++;
    }

    synchronized int size() {
        return size;
    }

    synchronized int failed() {
        return failed;
    }

    synchronized double percentile(double part) {
        double[] sorted = Arrays.copyOf(times, size);
        Arrays.sort(sorted);
        return size == 0 ? Double.NaN : sorted[(int) Math.min(size - 1, Math.ceil(size * part / 100) - 1)];
    }
}
