package todo;

import static io.anyport.http.Route.get;
import static java.util.concurrent.TimeUnit.MILLISECONDS;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Handler;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.anyport.http.Traces;
import io.anyport.lambda.EmbeddedMetrics;
import io.anyport.lambda.LambdaHandler;
import io.anyport.lambda.local.FrontDoor;
import io.anyport.memory.MemoryStore;
import io.anyport.micrometer.MicrometerObserver;
import io.anyport.micrometer.PrometheusMetrics;
import io.anyport.micrometer.ServerMeters;
import io.anyport.observe.ObservedStore;
import io.anyport.observe.Observer;
import io.anyport.opentelemetry.OpenTelemetryObserver;
import io.anyport.slf4j.AccessLog;
import io.anyport.slf4j.MdcObserver;
import io.anyport.store.Store;
import io.anyport.undertow.UndertowServer;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.export.BatchSpanProcessor;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The samples of docs/observability.md. */
class ObservabilityGuideTest {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);

    App observed(Store store) {
        var metrics = MicrometerObserver.of(registry);
        return TodoApp.create(ObservedStore.of("h2", store, metrics))
                .and(get("/metrics").to(PrometheusMetrics.of(registry)))
                .observing(MdcObserver.create(), AccessLog.keyValue(), metrics);
    }

    void load(UndertowServer server) {
        var load = server.load();
        ServerMeters.of(load::inFlight, load::waiting, load::shed).bindTo(registry);
    }

    static App traced(App app, OpenTelemetry telemetry) {
        return app.observing(OpenTelemetryObserver.of(telemetry));
    }

    static App onLambda(App app) {
        return app.observing(EmbeddedMetrics.of("shop/todo"));
    }

    static OpenTelemetryObserver flushed(OpenTelemetrySdk sdk) {
        return OpenTelemetryObserver.of(sdk)
                .flushedBy(time -> sdk.getSdkTracerProvider().forceFlush().join(time.toMillis(), MILLISECONDS));
    }

    static Handler client(Handler http, OpenTelemetry telemetry) {
        return OpenTelemetryObserver.of(telemetry).outbound().around(http);
    }

    static Observer counting(List<String> slow) {
        return task -> {
            long start = System.nanoTime();
            return response -> {
                if (System.nanoTime() - start > 1_000_000_000) {
                    slow.add(task.name());
                }
            };
        };
    }

    @Test
    void metricsAreShown() {
        var app = observed(new MemoryStore());
        app.handle(Request.get("/todos"));
        var shown = app.handle(Request.get("/metrics"));
        assertTrue(shown.text().contains("http_route=\"/todos\""), shown::text);
        assertTrue(shown.text().contains("db_operation_name=\"query\""), shown::text);
    }

    @Test
    void aServerHasItsLoad() {
        try (var server = UndertowServer.start(observed(new MemoryStore()), 0)) {
            load(server);
            assertTrue(registry.scrape().contains("anyport_server_waiting 0.0"));
        }
    }

    @Test
    void spansChangeNothing() throws Exception {
        var noop = OpenTelemetry.noop();
        assertEquals(
                Status.OK,
                traced(observed(new MemoryStore()), noop)
                        .handle(Request.get("/todos"))
                        .status());
        assertEquals(
                Status.OK,
                client(request -> Response.ok(), noop)
                        .handle(Request.get("http://other/"))
                        .status());
    }

    @Test
    void aFunctionFlushes() throws Exception {
        var exporter = InMemorySpanExporter.create();
        var sdk = OpenTelemetrySdk.builder()
                .setTracerProvider(SdkTracerProvider.builder()
                        .addSpanProcessor(BatchSpanProcessor.builder(exporter).build())
                        .build())
                .build();
        try (sdk) {
            var app = onLambda(TodoApp.create(new MemoryStore())).observing(flushed(sdk));
            var answer = FrontDoor.httpApi().to(new LambdaHandler(app) {}).handle(Request.get("/todos"));
            assertEquals(Status.OK, answer.status());
            assertEquals("GET /todos", exporter.getFinishedSpanItems().get(0).getName());
        }
    }

    @Test
    void tracesAndIdsAreHandedOn() throws Exception {
        var sent = new ArrayList<Request>();
        Handler http = request -> {
            sent.add(request);
            return Response.ok();
        };

        var prices = Traces.outbound().around(http);
        var app = App.of("shop", get("/").to(request -> prices.handle(Request.get("http://prices/"))))
                .requestIds("X-Request-Id");

        var answer = app.handle(Request.get("/").withHeader("X-Request-Id", "0af76519-16cd-43dd"));
        assertEquals("0af76519-16cd-43dd", answer.header("X-Request-Id").orElse(""));
        assertTrue(sent.get(0).headers().contains("traceparent"));
    }

    @Test
    void anObserverOfOnesOwn() {
        var slow = new ArrayList<String>();
        TodoApp.create(new MemoryStore()).observing(counting(slow)).handle(Request.get("/todos"));
        assertTrue(slow.size() <= 1);
    }
}
