package io.anyport.opentelemetry;

import io.anyport.http.Handler;
import io.anyport.http.Headers;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.observe.RequestTask;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.Context;

/** Spans of requests to others (semantic conventions, "HTTP client"). Thread-safe. */
record OutboundSpans(Handler next, OpenTelemetry telemetry, Tracer tracer) implements Handler {

    @Override
    @SuppressWarnings("try") // the scope has no other use than to end
    public Response handle(Request request) throws Exception {
        var span = begin(request);
        try (var scope = span.makeCurrent()) {
            var response = next.handle(carrying(request));
            int status = response.status().code();
            span.setAttribute(Names.STATUS, (long) status);
            if (status >= 400) {
                span.setStatus(StatusCode.ERROR);
                span.setAttribute(Names.ERROR, String.valueOf(status));
            }
            return response;
        } catch (Throwable thrown) {
            span.setStatus(StatusCode.ERROR);
            span.setAttribute(Names.ERROR, thrown.getClass().getName());
            span.recordException(thrown);
            throw thrown;
        } finally {
            span.end();
        }
    }

    /** The URL is without its query, which may hold what is secret. */
    private Span begin(Request request) {
        String method = new RequestTask(request).method();
        var origin = request.origin();
        var span = tracer.spanBuilder(method.equals("_OTHER") ? "HTTP" : method)
                .setSpanKind(SpanKind.CLIENT)
                .setAttribute(Names.METHOD, method)
                .setAttribute(Names.URL, origin.scheme() + "://" + origin.authority() + origin.base() + request.path());
        RequestSpan.describe(origin, span);
        return span.startSpan();
    }

    private Request carrying(Request request) {
        var fields = new Headers[] {request.headers()};
        var propagator = telemetry.getPropagators().getTextMapPropagator();
        propagator.inject(Context.current(), fields, OutboundSpans::set);
        if (propagator.fields().isEmpty()) { // nobody has configured one
            W3CTraceContextPropagator.getInstance().inject(Context.current(), fields, OutboundSpans::set);
        }
        return request.withHeaders(fields[0]);
    }

    private static void set(Headers @org.jspecify.annotations.Nullable [] fields, String name, String value) {
        if (fields != null) {
            fields[0] = fields[0].with(name, value);
        }
    }
}
