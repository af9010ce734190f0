package io.anyport.micrometer;

import io.anyport.http.Response;
import io.anyport.observe.BindingTask;
import io.anyport.observe.Observation;
import io.anyport.observe.Observer;
import io.anyport.observe.RequestTask;
import io.anyport.observe.StoreTask;
import io.anyport.observe.Task;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import java.util.Objects;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * Times what an application does, in a registry of Micrometer. Meters and tags are named after OpenTelemetry's semantic conventions where
 * those have a name; a registry writes them in its own way, so that Prometheus has {@code http_server_request_duration_seconds}. Every
 * meter has all of its tags always, {@code none} where there is nothing to say. Thread-safe.
 *
 * <table>
 * <caption>Meters</caption>
 * <tr><th>meter</th><th>tags</th></tr>
 * <tr><td>{@value #REQUESTS}, a timer</td><td>{@code http.request.method}, {@code http.route}, {@code http.response.status_class}, {@code
 *     error.type}, {@code target}</td></tr>
 * <tr><td>{@value #ACTIVE}, a gauge</td><td></td></tr>
 * <tr><td>{@value #TASKS}, a timer of deliveries, operations and frames</td><td>{@code binding}, {@code error.type}, {@code target}</td></tr>
 * <tr><td>{@value #STORE}, a timer</td><td>{@code db.system.name}, {@code db.collection.name}, {@code db.operation.name}, {@code
 *     error.type}</td></tr>
 * </table>
 *
 * <p>No tag is a client's choice: a route is a template, a method that nobody knows is {@code _OTHER}, a status is its class. The
 * {@code error.type} is the simple name of what was thrown: at a request only if the answer is from 500 on; of a store also for
 * what an application expects, such as {@code ConditionFailed}. The time of a request ends when the answer is made; a body that is a
 * stream is still to be sent then.
 */
public final class MicrometerObserver implements Observer {

    /** How long requests take until they are answered. */
    public static final String REQUESTS = "http.server.request.duration";

    /** How many requests are being answered. */
    public static final String ACTIVE = "http.server.active_requests";

    /** How long deliveries, operations and frames take. */
    public static final String TASKS = "anyport.task.duration";

    /** How long calls of stores take, with all their attempts. */
    public static final String STORE = "db.client.operation.duration";

    static final String NONE = "none";

    private final MeterRegistry registry;
    private final AtomicInteger active = new AtomicInteger();

    private MicrometerObserver(MeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * An observer for a registry; make one for all applications and stores of it.
     *
     * @param registry where the meters are
     * @return the observer
     */
    public static MicrometerObserver of(MeterRegistry registry) {
        var observer = new MicrometerObserver(Objects.requireNonNull(registry, "registry"));
        Gauge.builder(ACTIVE, () -> observer.active.get())
                .description("requests that are being answered")
                .register(registry);
        return observer;
    }

    @Override
    public Observation begin(Task task) {
        if (task instanceof RequestTask) {
            active.incrementAndGet();
        }
        return new Timed(task);
    }

    private final class Timed implements Observation {

        private final Task task;
        private final long start = System.nanoTime();
        private volatile @Nullable Throwable thrown;

        Timed(Task task) {
            this.task = task;
        }

        @Override
        public void thrown(Throwable other) {
            thrown = other;
        }

        @Override
        public void end(@Nullable Response response) {
            long nanos = System.nanoTime() - start;
            if (task instanceof RequestTask request) {
                active.decrementAndGet();
                record(REQUESTS, nanos, ofRequest(request, response));
            } else if (task instanceof StoreTask store) {
                record(STORE, nanos, ofStore(store));
            } else if (task instanceof BindingTask) {
                record(TASKS, nanos, ofBinding(response));
            }
        }

        private void record(String meter, long nanos, Tags tags) {
            registry.timer(meter, tags).record(nanos, TimeUnit.NANOSECONDS);
        }

        private Tags ofRequest(RequestTask request, @Nullable Response response) {
            int status = response == null ? 500 : response.status().code();
            return Tags.of(
                    "http.request.method",
                    request.method(),
                    "http.route",
                    request.route().orElse(NONE),
                    "http.response.status_class",
                    status / 100 + "xx",
                    "error.type",
                    status < 500 ? NONE : error(String.valueOf(status)),
                    "target",
                    task.invocation().target());
        }

        private Tags ofBinding(@Nullable Response response) {
            int status = response == null ? 0 : response.status().code();
            return Tags.of(
                    "binding",
                    task.name(),
                    "error.type",
                    error(status < 500 ? NONE : String.valueOf(status)),
                    "target",
                    task.invocation().target());
        }

        private Tags ofStore(StoreTask store) {
            return Tags.of(
                    "db.system.name",
                    store.engine(),
                    "db.collection.name",
                    store.table().orElse(NONE),
                    "db.operation.name",
                    store.operation(),
                    "error.type",
                    error(NONE));
        }

        private String error(String otherwise) {
            var known = thrown;
            if (known == null) {
                return otherwise;
            }
            String name = known.getClass().getSimpleName();
            return name.isEmpty() ? "anonymous" : name;
        }
    }
}
