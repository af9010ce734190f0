package io.anyport.slf4j;

import io.anyport.http.Response;
import io.anyport.http.TraceContext;
import io.anyport.observe.RequestTask;
import java.time.Duration;
import java.time.ZonedDateTime;
import java.util.Optional;
import java.util.OptionalLong;
import org.jspecify.annotations.Nullable;

/** What an access log can say of a request. Texts are escaped already: they stand between quotes without closing them. Immutable. */
public final class AccessLine {

    private final RequestTask task;
    private final @Nullable Response response;
    private final long nanos;
    private final ZonedDateTime time;
    private final boolean hasQuery;

    AccessLine(RequestTask task, @Nullable Response response, long nanos, ZonedDateTime time, boolean hasQuery) {
        this.task = task;
        this.response = response;
        this.nanos = nanos;
        this.time = time;
        this.hasQuery = hasQuery;
    }

    /** {@return when the request was answered, in UTC} */
    public ZonedDateTime time() {
        return time;
    }

    /** {@return the method} */
    public String method() {
        return Escaped.text(task.request().method().name());
    }

    /** {@return the path as it was received, with the query if the log shows it} */
    public String path() {
        var request = task.request();
        String query = hasQuery ? request.rawQuery().map(raw -> "?" + raw).orElse("") : "";
        return Escaped.text(request.origin().base() + request.path() + query);
    }

    /** {@return the template of the route; empty if there is none} */
    public Optional<String> route() {
        return task.route();
    }

    /** {@return the status of the answer; 0 if there is none} */
    public int status() {
        return response == null ? 0 : response.status().code();
    }

    /** {@return the length of the answer's content in bytes; empty if it is not known yet} */
    public OptionalLong length() {
        return response == null ? OptionalLong.empty() : response.body().length();
    }

    /** {@return how long it took until the answer was made} */
    public Duration duration() {
        return Duration.ofNanos(nanos);
    }

    /** {@return the address of the client, as far as the target can tell} */
    public Optional<String> client() {
        return task.invocation().clientAddress().map(Escaped::text);
    }

    /** {@return the id of the invocation} */
    public String id() {
        return task.invocation().id();
    }

    /** {@return the id of the trace, if the request came with one} */
    public Optional<String> trace() {
        return TraceContext.of(task.invocation()).map(TraceContext::traceId);
    }

    /**
     * A header field of the request.
     *
     * @param name its name, in any case
     * @return its first value; empty if there is none
     */
    public Optional<String> field(String name) {
        return task.request().header(name).map(Escaped::text);
    }
}
