package io.anyport.undertow;

import static io.undertow.UndertowOptions.ALLOW_ID_LESS_MATRIX_PARAMETERS;
import static io.undertow.UndertowOptions.ALLOW_UNESCAPED_CHARACTERS_IN_URL;
import static io.undertow.UndertowOptions.ALWAYS_SET_KEEP_ALIVE;
import static io.undertow.UndertowOptions.DECODE_URL;
import static io.undertow.UndertowOptions.MAX_ENTITY_SIZE;
import static io.undertow.UndertowOptions.MAX_HEADERS;
import static io.undertow.UndertowOptions.MAX_HEADER_SIZE;
import static io.undertow.UndertowOptions.MAX_PARAMETERS;
import static io.undertow.UndertowOptions.NO_REQUEST_TIMEOUT;
import static io.undertow.UndertowOptions.REQUEST_PARSE_TIMEOUT;
import static io.undertow.UndertowOptions.SHUTDOWN_TIMEOUT;

import io.anyport.App;
import io.undertow.Undertow;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetSocketAddress;
import java.util.List;
import java.util.concurrent.ExecutorService;
import org.jspecify.annotations.Nullable;
import org.xnio.Options;

/**
 * An application on an embedded Undertow server. It keeps the JVM alive until it is stopped, unless a daemon thread started it.
 * Thread-safe.
 *
 * <p>A request's body is read, up to the application's limit, before a thread is taken for the request, and its answer waits for the client
 * without one: a slow client costs memory, {@linkplain ServerOptions#memory within limits}, and no thread. The application runs on virtual threads
 * from JDK 24 on, and on Undertow's worker threads before.
 */
public final class UndertowServer implements AutoCloseable {

    /** What a client may take for its headers, and the longest target and headers: what AWS's balancer passes on. */
    private static final int PARSE_MILLISECONDS = 10_000;

    private static final int HEADER_BYTES = 64 * 1024;

    /** Longer than a balancer keeps an idle connection (60 s there), so that it never sends a request into a closing one. */
    private static final int IDLE_MILLISECONDS = 75_000;

    private final int[] ports;
    private final @Nullable ExecutorService threads;
    private final Admission admission;
    private final Stopping stopping;
    private final ServerOptions options;
    private boolean stopped;

    private UndertowServer(
            Undertow undertow,
            @Nullable ExecutorService threads,
            Admission admission,
            Stopping stopping,
            ServerOptions options) {
        this.threads = threads;
        this.admission = admission;
        this.stopping = stopping;
        this.options = options;
        this.ports = undertow.getListenerInfo().stream()
                .mapToInt(listening -> ((InetSocketAddress) listening.getAddress()).getPort())
                .toArray();
    }

    /**
     * Starts a server on a port of all addresses of the machine.
     *
     * @param app the application
     * @param port from 1 to 65535, or 0 for any that is free
     * @return the running server
     * @throws IllegalArgumentException if the port is out of range
     * @throws IllegalStateException if the application is not {@linkplain App#ready ready}, or binds what no request brings
     * @throws UncheckedIOException if the port is taken; the message says so in a line
     */
    public static UndertowServer start(App app, int port) {
        return start(app, ServerOptions.onPort(port));
    }

    /**
     * Starts a server.
     *
     * @param app the application
     * @param options where it listens
     * @return the running server
     * @throws IllegalStateException if the application is not {@linkplain App#ready ready}, or binds what no request brings
     * @throws UncheckedIOException if the port is taken or a PEM file cannot be read; the message says so in a line
     * @throws IllegalArgumentException if a PEM file does not hold what it should
     */
    public static UndertowServer start(App app, ServerOptions options) {
        var ready = app.readyForRequests("undertow");
        HealthRoutes.refuseHidden(app, options.health());
        var listeners = Listeners.of(options);
        var threads = options.load().threads().executor();
        var admission = options.load().admission(threads);
        var bridges = Bridges.of(ready, options, admission);
        var undertow = options.applyTo(listeners.addTo(builder(app), bridges.health()))
                .setHandler(bridges.app())
                .build();
        try {
            undertow.start();
        } catch (RuntimeException e) {
            if (e.getCause() instanceof IOException cause) {
                throw new UncheckedIOException("cannot listen on " + options + ": " + cause.getMessage(), cause);
            }
            throw e;
        }
        var limits = new StrictListening.Limits(
                app.bodyLimit(), HEADER_BYTES, options.clients().pace());
        StrictListening.begin(
                undertow,
                limits,
                options.encryption().http2(),
                options.listening().relays());
        bridges.readiness().serve();
        var stopping = new Stopping(undertow, bridges.readiness(), bridges.flights(), options.drain());
        return new UndertowServer(undertow, threads, admission, stopping, options);
    }

