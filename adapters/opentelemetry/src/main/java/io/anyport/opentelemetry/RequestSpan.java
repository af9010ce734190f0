package io.anyport.opentelemetry;

import io.anyport.http.Origin;
import io.anyport.http.Response;
import io.anyport.observe.RequestTask;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanBuilder;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.Tracer;
import io.opentelemetry.context.Context;
import org.jspecify.annotations.Nullable;

/** The span of a request (semantic conventions, "HTTP server"). */
final class RequestSpan extends Begun {

    private static final String OTHER = "_OTHER";

    private RequestSpan(Span span, Context parent) {
        super(span, parent);
    }

    static RequestSpan begin(RequestTask task, Tracer tracer, Context parent) {
        var request = task.request();
        var span = tracer.spanBuilder(name(task))
                .setParent(parent)
                .setSpanKind(SpanKind.SERVER)
                .setAttribute(Names.METHOD, task.method())
                .setAttribute(Names.PATH, request.origin().base() + request.path())
                .setAttribute(Names.TARGET, task.invocation().target())
                .setAttribute(Names.INVOCATION, task.invocation().id());
        if (task.method().equals(OTHER)) {
            span.setAttribute(Names.METHOD_ORIGINAL, request.method().name());
        }
        task.route().ifPresent(route -> span.setAttribute(Names.ROUTE, route));
        task.invocation().clientAddress().ifPresent(client -> span.setAttribute(Names.CLIENT, client));
        request.header("User-Agent").ifPresent(agent -> span.setAttribute(Names.USER_AGENT, agent));
        describe(request.origin(), span);
        return new RequestSpan(span.startSpan(), parent);
    }

    /** Where a request goes to: of a server as its client sees it. */
    static void describe(Origin origin, SpanBuilder span) {
        String host = origin.authority();
        int colon = host.endsWith("]") ? -1 : host.lastIndexOf(':');
        span.setAttribute(Names.SCHEME, origin.scheme());
        span.setAttribute(Names.SERVER, colon < 0 ? host : host.substring(0, colon));
        String port = colon < 0 ? "" : host.substring(colon + 1);
        if (port.matches("[0-9]{1,5}")) {
            span.setAttribute(Names.PORT, Long.parseLong(port));
        }
    }

    private static String name(RequestTask task) {
        String method = task.method().equals(OTHER) ? "HTTP" : task.method();
        return method + task.route().map(route -> " " + route).orElse("");
    }

    @Override
    public void end(@Nullable Response response) {
        if (response != null) {
            span.setAttribute(Names.STATUS, (long) response.status().code());
        }
        if (response == null || response.status().code() >= 500) {
            fail(response == null ? OTHER : String.valueOf(response.status().code()));
        }
        span.end();
    }
}
