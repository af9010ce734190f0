package io.anyport.http;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import java.io.ByteArrayInputStream;
import java.io.EOFException;
import java.time.Instant;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RangesTest {

    private static final String TIME = "Sun, 06 Nov 1994 08:49:37 GMT";
    private static final String ALL = "0123456789";

    private static Response digits() {
        return Response.ok().text(ALL).withHeader("ETag", "\"a\"").withHeader("Last-Modified", TIME);
    }

    private static Body stream(long length) {
        var content = new ByteArrayInputStream(digits().body().bytes());
        return length < 0 ? Body.of(content) : Body.of(content, length);
    }

    private static final App APP = App.of(
                    "test",
                    get("/bytes").to(request -> digits()),
                    get("/weak").to(request -> digits().withHeader("ETag", "W/\"a\"")),
                    get("/stream").to(request -> digits().withBody(stream(10))),
                    get("/short").to(request -> digits().withBody(stream(20))),
                    get("/endless").to(request -> digits().withBody(stream(-1))),
                    get("/young").to(request -> digits().withHeader("Last-Modified", HttpDate.text(Instant.now()))),
                    get("/gzip").to(request -> digits().withHeader("Content-Encoding", "gzip")),
                    get("/empty").to(request -> Response.ok()),
                    get("/gone").to(request -> digits().withStatus(Status.GONE)))
            .with(Ranges.ofBytes(), ConditionalRequests.byFields());

    private static Response handle(String path, String... fields) throws Exception {
        return APP.handle(Request.get(path).withHeaders(Headers.of(fields)));
    }

    @ParameterizedTest
    @CsvSource({
        "bytes=0-0,0,0-0",
        "bytes=2-4,234,2-4",
        "BYTES=2-4,234,2-4",
        "bytes=8-,89,8-9",
        "bytes=8-99,89,8-9",
        "bytes=-3,789,7-9",
        "bytes=-99,0123456789,0-9",
        "bytes=8-99999999999999999999999,89,8-9",
        "'bytes= 3-3 , ',3,3-3",
        "'bytes=10-11,9-9',9,9-9",
    })
    void aRangeIsAPart(String range, String content, String place) throws Exception {
        for (String path : new String[] {"/bytes", "/stream"}) {
            var response = handle(path, "Range", range);
            assertEquals(Status.PARTIAL_CONTENT, response.status());
            assertEquals(content, response.text());
            assertEquals(Optional.of("bytes " + place + "/10"), response.header("Content-Range"));
            assertEquals(content.length(), response.body().length().orElse(-1));
            assertEquals(Optional.of("\"a\""), response.header("ETag"));
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"bytes=10-", "bytes=10-11,12-", "bytes=-0", "bytes=99999999999999999999-"})
    void whatTheContentHasNotIs416(String range) throws Exception {
        var response = handle("/bytes", "Range", range);
        assertEquals(Status.RANGE_NOT_SATISFIABLE, response.status());
        assertEquals(Optional.of("bytes */10"), response.header("Content-Range"));
        assertEquals(Optional.of(Problem.MEDIA_TYPE), response.header("Content-Type"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "bytes",
                "bytes=",
                "bytes=-",
                "bytes=a-",
                "bytes=1",
                "bytes=4-2",
                "bytes=1-2-3",
                "bytes=--1",
                "lines=1-2",
                "bytes =1-2",
                "bytes=1-2,x",
                "bytes=0-5,1-6,2-7",
                "bytes=0-,0-,0-",
                "bytes=0-0,0-0,1-1,1-1,2-2,2-2,3-3,3-3,4-4,4-4,5-5,5-5,6-6,6-6,7-7,7-7,8-8"
            })
    void whatIsMalformedOrTooMuchGetsAll(String range) throws Exception {
        var response = handle("/bytes", "Range", range);
        assertEquals(Status.OK, response.status());
        assertEquals(ALL, response.text());
        assertEquals(Optional.of("bytes"), response.header("Accept-Ranges"));
    }

    @Test
    void severalRangesAreParts() throws Exception {
        var response = handle("/bytes", "Range", "bytes=0-1,-2");
        assertEquals(Status.PARTIAL_CONTENT, response.status());
        assertFalse(response.headers().contains("Content-Range"));
        String type = response.header("Content-Type").orElseThrow();
        String boundary = type.replace("multipart/byteranges; boundary=", "");
        String head = "\r\n--" + boundary + "\r\nContent-Type: text/plain; charset=utf-8\r\nContent-Range: bytes ";
        assertEquals(
                head + "0-1/10\r\n\r\n01" + head + "8-9/10\r\n\r\n89\r\n--" + boundary + "--\r\n", response.text());
        assertEquals(ALL, handle("/stream", "Range", "bytes=0-1,-2").text());
    }

    @ParameterizedTest
    @CsvSource({
        "/bytes,'\"a\"',206",
        "/bytes,'W/\"a\"',200",
        "/bytes,'\"b\"',200",
        "/weak,'W/\"a\"',200",
        "/weak,'\"a\"',200",
        "/bytes,'Sun, 06 Nov 1994 08:49:37 GMT',206",
        "/bytes,'Sun, 06 Nov 1994 08:49:38 GMT',200",
        "/bytes,nonsense,200",
    })
    void ifRangeNamesTheVeryContent(String path, String validator, int status) throws Exception {
        var response = handle(path, "Range", "bytes=0-1", "If-Range", validator);
        assertEquals(status, response.status().code());
    }

    @Test
    void aTimeOfThisSecondIsNoStrongValidator() throws Exception {
        String now = handle("/young").header("Last-Modified").orElseThrow();
        assertEquals(
                Status.OK,
                handle("/young", "Range", "bytes=0-1", "If-Range", now).status());
    }

    @Test
    void preconditionsGoFirst() throws Exception {
        assertEquals(
                Status.NOT_MODIFIED,
                handle("/bytes", "Range", "bytes=0-1", "If-None-Match", "\"a\"").status());
        assertEquals(
                Status.PRECONDITION_FAILED,
                handle("/bytes", "Range", "bytes=0-1", "If-Match", "\"b\"").status());
    }

    @Test
    void onlyGetWith200OfKnownLengthHasRanges() throws Exception {
        assertEquals(Status.GONE, handle("/gone", "Range", "bytes=0-1").status());
        assertEquals(ALL, handle("/gzip", "Range", "bytes=0-1").text());
        assertEquals(ALL, handle("/endless", "Range", "bytes=0-1").text());
        assertFalse(handle("/endless").headers().contains("Accept-Ranges"));
        assertEquals(
                Status.RANGE_NOT_SATISFIABLE,
                handle("/empty", "Range", "bytes=0-").status());
        var head = APP.handle(Request.of(Method.HEAD, "/bytes").withHeader("Range", "bytes=0-1"));
        assertEquals(Status.OK, head.status());
        assertEquals(Optional.of("10"), head.header("Content-Length"));
        assertEquals(Optional.of("bytes"), head.header("Accept-Ranges"));
    }

    @Test
    void aStreamThatIsShorterThanItSaysFails() throws Exception {
        try (var stream = handle("/short", "Range", "bytes=5-15").body().stream()) {
            assertThrows(EOFException.class, stream::readAllBytes);
        }
    }

    @Test
    void theLimitHasBounds() {
        assertThrows(IllegalArgumentException.class, () -> Ranges.ofBytes().limit(0));
        assertTrue(ByteRange.parse("bytes=0-0,2-2", 10, 1) == null);
    }
}
