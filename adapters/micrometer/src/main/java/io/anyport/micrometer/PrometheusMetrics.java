package io.anyport.micrometer;

import io.anyport.http.Body;
import io.anyport.http.Handler;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Locale;
import java.util.Objects;

/**
 * Shows a registry in the text format of Prometheus (version 0.0.4), or as OpenMetrics (1.0.0) to who prefers it, as Prometheus does:
 * {@code get("/metrics").to(PrometheusMetrics.of(registry))}. It needs {@code io.micrometer:micrometer-registry-prometheus}, which is to be
 * added. Whoever can reach it reads how busy an application is and what its routes are: keep it from the outside. Immutable, and
 * thread-safe.
 */
public final class PrometheusMetrics implements Handler {

    private static final String TEXT = "text/plain; version=0.0.4; charset=utf-8";
    private static final String OPEN_METRICS = "application/openmetrics-text; version=1.0.0; charset=utf-8";

    private final PrometheusMeterRegistry registry;

    private PrometheusMetrics(PrometheusMeterRegistry registry) {
        this.registry = registry;
    }

    /**
     * A handler that shows a registry.
     *
     * @param registry the registry
     * @return the handler
     */
    public static PrometheusMetrics of(PrometheusMeterRegistry registry) {
        return new PrometheusMetrics(Objects.requireNonNull(registry, "registry"));
    }

    @Override
    public Response handle(Request request) {
        String type = type(request.header("Accept").orElse(""));
        return Response.ok()
                .withHeader("Content-Type", type)
                .withHeader("Vary", "Accept")
                .withHeader("Cache-Control", "no-store")
                .withBody(Body.of(registry.scrape(type)));
    }

    /** OpenMetrics has to be named; what is not acceptable at all is answered with text (Prometheus, "Content negotiation"). */
    static String type(String accept) {
        double open = 0;
        double text = 0;
        for (String element : accept.toLowerCase(Locale.ROOT).split(",", -1)) {
            String[] parts = element.strip().split("\\s*;\\s*", -1);
            switch (parts[0]) {
                case "application/openmetrics-text" -> open = Math.max(open, quality(parts));
                case "text/plain", "text/*", "*/*" -> text = Math.max(text, quality(parts));
                default -> {} // a format that is not offered
            }
        }
        return open > 0 && open >= text ? OPEN_METRICS : TEXT;
    }

    private static double quality(String[] parts) {
        for (String part : parts) {
            if (part.matches("q=(0(\\.[0-9]{0,3})?|1(\\.0{0,3})?)")) {
                return Double.parseDouble(part.substring(2));
            }
        }
        return 1;
    }
}
