package io.anyport.observe;

import static io.anyport.event.Consumer.queue;
import static io.anyport.event.Operation.operation;
import static io.anyport.event.SocketRoute.socket;
import static io.anyport.http.Mount.mount;
import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.Invocation;
import io.anyport.Logged;
import io.anyport.codec.TinyJson;
import io.anyport.event.Batch;
import io.anyport.event.OperationException;
import io.anyport.event.QueueDelivery;
import io.anyport.event.SocketFrame;
import io.anyport.http.Filter;
import io.anyport.http.Method;
import io.anyport.http.Problem;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Route;
import io.anyport.http.Status;
import io.anyport.http.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

final class ObserverTest {

    private static final ThreadLocal<@Nullable String> HERE = new ThreadLocal<>();

    private final List<String> told = Collections.synchronizedList(new ArrayList<>());

    /** Tells what it is told, and marks the threads that are at work. */
    private class Telling implements Observer {

        private final String name;

        Telling(String name) {
            this.name = name;
        }

        @Override
        public Observation begin(Task task) {
            told.add(name + task.name());
            return new Observation() {
                @Override
                public Scope enter() {
                    String outer = HERE.get();
                    HERE.set((outer == null ? "" : outer) + name);
                    return () -> HERE.set(outer);
                }

                @Override
                public void thrown(Throwable thrown) {
                    told.add(name + thrown.getClass().getSimpleName());
                }

                @Override
                public void end(@Nullable Response response) {
                    told.add(
                            name + (response == null ? "end" : response.status().code()));
                }
            };
        }

        @Override
        public void flush(Duration time) {
            told.add(name + "flush within " + time.plusMillis(999).toSeconds() + " s"); // the second has a little less
        }
    }

    private static Response here(Request request) {
        return Response.ok().text(String.valueOf(HERE.get()));
    }

    private App app() {
        return App.of(
                        "test",
                        get("/here/{id}").to(ObserverTest::here),
                        get("/fails").to(request -> {
                            throw new IllegalStateException("broken");
                        }),
                        mount("/sub", ObserverTest::here),
                        queue("imports").run(() -> told.add("run " + HERE.get())),
                        queue("broken").run(() -> {
                            throw new IllegalStateException("broken");
                        }),
                        operation("recount").to(() -> String.valueOf(HERE.get())),
                        operation("refuse").to(() -> {
                            throw new IllegalArgumentException("refused");
                        }),
                        socket("$connect").to(frame -> Response.of(Status.FORBIDDEN)),
                        socket("say").to(frame -> {
                            throw new IllegalStateException("broken");
                        }))
                .problem(IllegalArgumentException.class, Status.CONFLICT)
                .codec(new TinyJson());
    }

    private App observed() {
        return app().observing(new Telling(""));
    }

    private void assertTold(String... expected) {
        assertEquals(List.of(expected), told);
        told.clear();
    }

    @Test
    void aRequestIsNamedByItsRouteAndEndsWithItsAnswer() {
        observed().handle(Request.get("/here/secret"));
        assertTold("GET /here/{id}", "200");
        observed().handle(Request.get("/secret"));
        assertTold("GET -", "404");
        observed().handle(Request.of(Method.DELETE, "/fails"));
        assertTold("DELETE -", "405");
        observed().handle(Request.get("/sub/secret"));
        assertTold("GET /sub/*", "200");
        observed().handle(Request.get("/%0"));
        assertTold("GET -", "400");
    }

    @Test
    void methodsThatNobodyKnowsHaveOneName() {
        observed().handle(Request.of(Method.of("FOO" + "O".repeat(100)), "/here/1"));
        assertTold("_OTHER -", "405");
        App.of("test", Route.on(Method.of("QUERY"), "/here").to(ObserverTest::here), mount("/sub", ObserverTest::here))
                .observing(new Telling(""))
                .handle(Request.of(Method.of("QUERY"), "/here"));
        assertTold("QUERY /here", "200");
        observed().handle(Request.of(Method.of("QUERY"), "/sub/a"));
        assertTold("_OTHER /sub/*", "200");
    }

    @Test
    void whatWasRefusedBeforeIsSeen() {
        observed().refuse(Request.get("/here/1"), Problem.of(Status.REQUEST_TIMEOUT));
        assertTold("GET -", "408");
    }

    @Test
    void whatIsThrownIsToldOnceAndIsAnAnswer() {
        observed().with(next -> next, next -> next).handle(Request.get("/fails"));
        assertTold("GET /fails", "IllegalStateException", "500");
    }

    @Test
    void filtersAndLogicAreWithinTheScope() {
        var seen = new ArrayList<@Nullable String>();
        Filter filter = next -> request -> {
            seen.add(HERE.get());
            return next.handle(request);
        };
        var answer =
                app().with(filter).observing(new Telling("a"), new Telling("b")).handle(Request.get("/here/1"));
        assertEquals(List.of("ab"), seen);
        assertEquals("abab", answer.text()); // entered by the filters, and again by the logic
        assertEquals(null, HERE.get());
        assertTold("aGET /here/{id}", "bGET /here/{id}", "b200", "a200");
    }

