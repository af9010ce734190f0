package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Request;
import io.anyport.http.Response;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.SequenceInputStream;
import java.util.List;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;

/** HTTP/2, frame by frame. */
final class Http2Test {

    private static UndertowServer start(App app) {
        return UndertowServer.start(app, ServerOptions.onPort(0).http2(Http2.ALSO_CLEAR));
    }

    private static App counting(AtomicInteger count) {
        return App.of("counting", get("/").to(request -> {
            count.incrementAndGet();
            return Response.ok().text("done");
        }));
    }

    @Test
    void resetsAreLimited() throws IOException {
        var count = new AtomicInteger();
        try (var server = start(counting(count));
                var client = new FrameClient(server.port())) {
            int sent = 0;
            try {
                for (; sent < 10_000; sent++) {
                    client.request(2 * sent + 1, "/").reset(2 * sent + 1);
                }
            } catch (IOException closed) { // which is what is asked for
            }
            assertTrue(client.isRefused());
            // 100, and what had been read by then and is answered before the connection is
            assertTrue(count.get() <= 1_000, count + " of " + sent);
        }
    }

    /** A proxy sets or takes away fields in front of a body, and hands on what is behind it (RFC 9110, 6.5.1). */
    @Test
    void trailersAreNoFieldsOfTheHead() throws IOException {
        var seen = new CopyOnWriteArrayList<Request>();
        var app = App.of("trailers", get("/").to(request -> {
            seen.add(request);
            return Response.ok();
        }));
        try (var server = start(app);
                var client = new FrameClient(server.port())) {
            client.send(FrameClient.HEADERS, FrameClient.END_HEADERS, 1, FrameClient.get("/", "x-one", "1"));
            client.send(FrameClient.DATA, 0, 1, (byte) 'a');
            client.send(
                    FrameClient.HEADERS,
                    FrameClient.END_HEADERS | FrameClient.END_STREAM,
                    1,
                    FrameClient.block("host", "evil", "authorization", "evil", "x-one", "2", "traceparent", "evil"));
            client.end(1);
        }
        assertEquals(1, seen.size());
        var request = seen.get(0);
        assertEquals("http://a", request.origin().toString());
        assertEquals(List.of("1"), request.headers().all("x-one"));
        assertFalse(request.headers().contains("authorization"));
        assertEquals("a", request.body().text());
    }

    /** RFC 9113, 3.4: it begins a connection, or follows an upgrade. */
    @Test
    void aPrefaceBehindARequestIsARequest() throws IOException {
        try (var server = start(counting(new AtomicInteger()));
                var client = new SocketClient(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\nPRI * HTTP/2.0\r\n\r\nSM\r\n\r\n");
            assertEquals("done", client.answer().text());
            assertEquals(505, client.answer().status().code());
        }
    }

    /** RFC 9113, 8.1.1. */
    @Test
    void aLengthThatIsNotThatOfTheBodyReachesNobody() throws IOException {
        var count = new AtomicInteger();
        try (var server = start(counting(count));
                var client = new FrameClient(server.port())) {
            int stream = 1;
            for (String length : List.of("5", "-1", "+0")) {
                client.request(stream, "/", "content-length", length).end(stream);
                stream += 2;
            }
            assertEquals(0, count.get());
            client.request(stream, "/", "content-length", "00").end(stream);
            assertEquals(1, count.get());
        }
    }

    @Test
    void aStreamThatFailsMidwayIsReset() throws IOException {
        var app = App.of(
                "midway",
                get("/").to(request -> Response.ok()
                        .withBody(
                                Body.of(new SequenceInputStream(new ByteArrayInputStream(new byte[10]), failing())))));
        try (var server = start(app);
                var client = new FrameClient(server.port())) {
            assertEquals(FrameClient.RST_STREAM, client.request(1, "/").end(1).type());
        }
    }

    private static InputStream failing() {
        return new InputStream() {
            @Override
            public int read() throws IOException {
                throw new IOException("broken");
            }

            @Override
            public int read(byte[] bytes, int offset, int length) throws IOException {
                throw new IOException("broken");
            }
        };
    }

    @Test
    void headersWithoutEndAreRefused() throws IOException {
        var count = new AtomicInteger();
        try (var server = start(counting(count));
                var client = new FrameClient(server.port())) {
            client.send(FrameClient.HEADERS, FrameClient.END_STREAM, 1, FrameClient.get("/"));
            var more = FrameClient.frame(
                    FrameClient.CONTINUATION, 0, 1, FrameClient.block("x", "y".repeat(100), "z", "y".repeat(100)));
            try {
                for (int i = 0; i < 100_000; i++) {
                    client.send(more);
                }
            } catch (IOException closed) { // which is what is asked for
            }
            assertTrue(client.isRefused());
            assertEquals(0, count.get());
        }
    }

    @Test
    void fieldsOfTheConnectionAreRefused() throws IOException {
        var count = new AtomicInteger();
        try (var server = start(counting(count))) {
            for (String field : List.of(
                    "connection", "keep-alive", "proxy-connection", "transfer-encoding", "upgrade", "X-Upper")) {
                try (var client = new FrameClient(server.port())) {
                    client.request(1, "/", field, "b").end(1);
                    assertEquals(0, count.get(), field);
                }
            }
        }
    }

    @Test
    void crumbsOfCookiesAreOneField() throws IOException {
        var seen = new CopyOnWriteArrayList<String>();
        var app = App.of("crumbs", get("/").to(request -> {
            seen.addAll(request.headers().all("Cookie"));
            return Response.ok();
        }));
        try (var server = start(app);
                var client = new FrameClient(server.port())) {
            assertTrue(client.request(1, "/", "cookie", "a=1", "cookie", "b=2")
                    .end(1)
                    .endsStream());
            assertEquals(List.of("a=1; b=2"), seen);
        }
    }

    @Test
    void aBodyIsAsLongAsItSays() throws IOException {
        var count = new AtomicInteger();
        var app = App.of("length", io.anyport.http.Route.post("/").to(request -> {
            count.incrementAndGet();
            return Response.ok();
        }));
        try (var server = start(app);
                var client = new FrameClient(server.port())) {
            client.send(
                    FrameClient.HEADERS,
                    FrameClient.END_HEADERS,
                    1,
                    FrameClient.block(
                            ":method",
                            "POST",
                            ":scheme",
                            "http",
                            ":path",
                            "/",
                            ":authority",
                            "a",
                            "content-length",
                            "3"));
            client.send(FrameClient.DATA, FrameClient.END_STREAM, 1, (byte) 1);
            int type = client.end(1).type();
            assertTrue(type == FrameClient.RST_STREAM || type == FrameClient.GOAWAY, "type " + type);
            assertEquals(0, count.get());
        }
    }

    @Test
    void theHostIsTheAuthority() throws IOException {
        var seen = new CopyOnWriteArrayList<String>();
        var app = App.of("authority", get("/").to(request -> {
            seen.add(request.origin().toString());
            seen.addAll(request.headers().all("Host"));
            return Response.ok();
        }));
        try (var server = start(app)) {
            try (var client = new FrameClient(server.port())) {
                client.request(1, "/").end(1);
                assertEquals(List.of("http://a", "a"), seen);
            }
            try (var client = new FrameClient(server.port())) {
                client.request(1, "/", "host", "b").end(1);
                assertEquals(List.of("http://a", "a", "http://a", "a"), seen);
            }
        }
    }
}
