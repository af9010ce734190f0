package io.anyport.benchmarks.serve;

import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;

/** Runs {@code wrk}, on the core that this process is on. */
final class Wrk {

    private static final String MISSING = "wrk is missing: apt-get install wrk, or see https://github.com/wg/wrk";

    private final Path script;

    private Wrk(Path script) {
        this.script = script;
    }

    /**
     * What it found.
     *
     * @param requests how many were answered
     * @param perSecond how many a second
     * @param p99 milliseconds in which 99 % were answered
     * @param failed answers that were errors, and errors of the connection
     */
    record Figures(long requests, double perSecond, double p99, long failed) {}

    static Wrk in(Path folder) throws IOException {
        try (InputStream resource = Wrk.class.getResourceAsStream("wrk.lua")) {
            var script = folder.resolve("wrk.lua");
            Files.write(script, resource.readAllBytes());
            return new Wrk(script);
        }
    }

    Figures run(Work work, int port, int seconds) throws IOException {
        var builder = new ProcessBuilder(
                "wrk",
                "-t1",
                "-c64",
                "-d" + seconds + "s",
                "--timeout",
                "10s",
                "-s",
                script.toString(),
                "http://127.0.0.1:" + port + work.path());
        builder.environment().put("WRK_METHOD", work.method());
        if (work.body() != null) {
            builder.environment().put("WRK_BODY", work.body());
        }
        return figures(output(builder.redirectErrorStream(true)));
    }

    private static String output(ProcessBuilder builder) throws IOException {
        Process process;
        try {
            process = builder.start();
        } catch (IOException e) {
            throw new IOException(MISSING, e);
        }
        return new String(process.getInputStream().readAllBytes(), StandardCharsets.UTF_8);
    }

    private static Figures figures(String output) throws IOException {
        for (String line : output.split("\n")) {
            if (line.startsWith("figures ")) {
                String[] parts = line.split(" ");
                long requests = Long.parseLong(parts[1]);
                double seconds = Long.parseLong(parts[2]) / 1e6;
                long failed = Long.parseLong(parts[4]) + Long.parseLong(parts[5]);
                return new Figures(requests, requests / seconds, Long.parseLong(parts[3]) / 1e3, failed);
            }
        }
        throw new IOException("wrk said: " + output);
    }
}
