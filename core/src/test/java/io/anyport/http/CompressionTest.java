package io.anyport.http;

import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.nio.charset.StandardCharsets;
import java.util.Iterator;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.zip.GZIPInputStream;
import java.util.zip.GZIPOutputStream;
import java.util.zip.Inflater;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

final class CompressionTest {

    private static final String LONG = "0123456789".repeat(200);

    private final AtomicInteger calls = new AtomicInteger();

    private final App app = App.of(
                    "test",
                    get("/text").to(request -> {
                        calls.incrementAndGet();
                        return Response.ok().text(LONG).withHeader("ETag", "\"a\"");
                    }),
                    get("/weak").to(request -> Response.ok().text(LONG).withHeader("ETag", "W/\"a\"")),
                    get("/small").to(request -> Response.ok().text("small")),
                    get("/image").to(request -> Response.ok().withBody("image/png", Body.of(LONG))),
                    get("/fixed").to(request -> Response.ok().text(LONG).withHeader("Cache-Control", "No-Transform")),
                    get("/encoded").to(request -> Response.ok().text(LONG).withHeader("Content-Encoding", "br")),
                    get("/none").to(request -> Response.of(Status.NO_CONTENT)),
                    post("/echo")
                            .to(request -> Response.ok().text(request.body().text())))
            .with(Compression.gzip().decoding(3_000), Ranges.ofBytes(), ConditionalRequests.byFields());

    private Response handle(String path, String... fields) throws Exception {
        return app.handle(Request.get(path).withHeaders(Headers.of(fields)));
    }

    private static byte[] gzip(String text) throws IOException {
        var bytes = new ByteArrayOutputStream();
        try (var gzip = new GZIPOutputStream(bytes)) {
            gzip.write(text.getBytes(StandardCharsets.UTF_8));
        }
        return bytes.toByteArray();
    }

    private static String gunzip(Body body) throws IOException {
        try (var stream = new GZIPInputStream(body.stream())) {
            return new String(stream.readAllBytes(), StandardCharsets.UTF_8);
        }
    }

    @ParameterizedTest
    @CsvSource({
        "gzip,true",
        "x-gzip,true",
        "GZIP ; q=0.001,true",
        "'br, gzip;q=0.5',true",
        "*,true",
        "'gzip;q=0.5, identity;q=0.5',true",
        "'gzip, identity;q=0',true",
        "'gzip;q=0.4, identity;q=0.5',false",
        "gzip;q=0,false",
        "gzip;q=0.000,false",
        "'gzip;q=0, *',false",
        "gzip;q=2,false",
        "gzip;q=x,false",
        "identity,false",
        "br,false",
        "'',false",
    })
    void theClientChooses(String accepted, boolean isCompressed) throws Exception {
        var response = handle("/text", "Accept-Encoding", accepted);
        assertEquals(isCompressed ? Optional.of("gzip") : Optional.empty(), response.header("Content-Encoding"));
        assertEquals(LONG, isCompressed ? gunzip(response.body()) : response.text());
        assertEquals(Optional.of("Accept-Encoding"), response.header("Vary"));
        assertEquals(Optional.of(isCompressed ? "\"a--gzip\"" : "\"a\""), response.header("ETag"));
    }

    @ParameterizedTest
    @CsvSource({"'identity;q=0'", "'*;q=0'", "'br, identity;q=0'", "'gzip;q=0, identity;q=0'"})
    void whoTakesNothingGets406BeforeTheLogicIsCalled(String accepted) throws Exception {
        assertEquals(
                Status.NOT_ACCEPTABLE,
                handle("/text", "Accept-Encoding", accepted).status());
        assertEquals(0, calls.get());
    }

    @ParameterizedTest
    @CsvSource({"/small", "/image", "/fixed", "/none"})
    void someContentStaysAsItIs(String path) throws Exception {
        var response = handle(path, "Accept-Encoding", "gzip");
        assertFalse(response.headers().contains("Content-Encoding"));
    }

    @Test
    void nothingIsEncodedTwice() throws Exception {
        assertEquals(
                List.of("br"),
                handle("/encoded", "Accept-Encoding", "gzip").headers().all("Content-Encoding"));
    }

    @Test
    void whereIdentityIsExcludedEvenTheSmallIsCompressed() throws Exception {
        assertEquals(
                "small",
                gunzip(handle("/small", "Accept-Encoding", "gzip, identity;q=0").body()));
    }

