package io.anyport.http;

import java.lang.System.Logger.Level;
import java.util.Objects;
import java.util.function.Consumer;

/**
 * Logs one line for each request once it is answered: method, route template, status, milliseconds, request id, such as {@code GET
 * /todos/{id} 200 1.204ms 0af7651916cd43dd8448eb211c80319c}. Nothing in it comes from what a client may choose freely: neither path
 * nor query, no header field, never a body. Immutable.
 *
 * <p>Around an application, with {@link io.anyport.App#with}, it sees all requests. A mount stands with its prefix in the place
 * of a template, a request without a route, which may have been refused before, with a dash. The time ends when the response is given back; a body that is a stream is still to be sent then.
 */
public final class RequestLog implements Filter {

    /** The logger, unless another place is given. */
    public static final String LOGGER = "io.anyport.request";

    private final Consumer<String> sink;

    private RequestLog(Consumer<String> sink) {
        this.sink = sink;
    }

    /** {@return a log that goes to the {@link System.Logger} {@value #LOGGER}, at level INFO} */
    public static RequestLog toLogger() {
        return to(line -> System.getLogger(LOGGER).log(Level.INFO, line));
    }

    /**
     * A log that goes elsewhere.
     *
     * @param sink takes a line without a line break; called by many threads at once, and must not throw
     * @return the log
     */
    public static RequestLog to(Consumer<String> sink) {
        return new RequestLog(Objects.requireNonNull(sink, "sink"));
    }

    @Override
    public Handler around(Handler next) {
        Objects.requireNonNull(next, "next");
        return request -> {
            long start = System.nanoTime();
            String status = "-"; // stays, if something is thrown: what becomes of that is decided further out
            try {
                var response = next.handle(request);
                status = String.valueOf(response.status().code());
                return response;
            } finally {
                sink.accept(line(request, status, System.nanoTime() - start));
            }
        };
    }

    private static String line(Request request, String status, long nanos) {
        long micros = nanos / 1000;
        var line = new StringBuilder(96)
                .append(request.method())
                .append(' ')
                .append(request.pattern())
                .append(' ')
                .append(status)
                .append(' ')
                .append(micros / 1000)
                .append('.');
        int fraction = (int) (micros % 1000);
        return line.append(fraction < 100 ? "0" : "")
                .append(fraction < 10 ? "0" : "")
                .append(fraction)
                .append("ms ")
                .append(request.invocation().id())
                .toString();
    }
}
