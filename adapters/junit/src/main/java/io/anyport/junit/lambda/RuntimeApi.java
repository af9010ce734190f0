package io.anyport.junit.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.nio.channels.ServerSocketChannel;
import java.nio.channels.SocketChannel;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;

/**
 * The API that AWS Lambda offers to a runtime (version 2018-06-01), on loopback, at a port that is free: it hands out invocations to
 * whoever asks, by as many connections as there are, and takes what comes back. Thread-safe.
 *
 * <p>It checks as AWS does: an answer to an invocation that was not handed out gets 400, a second one 403, one over 6 MiB 413. What
 * AWS would refuse or not understand is in {@link #remarks}. A runtime that waits for an invocation gets one that was lost on the
 * way to it by a {@link Fault} again.
 *
 * <pre>{@code
 * try (var api = RuntimeApi.start();
 *         var function = FunctionCommand.of(TodoFunction.class).start(api)) {
 *     var outcome = api.invoke(event).outcome(Duration.ofSeconds(30));
 *     assertEquals(Outcome.Kind.RESPONSE, outcome.kind(), outcome::text);
 * }
 * }</pre>
 */
public final class RuntimeApi implements AutoCloseable {

    private final ServerSocketChannel server;
    private final Calls calls = new Calls();
    private final Faults faults = new Faults();
    private final Set<Wire> wires = ConcurrentHashMap.newKeySet();

    private RuntimeApi(ServerSocketChannel server) {
        this.server = server;
    }

    /**
     * Starts to listen.
     *
     * @return the API
     * @throws IOException if there is no port
     */
    public static RuntimeApi start() throws IOException {
        var server = ServerSocketChannel.open();
        server.bind(new InetSocketAddress(InetAddress.getByAddress(new byte[] {127, 0, 0, 1}), 0), 1024);
        var api = new RuntimeApi(server);
        daemon(api::accept, "runtime-api").start();
        return api;
    }

    /** {@return where it listens, as {@code AWS_LAMBDA_RUNTIME_API} has it: address and port} */
    public String authority() {
        return "127.0.0.1:" + server.socket().getLocalPort();
    }

    /**
     * Has an invocation handed out, after those that wait already.
     *
     * @param request the invocation
     * @return the invocation on its way
     * @throws IllegalArgumentException if there was one with the same id
     */
    public Invoked invoke(InvokeRequest request) {
        var invoked = new Invoked(request, calls);
        calls.add(invoked);
        return invoked;
    }

    /**
     * Has an event handed out.
     *
     * @param event the bytes; not copied
     * @return the invocation on its way
     */
    public Invoked invoke(byte[] event) {
        return invoke(InvokeRequest.of(event));
    }

    /**
     * Has an event handed out.
     *
     * @param event the text, such as JSON
     * @return the invocation on its way
     */
    public Invoked invoke(String event) {
        return invoke(event.getBytes(UTF_8));
    }

    /**
     * The next outcome of all, in the order in which they came to their end, those of the start and the restore included. Each is
     * given once.
     *
     * @param patience how long it is waited for
     * @return the outcome
     * @throws TimeoutException if there is none until then
     * @throws InterruptedException if the thread is interrupted
     */
    public Outcome outcome(Duration patience) throws TimeoutException, InterruptedException {
        var outcome = calls.outcomes.poll(patience.toNanos(), TimeUnit.NANOSECONDS);
        if (outcome == null) {
            throw new TimeoutException("there is no outcome within " + patience + calls.ended());
        }
        return outcome;
    }

    /**
     * Has the next calls of a kind go wrong, one fault each; those after them go well.
     *
     * @param call the kind
     * @param script what happens, in order
     */
    public void fail(Call call, Fault... script) {
        faults.add(call, List.of(script));
    }

    /**
     * Waits until a runtime is ready for the snapshot, that is, until it has asked for {@code restore/next}.
     *
     * @param patience how long it is waited for
     * @throws TimeoutException if it has not asked until then
     * @throws InterruptedException if the thread is interrupted
     */
    public void awaitCheckpoint(Duration patience) throws TimeoutException, InterruptedException {
        if (!calls.checkpoint.await(patience.toNanos(), TimeUnit.NANOSECONDS)) {
            throw new TimeoutException("no runtime asked for restore/next within " + patience + calls.ended());
        }
    }

    /** Answers {@code restore/next}, now and from now on: time goes on for what was in the snapshot. */
    public void restore() {
        calls.restore.countDown();
    }

    /** {@return what AWS would have refused or not understood, one line each, without any content; empty for a good runtime} */
    public List<String> remarks() {
        return List.copyOf(calls.remarks);
    }

    /** {@return how many connections there are at the moment} */
    public int connections() {
        return wires.size();
    }

    /** Who waits in vain is told that this function has ended. */
    void started(FunctionProcess function) {
        calls.functions.add(function);
    }

    private void accept() {
        while (server.isOpen()) {
            try {
                serve(server.accept());
            } catch (IOException e) {
                // closed, or a connection that has gone
            }
        }
    }

    private void serve(SocketChannel channel) throws IOException {
        var wire = new Wire(channel);
        wires.add(wire);
        var connection = new Connection(wire, calls, faults);
        daemon(() -> serve(connection, wire), "runtime-api-connection").start();
    }

    private void serve(Connection connection, Wire wire) {
        try {
            connection.run();
        } finally {
            wires.remove(wire);
        }
    }

    private static Thread daemon(Runnable work, String name) {
        var thread = new Thread(work, name);
        thread.setDaemon(true);
        return thread;
    }

    /**
     * Ends all connections, and the runtimes with them. What is not answered stays so.
     *
     * @throws IOException if the port cannot be closed
     */
    @Override
    public void close() throws IOException {
        server.close();
        calls.close();
        wires.forEach(Wire::close);
    }
}
