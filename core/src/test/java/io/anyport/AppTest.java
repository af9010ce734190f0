package io.anyport;

import static io.anyport.http.Mount.mount;
import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.codec.TinyJson;
import io.anyport.http.Body;
import io.anyport.http.Filter;
import io.anyport.http.Problem;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.anyport.store.Page;
import java.io.ByteArrayInputStream;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

final class AppTest {

    record Todo(String id) {}

    record View(String id, String url) {}

    sealed interface Shape permits Circle {}

    record Circle(int radius) implements Shape {}

    private static Filter naming(String name) {
        return next -> request -> {
            var response = next.handle(request);
            return response.withHeader("Way", response.header("Way").orElse("") + name);
        };
    }

    private static final App APP = App.of(
            "test",
            get("/").to(request -> Response.ok().text("hello")),
            post("/length")
                    .to(request ->
                            Response.ok().text(String.valueOf(request.body().bytes().length))),
            get("/fails").to(request -> {
                throw new IllegalStateException("fails");
            }),
            get("/todo").to(() -> new Todo("1")));

    @Test
    void anApplicationNeverChanges() {
        assertEquals(Optional.empty(), APP.handle(Request.get("/")).header("Way"));
        var filtered = APP.with(naming("a"));
        var declared = APP.problem(IllegalStateException.class, Status.CONFLICT);
        var limited = APP.bodyLimit(1);
        var coded = APP.codec(new TinyJson());
        assertEquals(Optional.of("a"), filtered.handle(Request.get("/")).header("Way"));
        assertEquals(Optional.empty(), APP.handle(Request.get("/")).header("Way"));
        assertEquals(1, limited.bodyLimit());
        assertEquals(6 * 1024 * 1024, APP.bodyLimit());
        assertEquals(Status.OK, coded.handle(Request.get("/todo")).status());
        assertEquals(
                Status.INTERNAL_SERVER_ERROR, APP.handle(Request.get("/todo")).status());
        assertEquals(
                Status.INTERNAL_SERVER_ERROR, APP.handle(Request.get("/fails")).status());
        assertEquals(Status.CONFLICT, declared.handle(Request.get("/fails")).status());
    }

    @Test
    void whatIsSetStaysInCopies() {
        var app = APP.with(naming("a"))
                .bodyLimit(3)
                .codec(new TinyJson())
                .presenting(Todo.class, (todo, links) -> "shown")
                .problem(IllegalStateException.class, Status.CONFLICT)
                .with(naming("b"), naming("c"));
        var response = app.handle(Request.get("/todo"));
        assertEquals("\"shown\"", response.text());
        assertEquals(Optional.of("cba"), response.header("Way"));
        assertEquals(3, app.bodyLimit());
        assertEquals("test", app.name());
        assertEquals(APP.bindings(), app.bindings());
        assertEquals("test[GET /, POST /length, GET /fails, GET /todo]", app.toString());
    }

    @Test
    void filtersStandAroundEverything() {
        var app = APP.with(naming("a"), naming("b")).bodyLimit(2);
        var requests = List.of(
                Request.get("/"),
                Request.get("/nowhere"),
                Request.get("/length"),
                Request.get("/%"),
                Request.get("/?%"),
                Request.post("/length").withBody(Body.of("abc")),
                Request.get("/todo"));
        for (var request : requests) {
            assertEquals(Optional.of("ba"), app.handle(request).header("Way"), request::toString);
        }
        assertEquals(
                Optional.of("ba"),
                app.refuse(Request.get("/"), Problem.of(Status.REQUEST_TIMEOUT)).header("Way"));
    }

    @Test
    void whatAFilterThrowsIsAnsweredToo() {
        var app = APP.with(naming("a"), next -> request -> {
            throw new IllegalStateException("broken");
        });
        var response = app.handle(Request.get("/"));
        assertEquals(Status.INTERNAL_SERVER_ERROR, response.status());
        assertEquals(Optional.of("a"), response.header("Way"));
        var outermost = APP.with(next -> request -> {
            throw new StackOverflowError();
        });
        assertEquals(
                Status.INTERNAL_SERVER_ERROR, outermost.handle(Request.get("/")).status());
        assertEquals(
                Status.INTERNAL_SERVER_ERROR,
                outermost.refuse(Request.get("/"), App.tooLarge(1)).status());
    }

    @Test
    void aFilterIsPutAroundRoutesOnceHoweverManyCopiesAreMade() {
        var around = new AtomicInteger();
        var route = get("/").to(request -> Response.ok()).with(next -> {
            around.incrementAndGet();
            return next;
        });
        App.of("test", route).bodyLimit(1).codec(new TinyJson()).with(naming("a"));
        assertEquals(1, around.get());
    }

    @Test
    void aBodyOverTheLimitIsNotEvenRead() {
        var app = APP.bodyLimit(3);
        var request = Request.post("/length");
        assertEquals("3", app.handle(request.withBody(Body.of("abc"))).text());
        assertEquals("3", app.handle(request.withBody(streamOf(3))).text());
        assertEquals("0", app.handle(request.withBody(streamOf(0))).text());
        assertTooLarge(app.handle(request.withBody(Body.of("abcd"))));
        assertTooLarge(app.handle(request.withBody(Body.of(unreadable(), 4))));
        assertTooLarge(app.handle(request.withBody(streamOf(4))));
        assertTooLarge(app.handle(request.withBody(streamOf(1_000_000))));
        var none = APP.bodyLimit(0);
        assertEquals("0", none.handle(request).text());
        assertTooLarge(none.handle(request.withBody(streamOf(1))));
        assertThrows(IllegalArgumentException.class, () -> APP.bodyLimit(-1));
    }

