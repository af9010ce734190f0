package io.anyport.micrometer;

import static io.anyport.event.Consumer.queue;
import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.event.Batch;
import io.anyport.event.QueueDelivery;
import io.anyport.http.Method;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.memory.MemoryStore;
import io.anyport.observe.ObservedStore;
import io.anyport.store.Get;
import io.anyport.store.Key;
import io.anyport.store.StoreException.ConditionFailed;
import io.anyport.store.TableSpec;
import io.micrometer.core.instrument.Meter;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

final class MicrometerObserverTest {

    record Note(String id) {}

    private static final TableSpec<Note> NOTES =
            TableSpec.of("notes", Note.class).key("id");

    private final SimpleMeterRegistry registry = new SimpleMeterRegistry();
    private final MicrometerObserver observer = MicrometerObserver.of(registry);
    private final List<Double> active = new ArrayList<>();
    private final App app = App.of(
                    "test",
                    get("/todos/{id}").to(request -> {
                        active.add(
                                registry.get(MicrometerObserver.ACTIVE).gauge().value());
                        return Response.ok();
                    }),
                    get("/fails").to(request -> {
                        throw new IllegalStateException("broken");
                    }),
                    queue("imports").run(() -> {}),
                    queue("broken").run(() -> {
                        throw new IllegalStateException("broken");
                    }))
            .observing(observer);

    /** All timers, each with the values of its tags and how often it was recorded. */
    private Set<String> timers(String name) {
        var timers = new TreeSet<String>();
        for (var timer : registry.find(name).timers()) {
            var values = timer.getId().getTags().stream()
                    .map(tag -> tag.getKey() + "=" + tag.getValue())
                    .toList();
            timers.add(String.join(" ", values) + ": " + timer.count());
            assertTrue(timer.totalTime(TimeUnit.NANOSECONDS) > 0);
        }
        return timers;
    }

    private static Set<String> sorted(String... lines) {
        return new TreeSet<>(List.of(lines));
    }

    private static String request(String method, String route, String status, String error, int count) {
        return "error.type=" + error + " http.request.method=" + method + " http.response.status_class=" + status
                + " http.route=" + route + " target=memory: " + count;
    }

    @Test
    void requestsAreTimedByMethodRouteStatusAndTarget() {
        app.handle(Request.get("/todos/1"));
        app.handle(Request.get("/todos/2"));
        app.handle(Request.get("/secret/1"));
        app.handle(Request.get("/fails"));
        app.handle(Request.of(Method.of("SECRET"), "/todos/1"));

        assertEquals(
                sorted(
                        request("GET", "/todos/{id}", "2xx", "none", 2),
                        request("GET", "none", "4xx", "none", 1),
                        request("GET", "/fails", "5xx", "IllegalStateException", 1),
                        request("_OTHER", "none", "4xx", "none", 1)),
                timers(MicrometerObserver.REQUESTS));
    }

    @Test
    void thousandsOfPathsAndMethodsAreFewSeries() {
        for (int i = 0; i < 1_000; i++) {
            app.handle(Request.get("/todos/" + i));
            app.handle(Request.get("/" + i));
            app.handle(Request.of(Method.of("M" + i), "/todos/1"));
        }
        assertEquals(3, timers(MicrometerObserver.REQUESTS).size());
    }

    @Test
    void requestsInFlightAreCounted() {
        app.handle(Request.get("/todos/1"));
        app.handle(Request.get("/fails"));
        assertEquals(List.of(1.0), active);
        assertEquals(0, registry.get(MicrometerObserver.ACTIVE).gauge().value());
    }

    @Test
    void deliveriesAreTimed() {
        app.receive(Batch.ofQueue("imports", QueueDelivery.of("1", ""), QueueDelivery.of("2", "")));
        app.receive(Batch.ofQueue("broken", QueueDelivery.of("1", "")));
        assertEquals(
                sorted(
                        "binding=queue imports error.type=none target=memory: 2",
                        "binding=queue broken error.type=IllegalStateException target=memory: 1"),
                timers(MicrometerObserver.TASKS));
    }

    @Test
    void callsOfAStoreAreTimed() {
        try (var store = ObservedStore.of("memory", new MemoryStore(), observer)) {
            var notes = store.table(NOTES);
            notes.insert(new Note("1"));
            assertThrows(ConditionFailed.class, () -> notes.insert(new Note("1")));
            notes.get(Key.of("1"));
            store.transactGet(Get.of(NOTES, Key.of("1")));
        }
        assertEquals(
                sorted(
                        store("notes", "insert", "none"),
                        store("notes", "insert", "ConditionFailed"),
                        store("notes", "get", "none"),
                        store("none", "transactGet", "none")),
                timers(MicrometerObserver.STORE));
    }

    private static String store(String table, String operation, String error) {
        return "db.collection.name=" + table + " db.operation.name=" + operation + " db.system.name=memory error.type="
                + error + ": 1";
    }

    @Test
    void theLoadOfAServerIsBoundByFunctions() {
        ServerMeters.of(() -> 3, () -> 2, () -> 7L).bindTo(registry);
        System.gc(); // what nobody else holds stays
        assertEquals(3, registry.get(ServerMeters.IN_FLIGHT).gauge().value());
        assertEquals(2, registry.get(ServerMeters.WAITING).gauge().value());
        assertEquals(7, registry.get(ServerMeters.SHED).functionCounter().count());
        assertEquals(
                sorted("anyport.server.in_flight", "anyport.server.shed", "anyport.server.waiting"),
                new TreeSet<>(registry.getMeters().stream()
                        .map(Meter::getId)
                        .map(Meter.Id::getName)
                        .filter(name -> name.startsWith("anyport.server."))
                        .toList()));
    }
}