    @Test
    void conditionalRequestsGoOn() throws Exception {
        String tag = handle("/text", "Accept-Encoding", "gzip").header("ETag").orElseThrow();
        var known = handle("/text", "Accept-Encoding", "gzip", "If-None-Match", tag);
        assertEquals(Status.NOT_MODIFIED, known.status());
        assertEquals(Optional.of(tag), known.header("ETag"));
        assertEquals(Optional.of("Accept-Encoding"), known.header("Vary"));
        assertEquals(Status.OK, handle("/text", "If-Match", tag).status());
        assertEquals(
                Optional.of("\"a\""), handle("/text", "If-None-Match", "\"a\"").header("ETag"));
        assertEquals(
                Optional.of("W/\"a\""),
                handle("/weak", "Accept-Encoding", "gzip").header("ETag"));
    }

    @Test
    void rangesAreOfContentAsItIs() throws Exception {
        var part = handle("/text", "Accept-Encoding", "gzip", "Range", "bytes=0-1999");
        assertEquals(Status.PARTIAL_CONTENT, part.status());
        assertEquals(LONG, part.text());
        assertEquals(Optional.of("Accept-Encoding"), part.header("Vary"));
        var other = handle("/text", "Accept-Encoding", "gzip", "Range", "bytes=0-1", "If-Range", "\"a--gzip\"");
        assertEquals(Status.OK, other.status());
        assertEquals(LONG, gunzip(other.body()));
        assertFalse(other.headers().contains("Accept-Ranges"));
    }

    @Test
    void headHasTheFieldsOfGet() throws Exception {
        var get = handle("/text", "Accept-Encoding", "gzip");
        var head = app.handle(Request.of(Method.HEAD, "/text").withHeader("Accept-Encoding", "gzip"));
        long length = get.body().length().orElseThrow();
        assertEquals(get.headers().plus("Content-Length", String.valueOf(length)), head.headers());
        assertTrue(length < LONG.length());
    }

    @Test
    void eachEventPassesBeforeTheNextOneIsAskedFor() throws Exception {
        var asked = new AtomicInteger();
        Iterator<ServerSentEvent> events = new Iterator<>() {
            @Override
            public boolean hasNext() {
                return true;
            }

            @Override
            public ServerSentEvent next() {
                return ServerSentEvent.of("event " + asked.incrementAndGet());
            }
        };
        var handler = Compression.gzip().around(request -> Response.ok().events(events));
        var response = handler.handle(Request.get("/").withHeader("Accept-Encoding", "gzip"));
        var inflater = new Inflater(true);
        try (var stream = response.body().stream()) {
            var buffer = new byte[8_192];
            int count = stream.read(buffer);
            inflater.setInput(buffer, 10, count - 10); // behind the header of gzip
            var text = new byte[1_000];
            int size = inflater.inflate(text);
            assertEquals("data: event 1\n\n", new String(text, 0, size, StandardCharsets.UTF_8));
            assertEquals(1, asked.get());
        } finally {
            inflater.end();
        }
    }

    @Test
    void requestsAreDecodedUpToALimit() throws Exception {
        var post = Request.post("/echo").withHeader("Content-Encoding", "gzip");
        assertEquals(LONG, app.handle(post.withBody(Body.of(gzip(LONG)))).text());
        assertEquals(
                Status.CONTENT_TOO_LARGE,
                app.handle(post.withBody(Body.of(gzip("0".repeat(3_001))))).status());
        assertEquals(
                Status.BAD_REQUEST, app.handle(post.withBody(Body.of("plain"))).status());
        assertEquals(Status.BAD_REQUEST, app.handle(post).status());
    }

    @Test
    void otherEncodingsOfRequestsAre415() throws Exception {
        var post = Request.post("/echo").withBody(Body.of("x"));
        var refused = app.handle(post.withHeader("Content-Encoding", "gzip, gzip"));
        assertEquals(Status.UNSUPPORTED_MEDIA_TYPE, refused.status());
        assertEquals(Optional.of("gzip"), refused.header("Accept-Encoding"));
        var strict = Compression.gzip().around(app).handle(post.withHeader("Content-Encoding", "gzip"));
        assertEquals(Status.UNSUPPORTED_MEDIA_TYPE, strict.status());
        assertEquals(Optional.of("identity"), strict.header("Accept-Encoding"));
        assertEquals(
                "x", app.handle(post.withHeader("Content-Encoding", "identity")).text());
    }
}
