package io.anyport.lambda;

import io.anyport.http.Response;
import io.anyport.observe.BindingTask;
import io.anyport.observe.Observation;
import io.anyport.observe.Observer;
import io.anyport.observe.RequestTask;
import io.anyport.observe.StoreTask;
import io.anyport.observe.Task;
import java.io.PrintStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * Writes metrics into the log, from where Amazon CloudWatch takes them (Amazon CloudWatch User Guide, "Specification: Embedded metric
 * format"), without a library, an agent or a call. A line has all durations of one kind since the last {@link #flush}, at most 100, so
 * that CloudWatch knows percentiles. On Lambda the lines of an invocation are written before its answer is given back. Thread-safe.
 *
 * <p>Names and dimensions are {@code http.server.request.duration} by {@code http.request.method}, {@code http.route} and {@code
 * http.response.status_class}; {@code anyport.task.duration} by {@code binding} and {@code error.type}; {@code
 * db.client.operation.duration} by {@code db.system.name}, {@code db.collection.name}, {@code db.operation.name} and {@code error.type}; in
 * milliseconds. None of their values is a client's choice. AWS charges for each metric, that is for each combination that occurs.
 */
public final class EmbeddedMetrics implements Observer {

    /** The most values of a metric in one line. */
    private static final int MOST = 100;

    private static final String NONE = "none";

    private final String namespace;
    private final PrintStream out;
    private final Map<EmbeddedSeries, List<Long>> gathered = new LinkedHashMap<>();

    private EmbeddedMetrics(String namespace, PrintStream out) {
        this.namespace = namespace;
        this.out = out;
    }

    /**
     * Metrics that are written to the standard output, which is the log of a function.
     *
     * @param namespace where CloudWatch shows them: 1 to 256 letters, digits and {@code . - _ / # :}, and not {@code AWS/…}
     * @return the metrics
     * @throws IllegalArgumentException if it is not of that form
     */
    public static EmbeddedMetrics of(String namespace) {
        return to(System.out, namespace);
    }

    static EmbeddedMetrics to(PrintStream out, String namespace) {
        if (!namespace.matches("[0-9A-Za-z._/#:-]{1,256}") || namespace.startsWith("AWS/")) {
            throw new IllegalArgumentException(
                    "namespace must be 1 to 256 letters, digits and . - _ / # : and not begin" + " with AWS/, is "
                            + namespace.length() + " characters");
        }
        return new EmbeddedMetrics(namespace, out);
    }

    @Override
    public Observation begin(Task task) {
        return new Timed(Objects.requireNonNull(task, "task"));
    }

    @Override
    public void flush(Duration time) {
        Map<EmbeddedSeries, List<Long>> all;
        synchronized (gathered) {
            all = new LinkedHashMap<>(gathered);
            gathered.clear();
        }
        all.forEach(this::write);
    }

    /** Where nobody flushes, no more is kept than a line. */
    private void add(EmbeddedSeries series, long nanos) {
        List<Long> full = null;
        synchronized (gathered) {
            var values = gathered.computeIfAbsent(series, first -> new ArrayList<>());
            values.add(nanos);
            if (values.size() == MOST) {
                full = gathered.remove(series);
            }
        }
        if (full != null) {
            write(series, full);
        }
    }

    private void write(EmbeddedSeries series, List<Long> nanos) {
        byte[] line = series.line(namespace, nanos, System.currentTimeMillis());
        out.write(line, 0, line.length); // in one piece: others write as well
        out.flush();
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
            int status = response == null ? 500 : response.status().code();
            if (task instanceof RequestTask request) {
                add(
                        EmbeddedSeries.ofRequest(
                                request.method(), request.route().orElse(NONE), status / 100 + "xx"),
                        nanos);
            } else if (task instanceof StoreTask call) {
                String table = call.table().orElse(NONE);
                add(EmbeddedSeries.ofStore(call.engine(), table, call.operation(), error()), nanos);
            } else if (task instanceof BindingTask) {
                add(EmbeddedSeries.ofBinding(task.name(), error()), nanos);
            }
        }

        private String error() {
            var known = thrown;
            if (known == null) {
                return NONE;
            }
            String name = known.getClass().getSimpleName();
            return name.isEmpty() ? "anonymous" : name; // a dimension must not be empty
        }
    }
}
