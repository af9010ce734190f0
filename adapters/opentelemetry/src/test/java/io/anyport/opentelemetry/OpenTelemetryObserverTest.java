package io.anyport.opentelemetry;

import static io.anyport.event.Consumer.queue;
import static io.anyport.event.Operation.operation;
import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.Invocation;
import io.anyport.event.Batch;
import io.anyport.event.OperationException;
import io.anyport.event.QueueDelivery;
import io.anyport.http.Body;
import io.anyport.http.Handler;
import io.anyport.http.Headers;
import io.anyport.http.Method;
import io.anyport.http.Origin;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.anyport.http.Timeout;
import io.anyport.memory.MemoryStore;
import io.anyport.observe.ObservedStore;
import io.anyport.store.Key;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.TableSpec;
import io.opentelemetry.api.OpenTelemetry;
import io.opentelemetry.api.common.AttributeKey;
import io.opentelemetry.api.trace.Span;
import io.opentelemetry.api.trace.SpanKind;
import io.opentelemetry.api.trace.StatusCode;
import io.opentelemetry.api.trace.propagation.W3CTraceContextPropagator;
import io.opentelemetry.context.propagation.ContextPropagators;
import io.opentelemetry.sdk.OpenTelemetrySdk;
import io.opentelemetry.sdk.testing.exporter.InMemorySpanExporter;
import io.opentelemetry.sdk.trace.SdkTracerProvider;
import io.opentelemetry.sdk.trace.data.SpanData;
import io.opentelemetry.sdk.trace.export.SimpleSpanProcessor;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class OpenTelemetryObserverTest {

    record Note(String id) {}

    private static final TableSpec<Note> NOTES =
            TableSpec.of("notes", Note.class).key("id");
    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00f067aa0ba902b7";
    private static final String TRACEPARENT = "00-" + TRACE + "-" + PARENT + "-01";

    private final InMemorySpanExporter exporter = InMemorySpanExporter.create();
    private final OpenTelemetrySdk sdk = OpenTelemetrySdk.builder()
            .setTracerProvider(SdkTracerProvider.builder()
                    .addSpanProcessor(SimpleSpanProcessor.create(exporter))
                    .build())
            .build();
    private final OpenTelemetryObserver observer = OpenTelemetryObserver.of(sdk);
    private final List<Request> sent = new ArrayList<>();
    private final Handler client = observer.outbound().around(request -> {
        sent.add(request);
        if (request.path().equals("/broken")) {
            throw new IOException("secret");
        }
        return Response.of(request.path().equals("/no") ? Status.NOT_FOUND : Status.OK);
    });
    private final App app = App.of(
                    "test",
                    get("/todos/{id}")
                            .to(request -> Response.ok()
                                    .text(Span.current().getSpanContext().getSpanId())),
                    get("/fails").to(request -> {
                        throw new IllegalStateException("broken");
                    }),
                    get("/calls").to(request -> client.handle(Request.get("http://other:8081/a?token=secret"))),
                    queue("imports").run(() -> {}),
                    queue("broken").run(() -> {
                        throw new IllegalStateException("broken");
                    }),
                    operation("recount").to(() -> {
                        throw new IllegalStateException("broken");
                    }))
            .observing(observer);

    private List<SpanData> spans() {
        return exporter.getFinishedSpanItems();
    }

    private SpanData span() {
        assertEquals(1, spans().size());
        return spans().get(0);
    }

    private static Request received(String path, @Nullable String query, Invocation invocation, String... fields) {
        return Request.received(
                Method.GET,
                path,
                query,
                Headers.of(fields),
                Body.empty(),
                Origin.of("https", "shop.example:8443"),
                invocation);
    }

    private static @Nullable Object attribute(SpanData span, String name) {
        return span.getAttributes().asMap().entrySet().stream()
                .filter(entry -> entry.getKey().getKey().equals(name))
                .map(Map.Entry::getValue)
                .findFirst()
                .orElse(null);
    }

    @Test
    void aRequestIsAServerSpanAfterItsRoute() {
        var invocation = Invocation.of("undertow").withId("id-1").withClientAddress("192.0.2.1");
        app.handle(received("/todos/1", "token=secret", invocation, "User-Agent", "curl/8", "Cookie", "secret"));
        var span = span();
        assertEquals("GET /todos/{id}", span.getName());
        assertEquals(SpanKind.SERVER, span.getKind());
        assertEquals(StatusCode.UNSET, span.getStatus().getStatusCode());
        assertFalse(span.getParentSpanContext().isValid());
        assertEquals(
                Map.ofEntries(
                        Map.entry("http.request.method", (Object) "GET"),
                        Map.entry("http.route", "/todos/{id}"),
                        Map.entry("http.response.status_code", 200L),
                        Map.entry("url.scheme", "https"),
                        Map.entry("url.path", "/todos/1"),
                        Map.entry("server.address", "shop.example"),
                        Map.entry("server.port", 8443L),
                        Map.entry("client.address", "192.0.2.1"),
                        Map.entry("user_agent.original", "curl/8"),
                        Map.entry("anyport.target", "undertow"),
                        Map.entry("anyport.invocation.id", "id-1")),
                attributes(span));
    }

    private static Map<String, Object> attributes(SpanData span) {
        var attributes = new TreeMap<String, Object>();
        for (Map.Entry<AttributeKey<?>, Object> entry :
                span.getAttributes().asMap().entrySet()) {
            attributes.put(entry.getKey().getKey(), entry.getValue());
        }
        return attributes;
    }

    @Test
    void whatHasNoRouteIsNamedByItsMethod() {
        app.handle(Request.get("/secret"));
        assertEquals("GET", span().getName());
        assertEquals(StatusCode.UNSET, span().getStatus().getStatusCode());
        exporter.reset();
        app.handle(Request.of(Method.of("FOO"), "/todos/1"));
        assertEquals("HTTP", span().getName());
        assertEquals("FOO", attribute(span(), "http.request.method_original"));
    }

    @Test
    void theSpanIsCurrentForTheLogicAlsoOnTheThreadOfATimeout() {
        assertEquals(app.handle(Request.get("/todos/1")).text(), spans().get(0).getSpanId());
        exporter.reset();
        var limited = app.with(Timeout.after(Duration.ofMinutes(1)));
        assertEquals(limited.handle(Request.get("/todos/1")).text(), span().getSpanId());
        assertFalse(Span.current().getSpanContext().isValid());
    }

    @Test
    void theParentIsTheTraceparent() {
        var invocation = Invocation.local().withTrace(TRACEPARENT);
        app.handle(received("/todos/1", null, invocation, "traceparent", TRACEPARENT, "tracestate", "rojo=1"));
        assertEquals(TRACE, span().getTraceId());
        assertEquals(PARENT, span().getParentSpanId());
        assertEquals("1", span().getSpanContext().getTraceState().get("rojo"));
    }

    @Test
    void theParentIsTheSegmentOfXRay() {
        app.handle(received(
                "/todos/1",
                null,
                Invocation.local()
                        .withTrace("Root=1-67891233-abcdef012345678912345678;Parent=463ac35c9f6413ad;Sampled=1")));
        assertEquals("67891233abcdef012345678912345678", span().getTraceId());
        assertEquals("463ac35c9f6413ad", span().getParentSpanId());
    }

    @Test
    void configuredPropagatorsAreAsked() {
        var propagating = OpenTelemetrySdk.builder()
                .setTracerProvider(sdk.getSdkTracerProvider())
                .setPropagators(ContextPropagators.create(W3CTraceContextPropagator.getInstance()))
                .build();
        App.of("test", get("/").to(request -> Response.ok()))
                .observing(OpenTelemetryObserver.of(propagating))
                .handle(received("/", null, Invocation.local(), "traceparent", TRACEPARENT));
        assertEquals(PARENT, span().getParentSpanId());
    }

    @Test
    @SuppressWarnings("try") // the scope has no other use than to end
    void whatIsCurrentAlreadyIsTheParent() {
        var outer = sdk.getTracer("test").spanBuilder("outer").startSpan();
        try (var scope = outer.makeCurrent()) {
            app.handle(received("/todos/1", null, Invocation.local().withTrace(TRACEPARENT)));
        }
        assertEquals(outer.getSpanContext().getSpanId(), span().getParentSpanId());
    }

    @Test
    void from500OnItIsAnErrorWithWhatWasThrown() {
        app.handle(Request.get("/fails"));
        assertEquals(StatusCode.ERROR, span().getStatus().getStatusCode());
        assertEquals("java.lang.IllegalStateException", attribute(span(), "error.type"));
        assertEquals(1, span().getEvents().size());
    }

    @Test
    void aCallIsAClientSpanWhoseContextTravels() {
        app.handle(received("/calls", null, Invocation.local().withTrace(TRACEPARENT)));
        var call = spans().get(0);
        var served = spans().get(1);
        assertEquals("GET", call.getName());
        assertEquals(SpanKind.CLIENT, call.getKind());
        assertEquals(served.getSpanId(), call.getParentSpanId());
        assertEquals("http://other:8081/a", attribute(call, "url.full"));
        assertEquals(200L, attribute(call, "http.response.status_code"));
        assertEquals(
                "00-" + TRACE + "-" + call.getSpanId() + "-01",
                sent.get(0).header("traceparent").orElse(""));
    }

    @Test
    void aCallThatFailsIsAnError() throws Exception {
        client.handle(Request.get("http://other/no"));
        assertEquals("404", attribute(span(), "error.type"));
        assertEquals(StatusCode.ERROR, span().getStatus().getStatusCode());
        exporter.reset();
        assertThrows(IOException.class, () -> client.handle(Request.get("http://other/broken")));
        assertEquals("java.io.IOException", attribute(span(), "error.type"));
    }

    @Test
    void aDeliveryIsAConsumerSpanThatIsLinkedToWhatHasSentIt() {
        Optional<String> none = Optional.empty();
        var traced = new QueueDelivery(
                "m-1",
                "{}",
                Map.of("traceparent", TRACEPARENT),
                1,
                Optional.empty(),
                none,
                none,
                Optional.empty(),
                none);
        app.receive(Batch.ofQueue("imports", traced));
        assertEquals("process imports", span().getName());
        assertEquals(SpanKind.CONSUMER, span().getKind());
        assertEquals(PARENT, span().getLinks().get(0).getSpanContext().getSpanId());
        assertFalse(span().getParentSpanContext().isValid());
        assertEquals("aws_sqs", attribute(span(), "messaging.system"));
        assertEquals("m-1", attribute(span(), "messaging.message.id"));
        exporter.reset();
        app.receive(Batch.ofQueue("broken", QueueDelivery.of("1", "{}")));
        assertEquals(StatusCode.ERROR, span().getStatus().getStatusCode());
        assertTrue(span().getLinks().isEmpty());
    }

    @Test
    void anOperationIsAServerSpan() {
        assertThrows(
                OperationException.class,
                () -> app.invoke("recount", new byte[0], Invocation.local().withTrace(TRACEPARENT)));
        assertEquals("operation recount", span().getName());
        assertEquals(PARENT, span().getParentSpanId());
        assertEquals(StatusCode.ERROR, span().getStatus().getStatusCode());
    }

    @Test
    void aCallOfAStoreIsAClientSpanWithinTheRequest() {
        try (var store = ObservedStore.of("memory", new MemoryStore(), observer)) {
            var notes = store.table(NOTES);
            App.of("test", get("/").to(request -> {
                        notes.insert(new Note("1"));
                        assertThrows(ConditionFailed.class, () -> notes.insert(new Note("1")));
                        return Response.ok().text(notes.get(Key.of("1")).toString());
                    }))
                    .observing(observer)
                    .handle(Request.get("/"));
        }
        assertEquals(
                List.of("insert notes", "insert notes", "get notes", "GET /"),
                spans().stream().map(SpanData::getName).toList());
        var get = spans().get(2);
        assertEquals(spans().get(3).getSpanId(), get.getParentSpanId());
        assertEquals(SpanKind.CLIENT, get.getKind());
        assertEquals("memory", attribute(get, "db.system.name"));
        assertEquals("notes", attribute(get, "db.collection.name"));
        assertEquals("get", attribute(get, "db.operation.name"));
        assertNull(attribute(get, "error.type"));
        assertEquals(StatusCode.UNSET, spans().get(1).getStatus().getStatusCode());
        assertEquals(ConditionFailed.class.getName(), attribute(spans().get(1), "error.type"));
    }

    @Test
    void flushingIsTheApplicationsAffair() {
        var times = new ArrayList<Duration>();
        var flushed = app.observing(observer.flushedBy(times::add));
        flushed.observer().orElseThrow().flush(Duration.ofSeconds(1));
        assertEquals(1, times.size());
        assertTrue(
                times.get(0).compareTo(Duration.ofSeconds(1)) <= 0, times::toString); // others have their share of it
    }

    @Test
    void withoutAConfiguredOpenTelemetryNothingIsRecordedAndAllGoesOn() {
        var noop = OpenTelemetryObserver.of(OpenTelemetry.noop());
        var answer = App.of("test", get("/").to(request -> Response.ok()))
                .observing(noop)
                .handle(received("/", null, Invocation.local().withTrace(TRACEPARENT)));
        assertEquals(Status.OK, answer.status());
    }
}
