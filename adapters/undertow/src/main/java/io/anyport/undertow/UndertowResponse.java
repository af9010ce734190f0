package io.anyport.undertow;

import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Response;
import io.undertow.server.Connectors;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.io.IOException;
import java.io.InputStream;
import java.nio.ByteBuffer;
import java.nio.channels.InterruptedByTimeoutException;
import java.util.Set;
import org.xnio.IoUtils;
import org.xnio.Options;

/** The conversion from a response to Undertow's exchange, on a thread that may wait. */
final class UndertowResponse {

    private static final int STEP = 16 * 1024;

    /** It has no content, and says so by its length (RFC 9110, 15.3.6). */
    private static final int RESET_CONTENT = 205;

    /** What is about the connection is the server's to say (RFC 9110, 7.6.1), and what is about the length is found out here. */
    private static final Set<HttpString> OF_THE_SERVER = Set.of(
            io.undertow.util.Headers.CONNECTION,
            io.undertow.util.Headers.CONTENT_LENGTH,
            io.undertow.util.Headers.KEEP_ALIVE,
            io.undertow.util.Headers.TE,
            io.undertow.util.Headers.TRAILER,
            io.undertow.util.Headers.TRANSFER_ENCODING,
            io.undertow.util.Headers.UPGRADE,
            new HttpString("Proxy-Connection"));

    private UndertowResponse() {}

    /**
     * Sends a response to its end, or hands it to the connection.
     *
     * @param pace what time the client may take
     * @throws InterruptedByTimeoutException if the client does not take it
     * @throws IOException if the client has gone
     * @throws FailedAnswer if the response cannot be sent, or broke off
     */
    static void send(Response response, HttpServerExchange exchange, Pace pace) throws IOException, FailedAnswer {
        int code = response.status().code();
        if (code < 200) {
            response.body().discard();
            throw new FailedAnswer("status " + code + " does not end a request", null);
        }
        exchange.setStatusCode(code);
        if (!response.status().reason().isEmpty()) {
            exchange.setReasonPhrase(response.status().reason());
        }
        copy(response.headers(), exchange.getResponseHeaders());
        if (!Connectors.isEntityBodyAllowed(exchange)) {
            sendNothing(response, exchange, pace);
        } else if (code == RESET_CONTENT) {
            response.body().discard();
            sendBytes(new byte[0], exchange, pace);
        } else if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            sendHead(response, exchange, pace);
        } else if (response.body().isStream()) {
            sendStream(response.body(), exchange, pace);
        } else {
            sendBytes(response.body().bytes(), exchange, pace);
        }
    }

    private static void copy(Headers headers, HeaderMap map) {
        for (int i = 0; i < headers.size(); i++) {
            var name = HttpString.tryFromString(headers.name(i));
            if (!OF_THE_SERVER.contains(name)) {
                map.add(name, headers.value(i));
            }
        }
        for (String options : headers.all("Connection")) {
            for (String named : options.split(",", -1)) {
                map.remove(named.strip());
            }
        }
    }

    /** Undertow says of 204 to HEAD that it is chunked (against RFC 9112, 6.1), and of 204 to anything not that it is the last. */
    private static void sendNothing(Response response, HttpServerExchange exchange, Pace pace) throws IOException {
        response.body().discard();
        exchange.setRequestMethod(Methods.GET);
        if (!exchange.isPersistent() && !Http2Rules.isHttp2(exchange)) {
            exchange.getResponseHeaders()
                    .put(io.undertow.util.Headers.CONNECTION, io.undertow.util.Headers.CLOSE.toString());
        }
        finish(new PatientSink(exchange.getResponseChannel(), pace), exchange);
    }

    /** The length of what GET would have sent is only known to who answered. */
    private static void sendHead(Response response, HttpServerExchange exchange, Pace pace) throws IOException {
        response.body().discard();
        var length = response.header("Content-Length").filter(text -> text.matches("[0-9]{1,18}"));
        length.ifPresent(text -> exchange.setResponseContentLength(Long.parseLong(text)));
        finish(new PatientSink(exchange.getResponseChannel(), pace), exchange);
    }

    private static void sendBytes(byte[] bytes, HttpServerExchange exchange, Pace pace) throws IOException {
        exchange.setResponseContentLength(bytes.length);
        if (exchange.isRequestComplete()) {
            Uptake.watch(exchange, bytes.length, pace);
            exchange.getResponseSender().send(ByteBuffer.wrap(bytes));
        } else {
            var sink = new PatientSink(exchange.getResponseChannel(), pace);
            sink.write(ByteBuffer.wrap(bytes));
            finish(sink, exchange);
        }
    }

    private static void sendStream(Body body, HttpServerExchange exchange, Pace pace) throws IOException, FailedAnswer {
        long length = body.length().orElse(-1);
        try (var stream = body.stream()) {
            if (length >= 0) {
                exchange.setResponseContentLength(length);
            } else if (exchange
                    .isHttp11()) { // even if the connection is then closed: an end must not look like a break
                exchange.getResponseHeaders().put(io.undertow.util.Headers.TRANSFER_ENCODING, "chunked");
            }
            copy(stream, length, exchange, pace);
        }
    }

    private static void copy(InputStream stream, long length, HttpServerExchange exchange, Pace pace)
            throws IOException, FailedAnswer {
        var buffer = new byte[STEP];
        int count = read(stream, buffer);
        var sink = new PatientSink(exchange.getResponseChannel(), pace);
        long sent = 0;
        for (; count >= 0; count = read(stream, buffer)) {
            sent += count;
            if (length >= 0 && sent > length) {
                throw new FailedAnswer(
                        "its stream is longer than the " + length + " bytes that it was said to have", null);
            }
            sink.write(ByteBuffer.wrap(buffer, 0, count));
            sink.flush();
        }
        if (sent < length) {
            throw new FailedAnswer("its stream ended after " + sent + " of " + length + " bytes", null);
        }
        finish(sink, exchange);
    }

    private static int read(InputStream stream, byte[] buffer) throws FailedAnswer {
        try {
            return stream.read(buffer);
        } catch (IOException | RuntimeException e) {
            throw new FailedAnswer("its stream failed", e);
        }
    }

    private static void finish(PatientSink sink, HttpServerExchange exchange) throws IOException {
        sink.end();
        if (exchange.isRequestComplete()) {
            exchange.endExchange();
        } else {
            Lingering.begin(exchange);
        }
    }

    /** Ends the connection so that the client notices: not with FIN, which is how a body without a length ends. */
    static void breakOff(HttpServerExchange exchange) {
        if (Http2Streams.breakOff(exchange)) {
            return;
        }
        try {
            exchange.getConnection().setOption(Options.CLOSE_ABORT, true);
        } catch (IOException ignored) { // closed already
        }
        IoUtils.safeClose(exchange.getConnection());
        exchange.endExchange();
    }
}
