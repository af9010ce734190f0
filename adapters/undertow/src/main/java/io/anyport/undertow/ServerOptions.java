package io.anyport.undertow;

import io.anyport.http.TrustedProxies;
import io.undertow.Undertow;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Where a server listens, and how long it waits when it is stopped. Everything else is reachable through Undertow's own builder.
 * Immutable.
 */
public final class ServerOptions {

    private final String host;
    private final int port;
    private final Duration grace;
    private final TrustedProxies proxies;
    private final UnaryOperator<Undertow.Builder> undertow;

    private ServerOptions(
            String host, int port, Duration grace, TrustedProxies proxies, UnaryOperator<Undertow.Builder> undertow) {
        this.host = host;
        this.port = port;
        this.grace = grace;
        this.proxies = proxies;
        this.undertow = undertow;
    }

    /**
     * A port on all addresses of the machine, and 20 seconds of grace.
     *
     * @param port from 1 to 65535, or 0 for any that is free
     * @return the options
     * @throws IllegalArgumentException if the port is out of range
     */
    public static ServerOptions onPort(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, is " + port);
        }
        return new ServerOptions(
                "0.0.0.0", port, Duration.ofSeconds(20), TrustedProxies.none(), UnaryOperator.identity());
    }

    /**
     * A copy that listens on one address only.
     *
     * @param address a name or an address of this machine, such as {@code localhost}
     * @return the copy
     */
    public ServerOptions host(String address) {
        return new ServerOptions(Objects.requireNonNull(address, "address"), port, grace, proxies, undertow);
    }

    /**
     * A copy with another time that a server which is stopped waits for requests in flight.
     *
     * @param longest zero for none
     * @return the copy
     * @throws IllegalArgumentException if the time is negative
     */
    public ServerOptions grace(Duration longest) {
        if (longest.isNegative()) {
            throw new IllegalArgumentException("longest must be >= 0, is " + longest);
        }
        return new ServerOptions(host, port, longest, proxies, undertow);
    }

    /**
     * A copy that takes the word of some proxies for client address, scheme, host and port; without it, the peer is the client.
     *
     * @param trusted the proxies in front of this server
     * @return the copy
     */
    public ServerOptions trustedProxies(TrustedProxies trusted) {
        return new ServerOptions(host, port, grace, Objects.requireNonNull(trusted, "trusted"), undertow);
    }

    /**
     * A copy that hands Undertow's builder to its owner, after everything has been set but the handler. What is changed there may
     * change what the targets have in common, such as the decoding of paths.
     *
     * @param more for instance {@code builder -> builder.setIoThreads(2)}
     * @return the copy
     */
    public ServerOptions undertow(UnaryOperator<Undertow.Builder> more) {
        Objects.requireNonNull(more, "more");
        return new ServerOptions(host, port, grace, proxies, builder -> more.apply(undertow.apply(builder)));
    }

    String host() {
        return host;
    }

    int port() {
        return port;
    }

    Duration grace() {
        return grace;
    }

    TrustedProxies proxies() {
        return proxies;
    }

    Undertow.Builder applyTo(Undertow.Builder builder) {
        return undertow.apply(builder);
    }

    /** {@return the address and the port} */
    @Override
    public String toString() {
        return host + ":" + port;
    }
}
