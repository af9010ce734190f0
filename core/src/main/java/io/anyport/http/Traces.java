package io.anyport.http;

import io.anyport.Invocation;
import io.anyport.RandomBits;
import java.util.HexFormat;

/**
 * Filters that hand a trace on (W3C Trace Context), for applications that record no spans of their own. With OpenTelemetry its adapter
 * takes their place.
 */
public final class Traces {

    private static final String TRACEPARENT = "traceparent";

    private Traces() {}

    /**
     * A filter around an outbound handler: requests continue the trace of the {@linkplain Invocation#current invocation} that the thread
     * works for, with its {@code tracestate}. Where none came, one begins, not recorded, whose id is that of the invocation if it has the
     * form, so that all calls of one request are of one trace. A request that has a {@code traceparent} already keeps it.
     *
     * @return the filter
     */
    public static Filter outbound() {
        return next -> request -> next.handle(request.headers().contains(TRACEPARENT) ? request : continued(request));
    }

    private static Request continued(Request request) {
        var invocation = Invocation.current().orElse(request.invocation());
        var traced = request.withHeader(TRACEPARENT, context(invocation).child().toString());
        return invocation.traceState().isPresent()
                ? traced.withHeader("tracestate", invocation.traceState().get())
                : traced;
    }

    /**
     * A filter of an application: answers say in {@code traceresponse} which trace the request was of (W3C Trace Context Level 2, draft of
     * 2021, which few read; {@link io.anyport.App#requestIds} is for people).
     *
     * @return the filter
     */
    public static Filter answered() {
        return next -> request -> next.handle(request)
                .withHeader(
                        "traceresponse", context(request.invocation()).child().toString());
    }

    private static TraceContext context(Invocation invocation) {
        var known = TraceContext.of(invocation);
        if (known.isPresent()) {
            return known.get();
        }
        String id = invocation.id().replace("-", "");
        String some = HexFormat.of().toHexDigits(RandomBits.next() | 1);
        return new TraceContext(TraceContext.isId(id, 32) ? id : some + some, some, 0);
    }
}
