package io.anyport.slf4j;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.Invocation;
import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Method;
import io.anyport.http.Origin;
import io.anyport.http.Request;
import io.anyport.http.Response;
import java.io.ByteArrayInputStream;
import java.time.Clock;
import java.time.Instant;
import java.time.ZoneOffset;
import java.util.logging.Level;
import java.util.logging.Logger;
import org.junit.jupiter.api.Test;
import org.slf4j.MDC;

final class AccessLogTest {

    private static final Clock NOON = Clock.fixed(Instant.parse("2026-12-01T12:00:00Z"), ZoneOffset.ofHours(1));

    private static Request request(String path, String query, Headers headers) {
        var invocation = Invocation.local().withId("id-1").withClientAddress("192.0.2.1");
        return Request.received(Method.GET, path, query, headers, Body.empty(), Origin.LOCAL, invocation);
    }

    private static String logged(String logger, AccessLog log, Request request) {
        MDC.clear(); // what the thread has inherited
        var lines = Lines.of(logger);
        App.of(
                        "test",
                        get("/todos/{id}").to(got -> Response.ok().text("hello")),
                        get("/stream")
                                .to(got -> Response.ok().withBody(Body.of(new ByteArrayInputStream(new byte[3])))))
                .observing(MdcObserver.create(), log.to(lines.logger()).clock(NOON))
                .handle(request);
        assertEquals(1, lines.all().size());
        String line = lines.all().get(0);
        assertTrue(line.startsWith("id-1 null GET "), line); // it is logged while the MDC is there
        return line.substring(line.indexOf(": ") + 2).replaceFirst("ms=[0-9]+[.][0-9]{3} ", "ms=N ");
    }

    @Test
    void namesAndValues() {
        assertEquals(
                "method=GET path=\"/todos/1\" route=\"/todos/{id}\" status=200 bytes=5 ms=N client=192.0.2.1 id=id-1"
                        + " trace=-",
                logged("a1", AccessLog.keyValue(), request("/todos/1", "token=secret", Headers.EMPTY)));
        assertEquals(
                "method=GET path=\"/no\" route=\"-\" status=404 bytes=40 ms=N client=192.0.2.1 id=id-1 trace=-",
                logged("a2", AccessLog.keyValue(), request("/no", "", Headers.EMPTY))
                        .replaceFirst("bytes=[0-9]+", "bytes=40"));
        assertTrue(logged("a3", AccessLog.keyValue(), request("/stream", "", Headers.EMPTY))
                .contains(" bytes=- "));
    }

    @Test
    void theCombinedFormatOfApache() {
        var headers = Headers.of("User-Agent", "curl/8.5.0 \"x\"", "Referer", "http://a/");
        assertEquals(
                "192.0.2.1 - - [01/Dec/2026:13:00:00 +0100] \"GET /todos/1\" 200 5 \"http://a/\" \"curl/8.5.0"
                        + " \\x22x\\x22\"",
                logged("b1", AccessLog.combined(), request("/todos/1", "token=secret", headers)));
    }

    @Test
    void queriesAreShownOnlyOnDemand() {
        assertTrue(logged("c1", AccessLog.combined().withQuery(), request("/todos/1", "a=b", Headers.EMPTY))
                .contains("\"GET /todos/1?a=b\""));
    }

    @Test
    void noValueBeginsAnotherLineOrEndsItsQuotes() {
        String evil = "/todos/a\"\\\r\nid=x\u0085\u2028\u001b[31m";
        String line = logged("d1", AccessLog.keyValue().withQuery(), request(evil, "\n\"", Headers.EMPTY));
        assertTrue(
                line.contains("path=\"/todos/a\\x22\\x5c\\x0d\\x0aid=x\\xc2\\x85\\xe2\\x80\\xa8\\x1b[31m?\\x0a\\x22\""),
                line);
        assertEquals(
                "a\\x0ab \"quoted\"",
                logged("d2", AccessLog.formatted(own -> "a\nb \"quoted\""), request("/todos/1", "", Headers.EMPTY)));
    }

    @Test
    void aLoggerThatIsOffCostsNothing() {
        var lines = Lines.of("e1");
        Logger.getLogger("e1").setLevel(Level.WARNING);
        var log = AccessLog.formatted(line -> {
            throw new AssertionError("nothing is to be formatted");
        });
        App.of("test").observing(log.to(lines.logger())).handle(Request.get("/"));
        assertFalse(lines.logger().isInfoEnabled());
        assertTrue(lines.all().isEmpty());
    }
}
