package io.anyport.micrometer;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class PrometheusMetricsTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final App app = App.of(
                    "test",
                    get("/todos/{id}").to(request -> Response.ok()),
                    get("/metrics").to(PrometheusMetrics.of(registry)))
            .observing(MicrometerObserver.of(registry));

    @Test
    void whatWasTimedIsShownAsText() {
        app.handle(Request.get("/todos/1"));
        app.handle(Request.get("/nothing"));
        ServerMeters.of(() -> 3, () -> 2, () -> 7L).bindTo(registry);
        var answer = app.handle(Request.get("/metrics"));
        assertEquals(
                "text/plain; version=0.0.4; charset=utf-8",
                answer.header("Content-Type").orElse(""));
        String text = answer.text();
        assertTrue(
                text.contains(
                        "http_server_request_duration_seconds_count{error_type=\"none\",http_request_method=\"GET\","
                                + "http_response_status_class=\"2xx\",http_route=\"/todos/{id}\",target=\"memory\"} 1\n"),
                text);
        assertTrue(text.contains("http_route=\"none\""), text);
        assertTrue(text.contains("\nhttp_server_active_requests 1.0\n"), text); // this one
        assertTrue(text.contains("\nanyport_server_waiting 2.0\n"), text);
        assertTrue(text.contains("\nanyport_server_shed_total 7.0\n"), text);
    }

    @Test
    void openMetricsEndsWithItsMark() {
        var answer = app.handle(Request.get("/metrics").withHeader("Accept", "application/openmetrics-text"));
        assertEquals(
                "application/openmetrics-text; version=1.0.0; charset=utf-8",
                answer.header("Content-Type").orElse(""));
        assertTrue(answer.text().endsWith("# EOF\n"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            nullValues = "-",
            value = {
                "''|text/plain",
                "*/*|text/plain",
                "text/html, image/png|text/plain",
                "application/openmetrics-text|application/openmetrics-text",
                "application/openmetrics-text;q=0|text/plain",
                "application/openmetrics-text; version=1.0.0; q=0.2, text/plain;q=0.5|text/plain",
                "APPLICATION/OpenMetrics-Text;Q=0.5, */*;q=0.1|application/openmetrics-text",
                "application/vnd.google.protobuf;proto=io.prometheus.client.MetricFamily;encoding=delimited;q=0.6,"
                        + "application/openmetrics-text;version=1.0.0;escaping=allow-utf-8;q=0.5,"
                        + "application/openmetrics-text;version=0.0.1;q=0.4,text/plain;version=0.0.4;q=0.2,*/*;q=0.1"
                        + "|application/openmetrics-text",
            })
    void theFormatIsTheOneThatIsPreferred(String accept, String expected) {
        String type = PrometheusMetrics.type(accept);
        assertEquals(expected, type.substring(0, type.indexOf(';')));
    }
}
