package io.anyport.benchmarks.cold;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.Callable;

/**
 * One process, from its start to its end. All in milliseconds.
 *
 * @param cold from the start of the process to the first answer
 * @param coldCpu the CPU time of all threads until then
 * @param warm of an invocation, after some thousand
 * @param warmCpu the CPU time of an invocation
 */
record Trial(double cold, double coldCpu, double warm, double warmCpu) {

    static Trial of(Callable<Process> start, Platform platform, int warmUp, int warm) throws IOException {
        long began = System.nanoTime();
        var process = started(start);
        try {
            String answer = platform.invoke();
            double cold = millis(System.nanoTime() - began);
            double coldCpu = cpu(process);
            platform.take();
            if (!answer.contains("201")
                    || !answer.contains("{\\\"id\\\":\\\"1\\\",\\\"title\\\":\\\"ship\\\",\\\"completed\\\":false}")) {
                throw new IOException("a wrong answer: " + answer);
            }
            if (warm == 0) {
                return new Trial(cold, coldCpu, Double.NaN, Double.NaN);
            }
            invoke(platform, warmUp);
            double before = cpu(process);
            long from = System.nanoTime();
            invoke(platform, warm);
            double elapsed = millis(System.nanoTime() - from);
            return new Trial(cold, coldCpu, elapsed / warm, (cpu(process) - before) / warm);
        } finally {
            process.destroyForcibly();
            process.onExit().join();
        }
    }

    private static Process started(Callable<Process> start) throws IOException {
        try {
            return start.call();
        } catch (IOException e) {
            throw e;
        } catch (Exception e) {
            throw new IllegalStateException(e);
        }
    }

    private static void invoke(Platform platform, int times) throws IOException {
        for (int i = 0; i < times; i++) {
            platform.invoke();
            platform.take();
        }
    }

    private static double millis(long nanos) {
        return nanos / 1e6;
    }

    /** The scheduler's account of all threads, in nanoseconds, where the usual one counts in hundredths of a second. */
    private static double cpu(Process process) throws IOException {
        long nanos = 0;
        try (var threads = Files.newDirectoryStream(Path.of("/proc", String.valueOf(process.pid()), "task"))) {
            for (var thread : threads) {
                nanos += Long.parseLong(
                        Files.readString(thread.resolve("schedstat")).split(" ", 2)[0]);
            }
        }
        return millis(nanos);
    }
}
