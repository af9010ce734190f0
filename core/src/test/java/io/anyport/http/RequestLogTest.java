package io.anyport.http;

import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.Invocation;
import java.util.ArrayList;
import java.util.List;
import java.util.logging.Handler;
import java.util.logging.Level;
import java.util.logging.LogRecord;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;

final class RequestLogTest {

    private final List<String> lines = new ArrayList<>();
    private final App app = App.of(
                    "test",
                    get("/todos/{id}").to(request -> Response.ok().text("hello")),
                    get("/broken").to(request -> {
                        throw new IllegalStateException("broken");
                    }),
                    post("/todos").to(request -> Response.of(Status.CREATED)),
                    Mount.mount("/sub", request -> Response.ok()))
            .with(RequestLog.to(lines::add));

    private static Request known(Request request) {
        return request.withInvocation(Invocation.local().withId("id-1"));
    }

    private String logged(Request request) {
        lines.clear();
        app.handle(known(request));
        assertEquals(1, lines.size(), lines::toString);
        return lines.get(0).replaceFirst("\\d+\\.\\d{3}ms", "N");
    }

    @Test
    void aLineHasMethodRouteStatusDurationAndId() {
        assertEquals("GET /todos/{id} 200 N id-1", logged(Request.get("/todos/secret?token=secret")));
        assertEquals("POST /todos 201 N id-1", logged(Request.post("/todos").json("{\"title\":\"secret\"}")));
        assertEquals("HEAD /todos/{id} 200 N id-1", logged(Request.of(Method.HEAD, "/todos/1")));
    }

    @Test
    void requestsWithoutARouteHaveADashAndNeverTheirPath() {
        assertEquals("GET - 404 N id-1", logged(Request.get("/secret")));
        assertEquals("PUT - 405 N id-1", logged(Request.put("/todos")));
        assertEquals("GET - 400 N id-1", logged(Request.get("/%0")));
        assertEquals("GET - 400 N id-1", logged(Request.get("/todos/1?%0")));
    }

    @Test
    void aMountIsNamedByItsPrefix() {
        assertEquals("GET /sub/* 200 N id-1", logged(Request.get("/sub/secret")));
    }

    @Test
    void failuresAreLogged() {
        assertEquals("GET /broken 500 N id-1", logged(Request.get("/broken")));
    }

    @Test
    void bodiesOverTheLimitAreLogged() {
        var small = app.bodyLimit(3);
        small.handle(known(Request.post("/todos").withBody(Body.of("four"))));
        assertTrue(lines.get(0).startsWith("POST - 413 "), lines::toString);
    }

    @Test
    void refusedRequestsAreLogged() {
        app.refuse(known(Request.get("/todos/1")), Problem.of(Status.REQUEST_TIMEOUT));
        assertTrue(lines.get(0).startsWith("GET - 408 "), lines::toString);
    }

    @Test
    void whatIsThrownThroughTheFilterHasNoStatus() {
        var handler = RequestLog.to(lines::add).around(request -> {
            throw new IllegalStateException("broken");
        });
        assertThrows(IllegalStateException.class, () -> handler.handle(Request.get("/")));
        assertTrue(lines.get(0).startsWith("GET - - "), lines::toString);
    }

    @Test
    void theDurationIsThatOfTheHandlerInMilliseconds() throws Exception {
        var handler = RequestLog.to(lines::add).around(request -> {
            long start = System.nanoTime();
            while (System.nanoTime() - start < 2_000_000) {
                Thread.onSpinWait();
            }
            return Response.ok();
        });
        long start = System.nanoTime();
        handler.handle(Request.get("/"));
        double most = (System.nanoTime() - start) / 1e6;
        double logged = Double.parseDouble(lines.get(0).replaceFirst("GET - 200 (.*)ms .*", "$1"));
        assertTrue(logged >= 2 && logged <= most, () -> logged + " of " + most);
    }

    @Test
    void noLineCanBeginAnother() {
        for (String evil : List.of("a\nGET / 200", "a\rb", "a\u0085b", "a\u001bb", "a b")) {
            assertThrows(IllegalArgumentException.class, () -> Method.of(evil));
            assertThrows(
                    IllegalArgumentException.class, () -> Invocation.local().withId(evil));
        }
        for (String evil : List.of("/a\nb", "/a\u0000b", "/a\u0085b", "/{a}/\u2028")) {
            assertThrows(IllegalArgumentException.class, () -> get(evil), evil);
        }
    }

    @Test
    void theLoggerIsTheDefault() throws Exception {
        var records = new ArrayList<LogRecord>();
        var logger = Logger.getLogger(RequestLog.LOGGER);
        logger.setUseParentHandlers(false);
        logger.addHandler(new Handler() {
            @Override
            public void publish(LogRecord logged) {
                records.add(logged);
            }

            @Override
            public void flush() {}

            @Override
            public void close() {}
        });
        App.of("test", get("/{id}").to(request -> Response.ok()))
                .with(RequestLog.toLogger())
                .handle(known(Request.get("/x")));
        assertEquals(1, records.size());
        assertEquals(Level.INFO, records.get(0).getLevel());
        assertTrue(records.get(0).getMessage().startsWith("GET /{id} 200 "));
        assertFalse(records.get(0).getMessage().contains("\n"));
    }
}
