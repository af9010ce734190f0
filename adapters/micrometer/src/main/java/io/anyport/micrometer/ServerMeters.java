package io.anyport.micrometer;

import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.util.Objects;
import java.util.function.IntSupplier;
import java.util.function.LongSupplier;

/**
 * How much a server has to do: the gauges {@value #IN_FLIGHT} and {@value #WAITING}, and the counter {@value #SHED}. It takes functions,
 * so that it fits any server: {@code ServerMeters.of(load::inFlight, load::waiting, load::shed).bindTo(registry)}. Immutable.
 */
public final class ServerMeters implements MeterBinder {

    /** How many requests the application is working on. */
    public static final String IN_FLIGHT = "anyport.server.in_flight";

    /** How many requests wait for the application. */
    public static final String WAITING = "anyport.server.waiting";

    /** How many requests were turned away because too many waited. */
    public static final String SHED = "anyport.server.shed";

    private final IntSupplier inFlight;
    private final IntSupplier waiting;
    private final LongSupplier shed;

    private ServerMeters(IntSupplier inFlight, IntSupplier waiting, LongSupplier shed) {
        this.inFlight = Objects.requireNonNull(inFlight, "inFlight");
        this.waiting = Objects.requireNonNull(waiting, "waiting");
        this.shed = Objects.requireNonNull(shed, "shed");
    }

    /**
     * The meters of a server.
     *
     * @param inFlight how many requests the application is working on
     * @param waiting how many wait for it
     * @param shed how many were turned away since the start; it never decreases
     * @return the meters, to be bound to a registry
     */
    public static ServerMeters of(IntSupplier inFlight, IntSupplier waiting, LongSupplier shed) {
        return new ServerMeters(inFlight, waiting, shed);
    }

    @Override
    public void bindTo(MeterRegistry registry) {
        Gauge.builder(IN_FLIGHT, inFlight::getAsInt)
                .description("requests that the application is working on")
                .register(registry);
        Gauge.builder(WAITING, waiting::getAsInt)
                .description("requests that wait for the application")
                .register(registry);
        // A counter holds its object weakly: the function has to hold it.
        var supplier = shed;
        FunctionCounter.builder(SHED, supplier, ignored -> supplier.getAsLong())
                .description("requests that were turned away because too many waited")
                .register(registry);
    }
}
