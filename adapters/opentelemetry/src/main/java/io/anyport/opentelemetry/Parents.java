package io.anyport.opentelemetry;

import io.anyport.Invocation;
import io.anyport.http.Headers;
import io.anyport.http.TraceContext;
import io.anyport.observe.RequestTask;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;
import io.opentelemetry.context.propagation.TextMapGetter;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** Where a task comes from. */
final class Parents {

    private Parents() {}

    /** What configured propagators find, such as B3 and baggage; where they find no span, the trace of the invocation. */
    static Context of(RequestTask task, OpenTelemetry telemetry) {
        var propagator = telemetry.getPropagators().getTextMapPropagator();
        var found = propagator.extract(Context.root(), task.request().headers(), Fields.ALL);
        return Span.fromContext(found).getSpanContext().isValid() ? found : of(task.invocation(), found);
    }

    static Context of(Invocation invocation, Context outer) {
        var trace = TraceContext.of(invocation);
        if (trace.isEmpty()) {
            return outer;
        }
        var fields = Headers.of("traceparent", trace.get().toString());
        var state = invocation.traceState();
        return W3CTraceContextPropagator.getInstance()
                .extract(outer, state.isPresent() ? fields.with("tracestate", state.get()) : fields, Fields.ALL);
    }

    private enum Fields implements TextMapGetter<Headers> {
        ALL;

        @Override
        @SuppressWarnings("deprecation") // it is abstract all the same, and older propagators ask for it
        public Iterable<String> keys(Headers headers) {
            List<String> names = new ArrayList<>(headers.size());
            headers.forEach((name, value) -> names.add(name));
            return names;
        }

        @Override
        public @Nullable String get(@Nullable Headers headers, String name) {
            return headers == null ? null : headers.first(name).orElse(null);
        }
    }
}