    @Test
    void aThreadOfATimeoutIsWithinTheScope() {
        var answer = observed().with(Timeout.after(Duration.ofMinutes(1))).handle(Request.get("/here/1"));
        assertEquals("", answer.text()); // null if it had not been entered
    }

    @Test
    void theInvocationStaysTheSame() {
        var ids = new ArrayList<String>();
        var request = Request.get("/id");
        App.of("test", get("/id").to(within -> {
                    ids.add(within.invocation().id());
                    return Response.ok();
                }))
                .observing(new Telling(""))
                .handle(request);
        assertEquals(List.of(request.invocation().id()), ids);
    }

    @Test
    void deliveriesAreSeenOneByOne() {
        observed().receive(Batch.ofQueue("imports", QueueDelivery.of("1", "{}"), QueueDelivery.of("2", "{}")));
        assertTold("queue imports", "run ", "end", "queue imports", "run ", "end");
        observed().receive(Batch.ofQueue("broken", QueueDelivery.of("1", "{}")));
        assertTold("queue broken", "IllegalStateException", "end");
    }

    @Test
    void operationsAreSeen() {
        assertEquals("\"\"", observed().invoke("recount", "{}"));
        assertTold("operation recount", "end");
        assertThrows(OperationException.class, () -> observed().invoke("refuse", "{}"));
        assertTold("operation refuse", "IllegalArgumentException", "end");
    }

    @Test
    void framesAreSeen() {
        observed().receive(SocketFrame.connect("c1"));
        assertTold("socket $connect", "403");
        observed().receive(SocketFrame.message("c1", "say", "hi"));
        assertTold("socket say", "IllegalStateException", "500");
    }

    @Test
    void aBrokenObserverDoesNoHarm() {
        Observer broken = task -> {
            throw new IllegalStateException("observer " + task.invocation().id());
        };
        Observer late = task -> new Observation() {
            @Override
            public Scope enter() {
                throw new IllegalStateException("enter");
            }

            @Override
            public void thrown(Throwable thrown) {
                throw new IllegalStateException("thrown");
            }

            @Override
            public void end(@Nullable Response response) {
                throw new IllegalStateException("end");
            }
        };
        try (var logged = Logged.by("io.anyport")) {
            var app = app().observing(broken, late, new Telling(""));
            assertEquals(Status.OK, app.handle(Request.get("/here/1")).status());
            assertEquals(
                    Status.INTERNAL_SERVER_ERROR,
                    app.handle(Request.get("/fails")).status());
            assertTold("GET /here/{id}", "200", "GET /fails", "IllegalStateException", "500");
            assertTrue(logged.with("an observer has failed").size() >= 7);
        }
    }

    @Test
    void whatIsBoundLaterIsSeenToo() {
        var app = observed()
                .and(get("/more").to(ObserverTest::here), queue("more").run(() -> {}));
        app.handle(Request.get("/more"));
        app.receive(Batch.ofQueue("more", QueueDelivery.of("1", "")));
        app.receive(Batch.ofQueue("imports", QueueDelivery.of("1", "")));
        app.handle(Request.get("/fails"));
        assertTold(
                "GET /more",
                "200",
                "queue more",
                "end",
                "queue imports",
                "run ",
                "end",
                "GET /fails",
                "IllegalStateException",
                "500");
        assertThrows(IllegalArgumentException.class, () -> app.and(get("/more").to(ObserverTest::here)));
    }

    @Test
    void whoIsNotInterestedIsNotTold() {
        var app = app().observing(task -> null);
        assertEquals("null", app.handle(Request.get("/here/1")).text());
    }

    @Test
    void flushingReachesAllAndAnUnobservedApplicationHasNone() {
        app().observing(new Telling("a"))
                .observing(new Telling("b"))
                .observer()
                .orElseThrow()
                .flush(Duration.ofSeconds(1));
        assertTold("aflush within 1 s", "bflush within 1 s");
        assertTrue(app().observer().isEmpty());
        assertTrue(Request.get("/").invocation().observation().isEmpty());
        assertTrue(Invocation.local().observation().isEmpty());
    }

    /** All of them have the time together, since behind it the process may be ended. */
    @Test
    void whoTakesAllTheTimeLeavesNoneToOthers() {
        Observer slow = new Telling("a") {
            @Override
            public void flush(Duration time) {
                super.flush(time);
                for (long end = System.nanoTime() + time.toNanos(); System.nanoTime() < end; ) {
                    Thread.onSpinWait();
                }
            }
        };
        Observers.of(List.of(slow, new Telling("b"))).flush(Duration.ofMillis(5));
        assertTold("aflush within 1 s");
    }

    @Test
    void aFlushThatFailsFailsNothingElse() {
        Observer broken = new Telling("a") {
            @Override
            public void flush(Duration time) {
                throw new AssertionError("broken");
            }
        };
        Observers.of(List.of(broken, new Telling("b"))).flush(Duration.ofSeconds(1));
        assertTold("bflush within 1 s");
    }
}
