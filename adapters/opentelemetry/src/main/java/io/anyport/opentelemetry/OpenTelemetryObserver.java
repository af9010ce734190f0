package io.anyport.opentelemetry;

import io.anyport.http.Filter;
import io.anyport.observe.BindingTask;
import io.anyport.observe.Observation;
import io.anyport.observe.Observer;
import io.anyport.observe.RequestTask;
import io.anyport.observe.StoreTask;
import io.anyport.observe.Task;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import java.time.Duration;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Records spans of what an application does. Names and attributes are those of OpenTelemetry's semantic conventions. The span is current
 * wherever the invocation is worked for ({@link io.anyport.Invocation#call}), so that what a library records nests in it. Immutable,
 * and thread-safe.
 *
 * <ul>
 *   <li>A request is a server span, {@code GET /todos/{id}}. It is a child of what is current if something is, or else of what the
 *       configured propagators find in its header, or else of the invocation's trace (W3C or X-Ray). From 500 on it is an error, with
 *       what was thrown.
 *   <li>A delivery is a consumer span, {@code process imports}, with a link to the span that has sent it; an operation and a frame
 *       are server spans. What is thrown is an error.
 *   <li>A call of a store ({@link io.anyport.observe.ObservedStore}) is a client span, {@code get todos}. A condition that does not
 *       hold is no error.
 * </ul>
 *
 * <p>Paths are recorded, as the conventions ask; queries, other header fields than {@code User-Agent}, bodies and keys of records never
 * are. What was thrown is recorded with its text, which goes to operators.
 */
public final class OpenTelemetryObserver implements Observer {

    private final OpenTelemetry telemetry;
    private final Tracer tracer;
    private final Consumer<Duration> flush;

    private OpenTelemetryObserver(OpenTelemetry telemetry, Consumer<Duration> flush) {
        this.telemetry = telemetry;
        this.tracer = telemetry.getTracer("io.anyport");
        this.flush = flush;
    }

    /**
     * An observer that records where an OpenTelemetry leads.
     *
     * @param telemetry the configured OpenTelemetry
     * @return the observer
     */
    public static OpenTelemetryObserver of(OpenTelemetry telemetry) {
        return new OpenTelemetryObserver(Objects.requireNonNull(telemetry, "telemetry"), time -> {});
    }

    /**
     * A copy that hands spans on when a target asks for it, as AWS Lambda does before each answer: {@code time ->
     * sdk.getSdkTracerProvider().forceFlush().join(time.toMillis(), MILLISECONDS)}. OpenTelemetry's API, unlike its SDK, cannot do that by
     * itself.
     *
     * @param other hands on what there is; it gets the time that it may take
     * @return the copy
     */
    public OpenTelemetryObserver flushedBy(Consumer<Duration> other) {
        return new OpenTelemetryObserver(telemetry, Objects.requireNonNull(other, "other"));
    }

    /**
     * A filter around an outbound handler: each call is a client span, and the request carries its context ({@code traceparent}, and
     * what else the configured propagators write).
     *
     * @return the filter
     */
    public Filter outbound() {
        return next -> new OutboundSpans(next, telemetry, tracer);
    }

    @Override
    public Observation begin(Task task) {
        var current = Context.current();
        boolean isNested = Span.fromContext(current).getSpanContext().isValid();
        if (task instanceof RequestTask request) {
            var parent = isNested ? current : Parents.of(request, telemetry);
            return RequestSpan.begin(request, tracer, parent);
        }
        if (task instanceof StoreTask store) {
            return TaskSpan.ofStore(store, tracer, current);
        }
        var binding = (BindingTask) task;
        if (binding.delivery().isPresent()) {
            return TaskSpan.ofDelivery(binding, binding.delivery().get(), tracer, current);
        }
        return TaskSpan.ofCall(binding, tracer, isNested ? current : Parents.of(task.invocation(), Context.root()));
    }

    @Override
    public void flush(Duration time) {
        flush.accept(time);
    }
}
