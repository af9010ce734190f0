package io.anyport.undertow;

import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Where a server tells how it is, to whom it may concern: a balancer, a supervisor. {@code GET} and {@code HEAD} are answered there, before
 * the application, its filters and the {@linkplain ServerOptions#limits limits} see the request, with a status and a line of JSON.
 *
 * <p>Liveness is 200 as long as the server answers at all, and asks nothing and nobody: who fails it should be started anew. Readiness is
 * 200 while all {@linkplain io.anyport.App#checks checks} of the application pass, and 503 while one fails, while the server starts, and
 * from the moment on at which it begins to {@linkplain UndertowServer#drain drain}: who fails it should get no more requests. Immutable.
 */
public final class HealthAddresses {

    private static final int WITH_THE_REST = -1;
    private static final String PATH = "(/[A-Za-z0-9._~-]+)+";

    static final HealthAddresses USUAL = at("/health/live", "/health/ready");

    private final @Nullable String live;
    private final @Nullable String ready;
    private final int port;

    private HealthAddresses(@Nullable String live, @Nullable String ready, int port) {
        this.live = live;
        this.ready = ready;
        this.port = port;
    }

    /**
     * Two addresses, on the ports of the application. A server has {@code /health/live} and {@code /health/ready} unless told otherwise.
     *
     * @param live a path of unreserved characters, compared to the letter
     * @param ready another one
     * @return the addresses
     * @throws IllegalArgumentException if a path has other characters, or they are the same
     */
    public static HealthAddresses at(String live, String ready) {
        if (checked("live", live).equals(checked("ready", ready))) {
            throw new IllegalArgumentException("live and ready must be two paths, are both " + live);
        }
        return new HealthAddresses(live, ready, WITH_THE_REST);
    }

    /** {@return no addresses: their paths are the application's} A server without them stops without a delay, unless one is
     * {@linkplain ServerOptions#drainDelay set}. */
    public static HealthAddresses none() {
        return new HealthAddresses(null, null, WITH_THE_REST);
    }

    private static String checked(String argument, String path) {
        if (!Objects.requireNonNull(path, argument).matches(PATH)) {
            throw new IllegalArgumentException(
                    argument + " must be a path such as /health/live, is " + path.length() + " characters");
        }
        return path;
    }

    /**
     * A copy on a port of its own, without TLS, on the address that the server listens on. There is nothing else there, and on the ports of
     * the application the paths are the application's.
     *
     * @param other from 1 to 65535, or 0 for any that is free
     * @return the copy
     * @throws IllegalArgumentException if the port is out of range
     * @throws IllegalStateException if there are no addresses
     */
    public HealthAddresses onPort(int other) {
        if (live == null) {
            throw new IllegalStateException("no addresses need no port");
        }
        return new HealthAddresses(live, ready, ServerOptions.checked(other));
    }

    boolean isApart() {
        return port != WITH_THE_REST;
    }

    int port() {
        return port;
    }

    boolean isLive(String path) {
        return path.equals(live);
    }

    boolean isReady(String path) {
        return path.equals(ready);
    }

    /** {@return the paths} */
    @Override
    public String toString() {
        return live == null ? "none" : live + ", " + ready;
    }
}
