package io.anyport.slf4j;

import io.anyport.http.Response;
import io.anyport.http.TraceContext;
import io.anyport.observe.Observation;
import io.anyport.observe.Observer;
import io.anyport.observe.StoreTask;
import io.anyport.observe.Task;
import org.jspecify.annotations.Nullable;
import org.slf4j.MDC;

/**
 * Puts what belongs to a request, a delivery, an operation or a frame into the {@link MDC} while a thread works on it: {@link #ID},
 * {@link #TRACE} and {@link #ROUTE}, so that each line that is logged meanwhile can say where it belongs. What stood there before
 * stands there again afterwards, whatever was thrown. Immutable, and thread-safe.
 *
 * <p>The entries are those of the thread that works, virtual or not, and of each thread that goes on with {@link
 * io.anyport.Invocation#call}. No value can break a line: the id and the
 * trace are of a strict form, and the route is what the application has written.
 */
public final class MdcObserver implements Observer {

    /** The key of the id of the invocation. */
    public static final String ID = "request_id";

    /** The key of the id of the trace (W3C Trace Context), where the invocation came with one. */
    public static final String TRACE = "trace_id";

    /** The key of the route, such as {@code GET /todos/{id}}, or of what else is bound, such as {@code queue imports}. */
    public static final String ROUTE = "route";

    private MdcObserver() {}

    /** {@return an observer} */
    public static MdcObserver create() {
        return new MdcObserver();
    }

    @Override
    public @Nullable Observation begin(Task task) {
        if (task instanceof StoreTask) {
            return null;
        }
        var trace = TraceContext.of(task.invocation()).map(TraceContext::traceId);
        return new Entries(task.invocation().id(), trace.orElse(null), task.name());
    }

    private record Entries(String id, @Nullable String trace, String route) implements Observation {

        @Override
        public Scope enter() {
            var outer = new Outer(MDC.get(ID), MDC.get(TRACE), MDC.get(ROUTE));
            set(id, trace, route);
            return outer;
        }

        @Override
        public void end(@Nullable Response response) {}
    }

    private record Outer(
            @Nullable String id,
            @Nullable String trace,
            @Nullable String route) implements Observation.Scope {
        @Override
        public void close() {
            set(id, trace, route);
        }
    }

    private static void set(@Nullable String id, @Nullable String trace, @Nullable String route) {
        set(ID, id);
        set(TRACE, trace);
        set(ROUTE, route);
    }

    private static void set(String key, @Nullable String value) {
        if (value == null) {
            MDC.remove(key);
        } else {
            MDC.put(key, value);
        }
    }
}
