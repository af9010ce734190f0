package io.anyport;

import io.anyport.observe.Observation;
import java.time.Duration;
import java.util.HexFormat;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * What brought an input: which target, under which id, from whom, and until when an answer is of use. The meaning is the
 * same on every target. Immutable, and thread-safe.
 */
public final class Invocation {

    private static final long NEVER = Long.MAX_VALUE;
    private static final ThreadLocal<@Nullable Invocation> CURRENT = new ThreadLocal<>();
    private static final Duration CENTURY =
            Duration.ofDays(36_525); // times of System.nanoTime compare within 146 years

    private final String target;
    private final @Nullable String clientAddress;
    private final @Nullable String trace;
    private final @Nullable String traceState;
    private final @Nullable String stage;
    private final @Nullable Caller caller;
    private final @Nullable Observation observation;
    private final long deadline; // in the time of System.nanoTime; NEVER for none
    private volatile @Nullable String id; // made on demand, since most are never looked at

    private Invocation(
            String target,
            @Nullable String id,
            @Nullable String clientAddress,
            @Nullable String trace,
            @Nullable String traceState,
            @Nullable String stage,
            @Nullable Caller caller,
            @Nullable Observation observation,
            long deadline) {
        this.target = target;
        this.id = id;
        this.clientAddress = clientAddress;
        this.trace = trace;
        this.traceState = traceState;
        this.stage = stage;
        this.caller = caller;
        this.observation = observation;
        this.deadline = deadline;
    }

    /** {@return an invocation that no target made, as in a unit test} */
    public static Invocation local() {
        return of("memory");
    }

    /**
     * An invocation with an id of its own and nothing else.
     *
     * @param target what made it, such as {@code undertow} or {@code lambda:http-api}
     * @return the invocation
     */
    public static Invocation of(String target) {
        return new Invocation(
                Objects.requireNonNull(target, "target"), null, null, null, null, null, null, null, NEVER);
    }

    /**
     * The invocation that the current thread works for, so that a store can end with its deadline.
     *
     * @return empty if no application is being called on this thread
     */
    public static Optional<Invocation> current() {
        return Optional.ofNullable(CURRENT.get());
    }

    /**
     * Does work as this invocation. Applications do it for their handlers; whoever goes on on another thread does it there
     * again.
     *
     * @param work what is done on this thread, with this as the {@link #current} invocation
     * @param <R> what it gives back
     * @return what the work gives back
     * @throws Exception what the work throws
     */
    public <R> R call(Callable<R> work) throws Exception {
        var outer = CURRENT.get();
        CURRENT.set(this);
        var scope = observation == null ? null : observation.enter();
        try {
            return work.call();
        } finally {
            if (scope != null) {
                scope.close();
            }
            if (outer == null) {
                CURRENT.remove();
            } else {
                CURRENT.set(outer);
            }
        }
    }

    /** {@return what made the invocation, such as {@code memory}, {@code undertow} or {@code lambda:http-api}} */
    public String target() {
        return target;
    }

    /** {@return the id by which an operator finds it in the logs; 32 hexadecimal digits unless the target has its own} */
    public String id() {
        String known = id;
        return known == null ? makeId() : known;
    }

    private synchronized String makeId() {
        String known = id;
        if (known == null) {
            known = HexFormat.of().toHexDigits(RandomBits.next())
                    + HexFormat.of().toHexDigits(RandomBits.next());
            id = known;
        }
        return known;
    }

    /** {@return the address of the client, as far as the target can tell} */
    public Optional<String> clientAddress() {
        return Optional.ofNullable(clientAddress);
    }

    /** {@return the header that carries the trace, such as a {@code traceparent} or AWS's trace id} */
    public Optional<String> trace() {
        return Optional.ofNullable(trace);
    }

    /** {@return what the systems before have written of the trace for themselves: the {@code tracestate} beside its {@code traceparent}} */
    public Optional<String> traceState() {
        return Optional.ofNullable(traceState);
    }

    /** {@return the name of the stage that was called, where a front door has named stages; it is in no path} */
    public Optional<String> stage() {
        return Optional.ofNullable(stage);
    }

    /** {@return who made the invocation; empty if nobody that the target trusts has found out} */
    public Optional<Caller> caller() {
        return Optional.ofNullable(caller);
    }

