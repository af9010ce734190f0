package io.anyport.benchmarks.serve;

import java.io.IOException;
import java.net.ServerSocket;
import java.net.Socket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse.BodyHandlers;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;

/** A server as a process of its own, on the first core. */
public final class Server implements AutoCloseable {

    /** The same for all: enough for each of them, and the collector that the JVM chooses on one core. */
    private static final List<String> OPTIONS = List.of("-Xms512m", "-Xmx512m", "-XX:+UseSerialGC");

    private static final byte[] REQUEST =
            "GET /plaintext HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n".getBytes();
    private static final long LONGEST_START = TimeUnit.MINUTES.toNanos(1);
    private static final double TICKS_A_SECOND = 100; // USER_HZ, which is what Linux has shown for ever

    private final Process process;
    private final int port;
    private final Path log;
    private double startMilliseconds;

    private Server(Process process, int port, Path log) {
        this.process = process;
        this.port = port;
        this.log = log;
    }

    /** Starts a server and waits for its first answer. */
    public static Server start(
            String java, String classPath, List<String> options, String main, List<String> arguments, Path log)
            throws IOException {
        int port = freePort();
        var command = new ArrayList<String>();
        if (Boolean.getBoolean("pin")) {
            command.addAll(List.of("taskset", "-c", "0"));
        }
        command.add(java);
        command.addAll(OPTIONS);
        command.addAll(options);
        command.addAll(List.of("-cp", classPath, main, Integer.toString(port)));
        command.addAll(arguments);
        var builder = new ProcessBuilder(command).redirectErrorStream(true).redirectOutput(log.toFile());
        builder.environment().remove("JAVA_TOOL_OPTIONS");
        long start = System.nanoTime();
        var server = new Server(builder.start(), port, log);
        server.awaitAnswer(start);
        return server;
    }

    private static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private void awaitAnswer(long start) throws IOException {
        while (!answers()) {
            if (!process.isAlive() || System.nanoTime() - start > LONGEST_START) {
                close();
                throw new IOException("the server does not answer: see " + log);
            }
            java.util.concurrent.locks.LockSupport.parkNanos(1_000_000);
        }
        startMilliseconds = (System.nanoTime() - start) / 1e6;
    }

    private boolean answers() {
        try (var socket = new Socket("127.0.0.1", port)) {
            socket.setSoTimeout(5_000);
            socket.getOutputStream().write(REQUEST);
            return new String(socket.getInputStream().readNBytes(12)).equals("HTTP/1.1 200");
        } catch (IOException notYet) {
            return false;
        }
    }

    public int port() {
        return port;
    }

    public long pid() {
        return process.pid();
    }

    double startMilliseconds() {
        return startMilliseconds;
    }

    /** {@return the CPU time of the process so far, in seconds} */
    public double cpuSeconds() throws IOException {
        String stat = Files.readString(Path.of("/proc/" + pid() + "/stat"));
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ");
        return (Long.parseLong(fields[11]) + Long.parseLong(fields[12])) / TICKS_A_SECOND;
    }

    /** {@return a number of {@code /proc/PID/status}, such as VmRSS (in KB) or Threads} */
    public long status(String name) throws IOException {
        for (String line : Files.readAllLines(Path.of("/proc/" + pid() + "/status"))) {
            if (line.startsWith(name + ":")) {
                return Long.parseLong(line.replaceAll("[^0-9]", ""));
            }
        }
        throw new IOException("there is no " + name);
    }

    /** {@return how many files and sockets the process has open} */
    public long descriptors() throws IOException {
        try (var files = Files.list(Path.of("/proc/" + pid() + "/fd"))) {
            return files.count();
        }
    }

    /** Fails unless the server gives the right answer to all. */
    void check() throws IOException, InterruptedException {
        var client =
                HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
        for (var work : Work.all()) {
            var request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + work.path()));
            if (work.body() != null) {
                request.method(work.method(), HttpRequest.BodyPublishers.ofString(work.body()))
                        .header("Content-Type", "application/json");
            }
            var answer = client.send(request.build(), BodyHandlers.ofString());
            String type = answer.headers().firstValue("Content-Type").orElse("none");
            String expected = work.answer().startsWith("{") ? "application/json" : "text/plain";
            if (answer.statusCode() != work.status() || !type.startsWith(expected) || !work.isAnswer(answer.body())) {
                throw new IOException(
                        work.name() + " is answered with " + answer.statusCode() + " " + type + " " + answer.body());
            }
        }
    }

    @Override
    public void close() {
        process.destroyForcibly();
        try {
            process.waitFor(10, TimeUnit.SECONDS);
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        }
    }
}
