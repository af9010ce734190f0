package io.anyport.undertow;

import io.anyport.http.TrustedProxies;
import io.undertow.Undertow;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Objects;
import java.util.function.UnaryOperator;

/**
 * Where and how a server listens, how much it takes on, how it tells how it is, and how it ends. All else is reachable through Undertow's
 * own builder. Immutable.
 */
public final class ServerOptions {

    private final Listening listening;
    private final Drain drain;
    private final HealthAddresses health;
    private final UnaryOperator<Undertow.Builder> undertow;
    private final Encryption encryption;
    private final Load load;
    private final Clients clients;

    private ServerOptions(
            Listening listening,
            Drain drain,
            HealthAddresses health,
            UnaryOperator<Undertow.Builder> undertow,
            Encryption encryption,
            Load load,
            Clients clients) {
        this.listening = listening;
        this.drain = drain;
        this.health = health;
        this.undertow = undertow;
        this.encryption = encryption;
        this.load = load;
        this.clients = clients;
    }

    /**
     * A port on all addresses of the machine.
     *
     * @param port from 1 to 65535, or 0 for any that is free
     * @return the options
     * @throws IllegalArgumentException if the port is out of range
     */
    public static ServerOptions onPort(int port) {
        return new ServerOptions(
                Listening.on(checked(port)),
                Drain.USUAL,
                HealthAddresses.USUAL,
                UnaryOperator.identity(),
                Encryption.NONE,
                Load.USUAL,
                Clients.USUAL);
    }

    static int checked(int port) {
        if (port < 0 || port > 65535) {
            throw new IllegalArgumentException("port must be from 0 to 65535, is " + port);
        }
        return port;
    }

    /**
     * A copy that listens on one address only.
     *
     * @param address a name or an address of this machine, such as {@code localhost}
     * @return the copy
     */
    public ServerOptions host(String address) {
        return with(listening.host(Objects.requireNonNull(address, "address")));
    }

    /**
     * A copy that has the system keep another number of connections that the server has not taken yet, 1,000 otherwise, or the system's
     * own limit if that is lower.
     *
     * @param connections at least 1
     * @return the copy
     * @throws IllegalArgumentException if it is less
     */
    public ServerOptions backlog(int connections) {
        return with(listening.backlog(connections));
    }

    /**
     * A copy for a balancer that begins each connection, on all ports, with a header of the PROXY protocol, version 1 or 2: the client is
     * who the header says. What comes from elsewhere is closed, since who may send the header may claim to be anyone, and so is what has
     * none within {@link #headTime}, a malformed one, or one of version 2 that comes in parts.
     *
     * @param ranges the balancer's addresses, such as {@code 10.0.0.0/8}
     * @return the copy
     * @throws IllegalArgumentException if there are none, or one is no range
     */
    public ServerOptions proxyProtocol(String... ranges) {
        return with(listening.relays(ranges));
    }

    /**
     * A copy with another time for which a server that is {@linkplain UndertowServer#stop stopped} goes on serving while its readiness is
     * 503: longer than a balancer takes to notice. It is 12 seconds otherwise, and none unless readiness has been asked for twice. One
     * that is set here is always kept.
     *
     * @param longest zero for none
     * @return the copy
     * @throws IllegalArgumentException if the time is negative
     */
    public ServerOptions drainDelay(Duration longest) {
        return with(drain.delay(longest));
    }

    /**
     * A copy with another time that a server which is stopped then waits for requests in flight; 18 seconds otherwise.
     *
     * @param longest zero for none
     * @return the copy
     * @throws IllegalArgumentException if the time is negative
     */
    public ServerOptions grace(Duration longest) {
        return with(drain.grace(longest));
    }

    /**
     * A copy that tells elsewhere how it is than at {@code /health/live} and {@code /health/ready}.
     *
     * @param addresses where
     * @return the copy
     */
    public ServerOptions health(HealthAddresses addresses) {
        Objects.requireNonNull(addresses, "addresses");
        return new ServerOptions(listening, drain, addresses, undertow, encryption, load, clients);
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
        return new ServerOptions(
                listening, drain, health, builder -> more.apply(undertow.apply(builder)), encryption, load, clients);
    }

    /**
     * A copy that listens with TLS 1.2 or 1.3, in the JDK's choice of ciphers. When the files change, connections from then on get the
     * new certificate, a second later at most; what cannot be used is logged, and the former certificate is kept.
     *
     * @param certificateChain a PEM file, the server's own certificate first
     * @param privateKey a PEM file with an unencrypted PKCS#8 key: RSA, EC or Ed25519
     * @return the copy
     */
    public ServerOptions tls(Path certificateChain, Path privateKey) {
        var files = new KeyPairFiles(
                Objects.requireNonNull(certificateChain, "certificateChain"),
                Objects.requireNonNull(privateKey, "privateKey"));
        return with(encryption.files(files));
    }

    ServerOptions reloading(Duration pause) {
        return with(encryption.pause(pause));
    }

    /**
     * A copy that also listens without TLS, on a second port of the same address. Without {@link #tls} it is of no use, and the start
     * refuses it.
     *
     * @param second from 1 to 65535, or 0 for any that is free
     * @return the copy
     * @throws IllegalArgumentException if the port is out of range
     */
    public ServerOptions clearPort(int second) {
        return with(encryption.clearPort(checked(second)));
    }