    /** {@return who is told how the work goes on; empty unless the application is {@linkplain App#observing observed}} */
    public Optional<Observation> observation() {
        return Optional.ofNullable(observation);
    }

    /** {@return how long an answer is of use from now on; zero or negative once it is too late; empty for no limit} */
    public Optional<Duration> remaining() {
        return deadline == NEVER ? Optional.empty() : Optional.of(Duration.ofNanos(deadline - System.nanoTime()));
    }

    /**
     * A copy with another id.
     *
     * @param other 1 to 200 visible ASCII characters
     * @return the copy
     * @throws IllegalArgumentException if the id is not of that form, since it goes into logs and answers
     */
    public Invocation withId(String other) {
        if (other.isEmpty() || other.length() > 200 || !isVisible(other)) {
            throw new IllegalArgumentException(
                    "id must be 1 to 200 visible ASCII characters, is " + other.length() + " characters");
        }
        return new Invocation(target, other, clientAddress, trace, traceState, stage, caller, observation, deadline);
    }

    private static boolean isVisible(String text) {
        for (int i = 0; i < text.length(); i++) {
            if (text.charAt(i) <= ' ' || text.charAt(i) >= 0x7f) {
                return false;
            }
        }
        return true;
    }

    /**
     * A copy with the address of the client.
     *
     * @param address an IP address
     * @return the copy
     */
    public Invocation withClientAddress(String address) {
        Objects.requireNonNull(address, "address");
        return new Invocation(target, id, address, trace, traceState, stage, caller, observation, deadline);
    }

    /**
     * A copy with what belongs to the trace that it has, as it is to be handed on.
     *
     * @param state the value of a {@code tracestate}, at most 512 visible ASCII characters, spaces and tabs
     * @return the copy
     * @throws IllegalArgumentException if it is not of that form
     */
    public Invocation withTraceState(String state) {
        if (state.isEmpty()
                || state.length() > 512
                || !isVisible(state.replace(' ', '-').replace('\t', '-'))) {
            throw new IllegalArgumentException(
                    "state must be 1 to 512 visible ASCII characters, is " + state.length() + " characters");
        }
        return new Invocation(target, id(), clientAddress, trace, state, stage, caller, observation, deadline);
    }

    /**
     * A copy with a trace, without what belonged to another one.
     *
     * @param header the header that carries it
     * @return the copy
     */
    public Invocation withTrace(String header) {
        Objects.requireNonNull(header, "header");
        return new Invocation(target, id, clientAddress, header, null, stage, caller, observation, deadline);
    }

    /**
     * A copy with the stage that was called.
     *
     * @param name such as {@code dev}
     * @return the copy
     */
    public Invocation withStage(String name) {
        Objects.requireNonNull(name, "name");
        return new Invocation(target, id, clientAddress, trace, traceState, name, caller, observation, deadline);
    }

    /**
     * A copy with the caller.
     *
     * @param known who it is, according to whoever the target trusts
     * @return the copy
     */
    public Invocation withCaller(Caller known) {
        Objects.requireNonNull(known, "known");
        return new Invocation(target, id, clientAddress, trace, traceState, stage, known, observation, deadline);
    }

    /**
     * A copy whose work is observed: wherever it is {@linkplain #call called}, the observation is entered.
     *
     * @param observer is told how the work goes on; it must not throw
     * @return the copy
     */
    public Invocation withObservation(Observation observer) {
        Objects.requireNonNull(observer, "observer");
        return new Invocation(target, id(), clientAddress, trace, traceState, stage, caller, observer, deadline);
    }

    /**
     * A copy with a deadline, unless there is an earlier one already.
     *
     * @param remaining from now; negative is zero, and more than a century is no deadline
     * @return the copy
     */
    public Invocation within(Duration remaining) {
        if (remaining.compareTo(CENTURY) > 0) {
            return this;
        }
        long end = System.nanoTime() + (remaining.isNegative() ? 0 : remaining.toNanos());
        boolean isLater = deadline != NEVER && end - deadline >= 0;
        return isLater
                ? this
                : new Invocation(
                        target,
                        id(),
                        clientAddress,
                        trace,
                        traceState,
                        stage,
                        caller,
                        observation,
                        end); // its id is this one's
    }

    /** {@return the target and the id} */
    @Override
    public String toString() {
        return target + " " + id();
    }
}
