package io.anyport.slf4j;

import static io.anyport.event.Consumer.queue;
import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.Invocation;
import io.anyport.event.Batch;
import io.anyport.event.QueueDelivery;
import io.anyport.http.Filter;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.anyport.http.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class MdcObserverTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String NONE = "null null null";

    private final List<String> seen = new ArrayList<>();
    private final App app = App.of(
                    "test",
                    get("/todos/{id}").to(request -> {
                        seen.add(Lines.mdc());
                        return Response.ok();
                    }),
                    get("/fails").to(request -> {
                        throw new IllegalStateException("broken");
                    }),
                    queue("imports").run(() -> seen.add(Lines.mdc())))
            .observing(MdcObserver.create());

    /** The MDC of the tests' backend is inherited by threads that begin meanwhile, those of JUnit among them. */
    @BeforeEach
    void clear() {
        MDC.clear();
    }

    private static Request known(String path) {
        var invocation = Invocation.local().withId("id-1").withTrace("00-" + TRACE + "-00f067aa0ba902b7-01");
        return Request.get(path).withInvocation(invocation);
    }

    private void assertSeen(String... expected) {
        assertEquals(List.of(expected), seen);
        assertEquals(NONE, Lines.mdc());
        seen.clear();
    }

    @Test
    void idTraceAndRouteStandInTheMdcAndNoLonger() {
        app.handle(known("/todos/secret"));
        assertSeen("id-1 " + TRACE + " GET /todos/{id}");
        app.handle(Request.get("/todos/1").withInvocation(Invocation.local().withId("id-2")));
        assertSeen("id-2 null GET /todos/{id}");
    }

    @Test
    void filtersAreWithinIt() {
        Filter filter = next -> request -> {
            seen.add(Lines.mdc());
            return next.handle(request);
        };
        app.with(filter).handle(known("/nothing"));
        assertSeen("id-1 " + TRACE + " GET -");
    }

    @Test
    void aFailureLeavesNothingBehind() {
        assertEquals(Status.INTERNAL_SERVER_ERROR, app.handle(known("/fails")).status());
        assertSeen();
    }

    @Test
    void whatStoodThereBeforeStandsThereAgain() {
        MDC.setContextMap(Map.of(MdcObserver.ID, "outer", "other", "kept"));
        try {
            app.handle(known("/todos/1"));
            assertEquals(Map.of(MdcObserver.ID, "outer", "other", "kept"), MDC.getCopyOfContextMap());
        } finally {
            MDC.clear();
        }
    }

    @Test
    void theThreadOfATimeoutHasItToo() {
        app.with(Timeout.after(Duration.ofMinutes(1))).handle(known("/todos/1"));
        assertSeen("id-1 " + TRACE + " GET /todos/{id}");
    }

    @Test
    void workOnAnotherThreadHasItAsFarAsItIsCalledThere() throws Exception {
        var other = Executors.newSingleThreadExecutor();
        try {
            other.submit(MDC::clear).get();
            App.of("test", get("/").to(request -> {
                        other.submit(() -> call(request.invocation())).get();
                        return Response.ok();
                    }))
                    .observing(MdcObserver.create())
                    .handle(known("/"));
        } finally {
            other.shutdownNow();
        }
        assertSeen("id-1 " + TRACE + " GET /", NONE);
    }

    private void call(Invocation invocation) {
        try {
            invocation.call(() -> seen.add(Lines.mdc()));
        } catch (Exception e) {
            throw new AssertionError(e);
        }
        seen.add(Lines.mdc());
    }

    @Test
    void deliveriesHaveTheirSource() {
        app.receive(Batch.ofQueue("imports", QueueDelivery.of("1", "{}"))
                .withInvocation(Invocation.local().withId("id-3")));
        assertSeen("id-3 null queue imports");
    }

    @Test
    void whatCoreLogsOfARequestGoesToSlf4jWithItsMdc() {
        var lines = Lines.of("io.anyport");
        app.handle(Request.get("/fails").withInvocation(Invocation.local().withId("id-4")));
        assertTrue(
                lines.all().stream().anyMatch(line -> line.startsWith("id-4 null GET /fails: request id-4 failed")),
                () -> lines.all().toString());
        assertTrue(System.getLogger("io.anyport").getClass().getName().startsWith("org.slf4j."));
    }
}
