package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.Invocation;
import java.io.ByteArrayInputStream;
import java.io.FilterInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

/** The small values: methods, statuses, bodies, requests and responses. */
final class ValuesTest {

    @Test
    void aMethodIsAnyToken() {
        for (String name : new String[] {"GET", "HEAD", "POST", "PUT", "PATCH", "DELETE", "OPTIONS"}) {
            assertSame(Method.of(name), Method.of(new String(name.toCharArray())));
        }
        assertEquals(Method.of("M-SEARCH"), Method.of("M-SEARCH"));
        assertEquals(Method.of("PURGE").hashCode(), Method.of("PURGE").hashCode());
        assertNotEquals(Method.GET, Method.of("get"));
        assertNotEquals(Method.of("A"), Method.of("B"));
        assertEquals("PURGE", Method.of("PURGE").toString());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "GET ", "G T", "G\nT", "G/T", "\u00e9", "GET\u0000", "(GET)"})
    void whatIsNoTokenIsNoMethod(String name) {
        assertThrows(IllegalArgumentException.class, () -> Method.of(name));
    }

    @Test
    void thereIsOneObjectPerStatus() {
        IntStream.rangeClosed(100, 599).parallel().forEach(code -> {
            assertSame(Status.of(code), Status.of(code));
            assertEquals(code, Status.of(code).code());
            assertEquals(code / 100 == 2, Status.of(code).isSuccess());
            assertEquals(
                    code < 200 || code == 204 || code == 304, Status.of(code).isWithoutContent());
        });
        assertSame(Status.NOT_FOUND, Status.of(404));
        assertEquals("404 Not Found", Status.NOT_FOUND.toString());
        assertEquals("299", Status.of(299).toString());
        assertThrows(IllegalArgumentException.class, () -> Status.of(99));
        assertThrows(IllegalArgumentException.class, () -> Status.of(600));
    }

    @Test
    void bytesAreThere() throws IOException {
        byte[] bytes = {1, 2, 3};
        var body = Body.of(bytes);
        assertSame(bytes, body.bytes());
        assertSame(bytes, body.bytes());
        assertArrayEquals(bytes, body.stream().readAllBytes());
        assertEquals(OptionalLong.of(3), body.length());
        body.discard();
        assertSame(Body.empty(), Body.of(""));
        assertEquals("caf\u00e9 \ud83d\udea2", Body.of("caf\u00e9 \ud83d\udea2").text());
        assertEquals("\ufffd", Body.of(new byte[] {(byte) 0xff}).text());
    }

    private static InputStream counting(AtomicInteger closed, boolean isBroken) {
        return new FilterInputStream(new ByteArrayInputStream(new byte[] {3, 2, 1})) {
            @Override
            public int read(byte[] buffer, int offset, int length) throws IOException {
                if (isBroken) {
                    throw new IOException("broken");
                }
                return super.read(buffer, offset, length);
            }

            @Override
            public void close() {
                closed.incrementAndGet();
            }
        };
    }

    @Test
    void aStreamIsReadAndClosed() {
        var closed = new AtomicInteger();
        var body = Body.of(counting(closed, false));
        assertEquals(OptionalLong.empty(), body.length());
        assertArrayEquals(new byte[] {3, 2, 1}, body.bytes());
        assertEquals(1, closed.get());
        Body.of(counting(closed, false), 3).discard();
        assertEquals(2, closed.get());
        assertEquals(OptionalLong.of(3), Body.of(counting(closed, false), 3).length());
        assertEquals(OptionalLong.of(0), Body.of(counting(closed, false), 0).length());
    }

    @Test
    void aStreamThatBreaksIsClosed() {
        var closed = new AtomicInteger();
        assertThrows(
                UncheckedIOException.class,
                () -> Body.of(counting(closed, true)).bytes());
        assertEquals(1, closed.get());
    }

    @Test
    void aLengthIsNotNegative() {
        var stream = new ByteArrayInputStream(new byte[1]);
        assertThrows(IllegalArgumentException.class, () -> Body.of(stream, -1));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "/ | / | - | http://localhost",
                "/a?b=c | /a | b=c | http://localhost",
                "/a? | /a | '' | http://localhost",
                "/a?b?c | /a | b?c | http://localhost",
                "/a%2F?%41 | /a%2F | %41 | http://localhost",
                "* | * | - | http://localhost",
                "//a | //a | - | http://localhost",
                "https://example.com/ | / | - | https://example.com",
                "HTTPS://[::1]:8443/a/b?c=http://d/e | /a/b | c=http://d/e | https://[::1]:8443",
            },
            delimiter = '|')
    void aRequestIsMadeForATarget(String target, String path, String query, String origin) {
        var request = Request.get(target);
        assertEquals(path, request.path());
        assertEquals(query, request.rawQuery().orElse("-"));
        assertEquals(origin, request.origin().toString());
        assertEquals(Method.GET, request.method());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "a",
                "?a=b",
                "http://localhost",
                "http:///a",
                "://a/b",
                "http://a b/c",
                "http://u@h/",
                "1://a/"
            })
    void whatIsNoTargetIsRefused(String target) {
        assertThrows(IllegalArgumentException.class, () -> Request.get(target));
    }

    @Test
    void requestsNeverChange() {
        var invocation = Invocation.local();
        var origin = Origin.of("https", "example.com");
        var request = Request.put("/a?b=c");
        var changed = request.withHeader("A", "1")
                .withBody("text/plain", Body.of("x"))
                .withOrigin(origin)
                .withInvocation(invocation);
        assertEquals(Method.PUT, changed.method());
        assertEquals("/a", changed.path());
        assertEquals(Optional.of("b=c"), changed.rawQuery());
        assertEquals(Headers.of("A", "1", "Content-Type", "text/plain"), changed.headers());
        assertEquals(Optional.of("1"), changed.header("a"));
        assertEquals("x", changed.body().text());
        assertSame(origin, changed.origin());
        assertSame(invocation, changed.invocation());
        assertEquals(Headers.EMPTY, request.headers());
        assertSame(Origin.LOCAL, request.origin());
        assertEquals("", request.body().text());
    }

    @Test
    void responsesNeverChange() {
        var response = Response.ok();
        var changed = response.withHeader("A", "1")
                .withHeader("a", "2")
                .withStatus(Status.ACCEPTED)
                .json("{}");
        assertEquals(Response.of(Status.ACCEPTED).withHeader("a", "2").json("{}"), changed);
        assertEquals(Headers.of("A", "2", "Content-Type", "application/json"), changed.headers());
        assertEquals("{}", changed.text());
        assertEquals(Response.ok(), response);
        assertEquals(
                Optional.of("text/html; charset=utf-8"), response.html("<p>").header("Content-Type"));
        assertEquals(
                Optional.of("text/plain; charset=utf-8"), response.text("a").header("Content-Type"));
    }

    @Test
    void responsesAreComparedByTheirBytes() {
        assertEquals(Response.ok().text("a"), Response.ok().text("a"));
        assertEquals(Response.ok().text("a").hashCode(), Response.ok().text("a").hashCode());
        assertNotEquals(Response.ok().text("a"), Response.ok().text("b"));
        assertNotEquals(Response.ok(), Response.of(Status.CREATED));
        var stream = Body.of(new ByteArrayInputStream(new byte[1]));
        assertEquals(Response.ok().withBody(stream), Response.ok().withBody(stream));
        assertNotEquals(
                Response.ok().withBody(stream), Response.ok().withBody(Body.of(new ByteArrayInputStream(new byte[1]))));
        assertTrue(Response.ok().text("a").toString().startsWith("Response[200 OK"));
    }
}
