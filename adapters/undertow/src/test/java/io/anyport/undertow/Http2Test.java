package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Body;
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
