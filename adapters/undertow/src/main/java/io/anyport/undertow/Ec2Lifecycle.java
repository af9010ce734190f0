package io.anyport.undertow;

import java.time.Duration;
import java.util.Objects;
import java.util.Optional;
import java.util.function.Supplier;

/**
 * Has a server {@linkplain UndertowServer#drain drain} when the EC2 instance that it runs on is about to end: a spot interruption, which is
 * announced two minutes ahead, a recommendation to rebalance, or an Auto Scaling group that terminates it (its target life-cycle state
 * is {@code Terminated}). The balancer then sends its requests elsewhere; the server goes on with what comes until the process is told to
 * end.
 *
 * <p>The instance metadata service is asked by a daemon thread of its own, in version 2, with a second of patience. Where there is none,
 * as outside of EC2, that is logged once and it is looked for once a minute. Whatever it does, the server is not disturbed. Thread-safe.
 */
public final class Ec2Lifecycle implements AutoCloseable {

    private static final Duration ABSENT = Duration.ofMinutes(1);

    private final Thread thread;
    private final Ec2Options options;

    private Ec2Lifecycle(Thread thread, Ec2Options options) {
        this.thread = thread;
        this.options = options;
    }

    /**
     * Watches as the {@linkplain Ec2Options#ofEnvironment environment} says.
     *
     * @param server what drains then
     * @return the watch, which needs no closing where the process ends with the server
     * @throws IllegalArgumentException as {@link Ec2Options#ofEnvironment} does
     */
    public static Ec2Lifecycle watch(UndertowServer server) {
        return watch(server, Ec2Options.ofEnvironment());
    }

    /**
     * Watches.
     *
     * @param server what drains then
     * @param options where it is looked, and how often
     * @return the watch
     */
    public static Ec2Lifecycle watch(UndertowServer server, Ec2Options options) {
        Objects.requireNonNull(server, "server");
        var notices = new Ec2Notices(options);
        var thread = new Thread(
                () -> watch(server, notices::look, () -> notices.isThere() ? options.period() : ABSENT), "anyport-ec2");
        thread.setDaemon(true);
        if (!options.isDisabled()) {
            thread.start();
        }
        return new Ec2Lifecycle(thread, options);
    }

    private static void watch(UndertowServer server, Supplier<Optional<String>> look, Supplier<Duration> pause) {
        try {
            var notice = look.get();
            while (notice.isEmpty()) {
                Thread.sleep(pause.get().toMillis());
                notice = look.get();
            }
            server.drain(notice.get());
        } catch (InterruptedException closed) {
            Thread.currentThread().interrupt();
        }
    }

    /** Watches no more. */
    @Override
    public void close() {
        thread.interrupt();
    }

    /** {@return where it looks} */
    @Override
    public String toString() {
        return "Ec2Lifecycle[" + options + "]";
    }
}
