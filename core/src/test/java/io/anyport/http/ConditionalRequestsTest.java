package io.anyport.http;

import static io.anyport.http.Route.get;
import static io.anyport.http.Route.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class ConditionalRequestsTest {

    private static final String BEFORE = "Sun, 06 Nov 1994 08:49:36 GMT";
    private static final String TIME = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String AFTER = "Sun, 06 Nov 1994 08:49:38 GMT";

    private static Response strong() {
        return Response.ok()
                .text("hello")
                .withHeader("ETag", "\"a\"")
                .withHeader("Last-Modified", TIME)
                .withHeader("Cache-Control", "max-age=1")
                .withHeader("Vary", "Accept");
    }

    private static final App APP = App.of(
                    "test",
                    get("/strong").to(request -> strong()),
                    get("/weak").to(request -> strong().withHeader("ETag", "W/\"a\"")),
                    get("/dated").to(request -> strong().withHeaders(Headers.of("Last-Modified", TIME))),
                    get("/bare").to(request -> Response.ok().text("hello")),
                    get("/secret")
                            .to(request ->
                                    Response.ok().text("hello").withHeader("Cache-Control", "private, no-store")),
                    get("/html").to(request -> Response.ok().html("hello")),
                    get("/gone").to(request -> strong().withStatus(Status.GONE)),
                    put("/strong").to(request -> strong()))
            .with(ConditionalRequests.tagging());

    private static Response handle(Request request, String... fields) throws Exception {
        return APP.handle(request.withHeaders(Headers.of(fields)));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '\'',
            value = {
                "/strong | If-None-Match | \"a\"                | 304",
                "/strong | If-None-Match | W/\"a\"              | 304",
                "/strong | If-None-Match | \"b\", \"a\"         | 304",
                "/strong | If-None-Match | *                    | 304",
                "/strong | If-None-Match | \"b\"                | 200",
                "/strong | If-None-Match | a                    | 200",
                "/strong | If-None-Match | *, \"a\"             | 200",
                "/weak   | If-None-Match | \"a\"                | 304",
                "/gone   | If-None-Match | \"a\"                | 410",
                "/strong | If-Match      | \"a\"                | 200",
                "/strong | If-Match      | \"b\", \"a\"         | 200",
                "/strong | If-Match      | *                    | 200",
                "/strong | If-Match      | W/\"a\"              | 412",
                "/strong | If-Match      | \"b\"                | 412",
                "/strong | If-Match      | a                    | 412",
                "/weak   | If-Match      | W/\"a\"              | 412",
                "/dated  | If-Modified-Since   | " + BEFORE + " | 200",
                "/dated  | If-Modified-Since   | " + TIME + "   | 304",
                "/dated  | If-Modified-Since   | " + AFTER + "  | 304",
                "/dated  | If-Modified-Since   | yesterday      | 200",
                "/bare   | If-Modified-Since   | " + AFTER + "  | 200",
                "/dated  | If-Unmodified-Since | " + BEFORE + " | 412",
                "/dated  | If-Unmodified-Since | " + TIME + "   | 200",
                "/dated  | If-Unmodified-Since | yesterday      | 200",
                "/bare   | If-Unmodified-Since | " + BEFORE + " | 200",
            })
    void asksTheFields(String path, String name, String value, int status) throws Exception {
        assertEquals(status, handle(Request.get(path), name, value).status().code());
        assertEquals(
                status,
                handle(Request.of(Method.HEAD, path), name, value).status().code());
    }

    @Test
    void tagsGoBeforeTimes() throws Exception {
        var get = Request.get("/strong");
        assertEquals(
                Status.OK,
                handle(get, "If-None-Match", "\"b\"", "If-Modified-Since", AFTER)
                        .status());
        assertEquals(
                Status.OK,
                handle(get, "If-Match", "\"a\"", "If-Unmodified-Since", BEFORE).status());
        assertEquals(
                Status.PRECONDITION_FAILED,
                handle(get, "If-Match", "\"b\"", "If-None-Match", "\"a\"").status());
        assertEquals(
                Status.NOT_MODIFIED,
                handle(get, "If-Match", "\"a\"", "If-None-Match", "\"a\"").status());
    }

    @Test
    void notModifiedKeepsWhatCachesNeed() throws Exception {
        var response = handle(Request.get("/strong"), "If-None-Match", "\"a\"");
        assertEquals(Headers.of("ETag", "\"a\"", "Cache-Control", "max-age=1", "Vary", "Accept"), response.headers());
        assertEquals("", response.text());
        var byFields =
                ConditionalRequests.byFields().around(request -> Response.ok().withHeader("Last-Modified", TIME));
        var dated = byFields.handle(Request.get("/").withHeader("If-Modified-Since", TIME));
        assertEquals(Status.NOT_MODIFIED, dated.status());
        assertEquals(Optional.of(TIME), dated.header("Last-Modified"));
    }

    @Test
    void failureIsAProblem() throws Exception {
        var response = handle(Request.get("/strong"), "If-Match", "\"b\"");
        assertEquals(Optional.of(Problem.MEDIA_TYPE), response.header("Content-Type"));
        assertFalse(response.headers().contains("ETag"));
    }

    @Test
    void whatIsInMemoryGetsATag() throws Exception {
        String tag = handle(Request.get("/bare")).header("ETag").orElseThrow();
        assertEquals(Optional.of(tag), handle(Request.of(Method.HEAD, "/bare")).header("ETag"));
        assertEquals(
                Status.NOT_MODIFIED,
                handle(Request.get("/bare"), "If-None-Match", tag).status());
        assertFalse(handle(Request.get("/html")).header("ETag").equals(Optional.of(tag)), "another type, another tag");
        assertEquals(Optional.of("\"a\""), handle(Request.get("/strong")).header("ETag"));
        assertTrue(handle(Request.get("/secret")).header("ETag").isEmpty());
    }

    @Test
    void writesPassTheFilter() throws Exception {
        assertEquals(
                Status.OK,
                handle(Request.put("/strong"), "If-None-Match", "\"a\"").status());
    }

    @Test
    void theStreamOfWhatIsNotSentIsClosed() throws Exception {
        var isClosed = new AtomicBoolean();
        var stream = new ByteArrayInputStream(new byte[1]) {
            @Override
            public void close() {
                isClosed.set(true);
            }
        };
        var handler = ConditionalRequests.byFields().around(request -> strong().withBody(Body.of(stream)));
        var response = handler.handle(Request.get("/").withHeader("If-None-Match", "*"));
        assertEquals(Status.NOT_MODIFIED, response.status());
        assertTrue(isClosed.get());
    }
}
