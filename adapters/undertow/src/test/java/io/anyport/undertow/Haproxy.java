package io.anyport.undertow;

import static org.junit.jupiter.api.Assertions.assertTrue;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import java.io.IOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.Socket;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.concurrent.TimeUnit;

/** A real proxy, as a process. */
final class Haproxy implements AutoCloseable {

    private static final String COMMAND = "/usr/sbin/haproxy";

    private final Process process;
    private final int port;

    private Haproxy(Process process, int port) {
        this.process = process;
        this.port = port;
    }

    static void assumeInstalled() {
        assumeTrue(Files.isExecutable(Path.of(COMMAND)), "there is no haproxy: apt-get install haproxy");
    }

    /**
     * Starts it, and waits until it listens.
     *
     * @param configuration with {@code %d} for the port
     */
    static Haproxy start(Path folder, String configuration) throws IOException {
        int port = freePort();
        var file = folder.resolve("haproxy.cfg");
        Files.writeString(file, configuration.formatted(port));
        var process = new ProcessBuilder(COMMAND, "-db", "-q", "-f", file.toString())
                .redirectErrorStream(true)
                .redirectOutput(folder.resolve("haproxy.log").toFile())
                .start();
        while (process.isAlive() && !isOpen(port)) {
            Thread.onSpinWait();
        }
        assertTrue(process.isAlive(), "haproxy has ended");
        return new Haproxy(process, port);
    }

    static int freePort() throws IOException {
        try (var socket = new ServerSocket(0)) {
            return socket.getLocalPort();
        }
    }

    private static boolean isOpen(int port) {
        try (var socket = new Socket(InetAddress.getLoopbackAddress(), port)) {
            return socket.isConnected();
        } catch (IOException notYet) {
            return false;
        }
    }

    int port() {
        return port;
    }

    @Override
    public void close() {
        process.destroy();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }
}