    @SuppressWarnings(
            "deprecation") // of ALLOW_ID_LESS_MATRIX_PARAMETERS, without which /a;b,c is refused by the parser
    private static Undertow.Builder builder(App app) {
        return Undertow.builder()
                .setWorkerOption(Options.WORKER_NAME, "undertow-" + app.name())
                // One decoder for all targets stands in core: nothing is to be decoded or refused here.
                .setServerOption(DECODE_URL, false)
                .setServerOption(ALLOW_UNESCAPED_CHARACTERS_IN_URL, true)
                .setServerOption(ALLOW_ID_LESS_MATRIX_PARAMETERS, true)
                .setServerOption(MAX_PARAMETERS, HEADER_BYTES)
                // The limit is the application's, and 413 a problem document.
                .setServerOption(MAX_ENTITY_SIZE, -1L)
                .setServerOption(MAX_HEADER_SIZE, 2 * HEADER_BYTES) // ours is smaller, and answered as a problem
                .setServerOption(MAX_HEADERS, 256) // likewise
                .setServerOption(REQUEST_PARSE_TIMEOUT, PARSE_MILLISECONDS)
                .setServerOption(NO_REQUEST_TIMEOUT, IDLE_MILLISECONDS)
                .setServerOption(ALWAYS_SET_KEEP_ALIVE, false)
                // The grace is over by then; this is for interrupted threads to notice.
                .setServerOption(SHUTDOWN_TIMEOUT, 1_000);
    }

    /** {@return the port that the server listens on, which says what port 0 has become} */
    public int port() {
        return ports[0];
    }

    /**
     * {@return the port that the server listens on without TLS}
     *
     * @throws IllegalStateException if {@link ServerOptions#clearPort} has not been set
     */
    public int clearPort() {
        if (!options.encryption().hasClearPort()) {
            throw new IllegalStateException("there is no second port");
        }
        return ports[1];
    }

    /**
     * {@return the port that tells how the server is}
     *
     * @throws IllegalStateException if it has none of its own; see {@link HealthAddresses#onPort}
     */
    public int healthPort() {
        if (!options.health().isApart()) {
            throw new IllegalStateException("there is no port for health alone");
        }
        return ports[options.encryption().hasClearPort() ? 2 : 1];
    }

    /** {@return how many requests the application works on, how many wait, and how many were turned away} */
    public ServerLoad load() {
        return admission;
    }

    /**
     * Tells that no more requests are wanted, and goes on serving all that come: from now on readiness is 503, and each answer over
     * HTTP/1.1 ends its connection. There is no way back; what follows is {@link #stop}, which then waits only for what is left of its
     * delay. Does nothing the second time.
     */
    public void drain() {
        drain("draining");
    }

    void drain(String why) {
        stopping.begin(why);
    }

    /**
     * Stops the server so that no request is lost: {@linkplain #drain drains} it for the {@linkplain ServerOptions#drainDelay delay},
     * refuses connections from then on, waits for the requests in flight for no longer than the {@linkplain ServerOptions#grace grace}, and
     * ends all connections and threads. A thread that is interrupted meanwhile waits no more. Does nothing when it is stopped already;
     * while it is being stopped, it waits for that.
     */
    public void stop() {
        stopping.begin("stopping");
        end();
    }

    private synchronized void end() {
        if (stopped) {
            return;
        }
        stopped = true;
        stopping.end();
        if (threads != null) {
            threads.shutdownNow();
        }
    }

    /** Stops the server, like {@link #stop}. */
    @Override
    public void close() {
        stop();
    }

    /**
     * Has the server stopped when the process is told to end, by SIGTERM, SIGINT or {@code System.exit}, and then what it has used closed.
     * The process ends when all that is done; a second signal changes nothing.
     *
     * @param after what is closed then, in this order, such as the store; what fails is logged
     * @return this server
     * @throws IllegalStateException if the process is ending already
     */
    public UndertowServer stopAtExit(AutoCloseable... after) {
        var resources = List.of(after);
        Runtime.getRuntime().addShutdownHook(new Thread(() -> Exit.end(this, resources), "stop"));
        return this;
    }

    /** {@return the port} */
    @Override
    public String toString() {
        return "UndertowServer[" + ports[0] + "]";
    }
}
