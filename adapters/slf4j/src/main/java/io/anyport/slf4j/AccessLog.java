package io.anyport.slf4j;

import io.anyport.http.Response;
import io.anyport.observe.Observation;
import io.anyport.observe.Observer;
import io.anyport.observe.RequestTask;
import io.anyport.observe.Task;
import java.time.Clock;
import java.util.Objects;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Logs one line for each request once it is answered, at level INFO. Unlike {@link io.anyport.http.RequestLog} it tells who has asked
 * for which path. Queries are left out unless {@link #withQuery} is called, since they hold tokens and names; a header field is shown
 * only where the format has it. No value can end a line or close its quotes: what is not printable ASCII, a quote or a backslash is
 * written as {@code \xHH} for each byte of its UTF-8, as Apache's server does. Immutable, and thread-safe.
 *
 * <p>The line is logged within the scope of the observers that stand before it, so that its MDC is the request's:
 * {@code app.observing(MdcObserver.create(), AccessLog.keyValue())}.
 */
public final class AccessLog implements Observer {

    /** The logger, unless another one is given. */
    public static final String LOGGER = "io.anyport.access";

    private final Logger logger;
    private final Function<AccessLine, String> format;
    private final boolean hasQuery;
    private final Clock clock;

    private AccessLog(Logger logger, Function<AccessLine, String> format, boolean hasQuery, Clock clock) {
        this.logger = logger;
        this.format = format;
        this.hasQuery = hasQuery;
        this.clock = clock;
    }

    /**
     * {@return a log of names and values: {@code method=GET path="/todos/1" route="/todos/{id}" status=200 bytes=52 ms=1.204
     * client=192.0.2.1 id=0af7651916cd43dd8448eb211c80319c trace=-}}
     */
    public static AccessLog keyValue() {
        return formatted(AccessFormats::keyValue);
    }

    /**
     * {@return a log in the combined format of Apache's server, without the version of HTTP, which targets do not tell: {@code
     * 192.0.2.1 - - [01/Dec/2026:10:00:00 +0000] "GET /todos/1" 200 52 "-" "curl/8.5.0"}}
     */
    public static AccessLog combined() {
        return formatted(AccessFormats::combined);
    }

    /**
     * A log in a format of one's own.
     *
     * @param format makes the line; its own line breaks are escaped too
     * @return the log
     */
    public static AccessLog formatted(Function<AccessLine, String> format) {
        Objects.requireNonNull(format, "format");
        return new AccessLog(LoggerFactory.getLogger(LOGGER), format, false, Clock.systemUTC());
    }

    /**
     * A copy that logs elsewhere.
     *
     * @param other the logger
     * @return the copy
     */
    public AccessLog to(Logger other) {
        return new AccessLog(Objects.requireNonNull(other, "other"), format, hasQuery, clock);
    }

    /** {@return a copy that shows queries behind paths} */
    public AccessLog withQuery() {
        return new AccessLog(logger, format, true, clock);
    }

    AccessLog clock(Clock other) {
        return new AccessLog(logger, format, hasQuery, other);
    }

    @Override
    public @Nullable Observation begin(Task task) {
        return task instanceof RequestTask request && logger.isInfoEnabled()
                ? new Begun(request, System.nanoTime())
                : null;
    }

    private final class Begun implements Observation {

        private final RequestTask task;
        private final long start;

        Begun(RequestTask task, long start) {
            this.task = task;
            this.start = start;
        }

        @Override
        public void end(@Nullable Response response) {
            long nanos = System.nanoTime() - start;
            var line = new AccessLine(task, response, nanos, clock.instant().atZone(clock.getZone()), hasQuery);
            logger.info(Escaped.line(format.apply(line)));
        }
    }
}