    /**
     * A copy that speaks HTTP/2 elsewhere than {@linkplain Http2#OVER_TLS over TLS}.
     *
     * @param where where
     * @return the copy
     */
    public ServerOptions http2(Http2 where) {
        return with(encryption.http2(Objects.requireNonNull(where, "where")));
    }

    /**
     * A copy with other limits for what the application works on at once. What is over both is answered at once, with 503 and
     * {@code Retry-After}. By default it is as many as Undertow has workers, or 1,000 on virtual threads, and 100 that wait.
     *
     * @param inFlight how many requests the application may have, at least 1
     * @param waiting how many more may wait for that, with their bodies in memory; 0 for none
     * @return the copy
     * @throws IllegalArgumentException if a limit is too small
     */
    public ServerOptions limits(int inFlight, int waiting) {
        return with(load.limits(inFlight, waiting));
    }

    /**
     * A copy that runs the application on other threads.
     *
     * @param which virtual threads, Undertow's workers, or {@linkplain HandlerThreads#WHERE_THEY_FIT either}
     * @return the copy
     */
    public ServerOptions threads(HandlerThreads which) {
        return with(load.threads(Objects.requireNonNull(which, "which")));
    }

    /**
     * A copy that gives clients another time than 10 seconds for the head of a request. Who takes longer gets 408, and the connection ends.
     *
     * @param longest from the first byte to the last
     * @return the copy
     * @throws IllegalArgumentException if it is shorter than a millisecond
     */
    public ServerOptions headTime(Duration longest) {
        return with(clients.pace(clients.pace().head(longest)));
    }

    /**
     * A copy that bears with slower bodies, or with less slow ones. Who is slower is answered with 408, and the connection ends. Otherwise
     * it is 20 seconds, and one more for each 500 bytes that have come, and never 20 seconds without a byte. Until a body is there, its
     * request has no thread and is not in flight.
     *
     * @param grace the time for a body of which nothing comes, or nothing more
     * @param bytesPerSecond how much has to come for each second more
     * @return the copy
     * @throws IllegalArgumentException if the grace is shorter than a millisecond, or the rate less than 1
     */
    public ServerOptions slowestBody(Duration grace, int bytesPerSecond) {
        return with(clients.pace(clients.pace().body(grace, bytesPerSecond)));
    }

    /**
     * A copy that bears longer, or less long, with a client that takes nothing of its answer, 30 seconds otherwise. Then its connection is
     * reset. Over HTTP/2 a stream whose window stays closed is reset alone, before twice that time is over.
     *
     * @param longest without a byte that could be written to the connection
     * @return the copy
     * @throws IllegalArgumentException if it is shorter than a millisecond
     */
    public ServerOptions answerPause(Duration longest) {
        return with(clients.pace(clients.pace().answer(longest)));
    }

    /**
     * A copy with other limits for what clients may take up of the heap by being slow. By default it is a quarter of the heap for bodies,
     * which counts from their first byte until their request has been worked on, and an eighth for answers that wait to be taken. A body for
     * which there is no room is answered with 503 and {@code Retry-After}, and the connection ends; so is, on a connection that goes on, a GET
     * with an answer in one piece for which there is none. Any other such answer is broken off. A quarter of each is kept for what is at most
     * 32 KiB.
     *
     * @param bodies in bytes
     * @param answers in bytes, with 16 KiB for each answer besides its own
     * @return the copy
     * @throws IllegalArgumentException if a limit is less than 1
     */
    public ServerOptions memory(long bodies, long answers) {
        return with(clients.memory(new Memory(bodies, answers)));
    }

    /**
     * A copy that takes the word of some proxies for client address, scheme, host and port; without it, the peer is the client.
     *
     * @param trusted the proxies in front of this server
     * @return the copy
     */
    public ServerOptions trustedProxies(TrustedProxies trusted) {
        return with(clients.proxies(Objects.requireNonNull(trusted, "trusted")));
    }

    private ServerOptions with(Listening other) {
        return new ServerOptions(other, drain, health, undertow, encryption, load, clients);
    }

    private ServerOptions with(Drain other) {
        return new ServerOptions(listening, other, health, undertow, encryption, load, clients);
    }

    private ServerOptions with(Clients other) {
        return new ServerOptions(listening, drain, health, undertow, encryption, load, other);
    }

    private ServerOptions with(Encryption other) {
        return new ServerOptions(listening, drain, health, undertow, other, load, clients);
    }

    private ServerOptions with(Load other) {
        return new ServerOptions(listening, drain, health, undertow, encryption, other, clients);
    }

    Encryption encryption() {
        return encryption;
    }

    Load load() {
        return load;
    }

    Clients clients() {
        return clients;
    }

    Listening listening() {
        return listening;
    }

    Drain drain() {
        return drain;
    }

    HealthAddresses health() {
        return health;
    }

    Undertow.Builder applyTo(Undertow.Builder builder) {
        return undertow.apply(builder);
    }

    /** {@return the address and the port} */
    @Override
    public String toString() {
        return listening.host() + ":" + listening.port();
    }
}