    private static void assertTooLarge(Response response) {
        assertEquals(Status.CONTENT_TOO_LARGE, response.status());
        assertTrue(response.text().contains("at most"), response.text());
    }

    private static Body streamOf(int length) {
        return Body.of(new ByteArrayInputStream(new byte[length]));
    }

    private static ByteArrayInputStream unreadable() {
        return new ByteArrayInputStream(new byte[4]) {
            @Override
            public synchronized int read(byte[] buffer, int offset, int length) {
                throw new AssertionError("read");
            }
        };
    }

    @Test
    void allWaysToReadAStreamAreCounted() {
        var app = App.of(
                        "test",
                        post("/read").to(request -> {
                            var stream = request.body().stream();
                            while (stream.read() >= 0) {
                                // one by one
                            }
                            return Response.ok();
                        }),
                        post("/skip").to(request -> {
                            var stream = request.body().stream();
                            while (stream.skip(1) > 0) {
                                // one by one
                            }
                            return Response.ok();
                        }),
                        post("/reset").to(request -> {
                            var stream = request.body().stream();
                            return Response.ok().text(String.valueOf(stream.markSupported()));
                        }))
                .bodyLimit(3);
        for (String path : List.of("/read", "/skip")) {
            assertEquals(
                    Status.OK,
                    app.handle(Request.post(path).withBody(streamOf(3))).status());
            assertTooLarge(app.handle(Request.post(path).withBody(streamOf(4))));
        }
        assertEquals(
                "false",
                app.handle(Request.post("/reset").withBody(streamOf(1))).text());
    }

    @Test
    void aBodyThatIsReadToItsEndIsClosed() {
        var closed = new AtomicInteger();
        var stream = new ByteArrayInputStream(new byte[3]) {
            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
        assertEquals(
                "3",
                APP.handle(Request.post("/length").withBody(Body.of(stream))).text());
        assertEquals(1, closed.get());
    }

    @Test
    void anAdaptersRefusalIsAProblem() {
        var problem = Problem.of(Status.REQUEST_TIMEOUT).withHeader("Retry-After", "1");
        var response = APP.refuse(Request.get("/"), problem);
        assertEquals(problem.response(), response);
    }

    @Test
    void readyMeansThatTheCodecIsThere() {
        assertThrows(IllegalStateException.class, APP::ready);
        var thrown = assertThrows(IllegalStateException.class, APP.with(naming("a"))::ready);
        assertTrue(String.valueOf(thrown.getMessage()).contains("anyport-jackson"), thrown::toString);
        var coded = APP.codec(new TinyJson());
        assertSame(coded, coded.ready());
        var plain = App.of("plain", get("/").to(request -> Response.ok()));
        assertSame(plain, plain.ready());
        assertThrows(IllegalStateException.class, App.of("outer", mount("/a", APP))::ready);
        var outer = App.of("outer", mount("/a", coded));
        assertSame(outer, outer.ready());
    }

    @Test
    void outputsArePresentedWhereverLogicGivesThemBack() {
        var app = App.of(
                        "test",
                        get("/one").to(() -> new Todo("1")),
                        get("/optional").to(() -> Optional.of(new Todo("1"))),
                        get("/list").to(() -> List.of(new Todo("1"), "other", List.of(new Todo("2")))),
                        get("/page").to(() -> new Page<>(List.of(new Todo("1")), Optional.of("next"))),
                        get("/shape").to(() -> new Circle(1)),
                        get("/other").to(() -> new View("1", "own")))
                .codec(new TinyJson())
                .presenting(Todo.class, (todo, links) -> new View(todo.id(), links.to("/todos/{id}", todo.id())))
                .presenting(Shape.class, (shape, links) -> "shape");
        String view = "{\"id\":\"1\",\"url\":\"http://localhost/todos/1\"}";
        assertEquals(view, app.handle(Request.get("/one")).text());
        assertEquals(view, app.handle(Request.get("/optional")).text());
        assertEquals(
                "[" + view + ",\"other\",[" + view.replace("1", "2") + "]]",
                app.handle(Request.get("/list")).text());
        assertEquals(
                "{\"items\":[" + view + "],\"next\":\"next\"}",
                app.handle(Request.get("/page")).text());
        assertEquals("\"shape\"", app.handle(Request.get("/shape")).text());
        assertEquals(
                "{\"id\":\"1\",\"url\":\"own\"}",
                app.handle(Request.get("/other")).text());
        var again = app.presenting(Todo.class, (todo, links) -> "again");
        assertEquals("\"again\"", again.handle(Request.get("/one")).text());
        assertEquals(view, app.handle(Request.get("/one")).text());
    }

    @Test
    void linksLeadThroughMounts() {
        var inner = App.of("inner", get("/todo").to(() -> new Todo("a/b")))
                .codec(new TinyJson())
                .presenting(Todo.class, (todo, links) -> links.to("/todos/{id}", todo.id()));
        var outer = App.of("outer", mount("/v1", inner));
        var request = Request.get("https://example.com/v1/todo");
        assertEquals(
                "\"https://example.com/v1/todos/a%2Fb\"", outer.handle(request).text());
    }

    @Test
    void anApplicationMayBeEmpty() {
        var empty = App.of("empty");
        assertEquals(Status.NOT_FOUND, empty.handle(Request.get("/")).status());
        assertEquals(List.of(), empty.bindings());
        assertFalse(empty.ready().toString().isEmpty());
    }

    @Test
    void routesAreListedWithoutMounts() {
        var outer = App.of("outer", mount("/v1", APP), get("/a").to(request -> Response.ok()));
        assertEquals(1, outer.routes().size());
        assertEquals(2, outer.bindings().size());
        assertThrows(UnsupportedOperationException.class, () -> outer.bindings().clear());
    }
}
