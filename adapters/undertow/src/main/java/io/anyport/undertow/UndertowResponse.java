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
import java.nio.ByteBuffer;
import java.util.Set;
import java.util.function.Consumer;
import org.xnio.IoUtils;
import org.xnio.Options;

/** The conversion from a response to Undertow's exchange, on a thread that may wait. */
final class UndertowResponse {

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
     * Sends a response to its end, or until its client is slower.
     *
     * @param next asks for a worker when the client has taken what there was
     * @throws IOException if the client has gone
     * @throws FailedAnswer if the response cannot be sent, or broke off
     */
    static void send(Response response, HttpServerExchange exchange, Readers readers, Consumer<Outflow> next)
            throws IOException, FailedAnswer {
        int code = response.status().code();
        if (code < 200) {
            response.body().discard();
            throw new FailedAnswer("status " + code + " does not end a request", null);
        }
        if (isTooLarge(response, exchange, readers)) {
            Overload.answer(exchange);
            return;
        }
        exchange.setStatusCode(code);
        if (!response.status().reason().isEmpty()) {
            exchange.setReasonPhrase(response.status().reason());
        }
        copy(response.headers(), exchange.getResponseHeaders());
        if (!Connectors.isEntityBodyAllowed(exchange)) {
            sendNothing(response, exchange, readers);
        } else if (code == RESET_CONTENT) {
            response.body().discard();
            sendBytes(new byte[0], exchange, readers);
        } else if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            sendHead(response, exchange, readers);
        } else if (response.body().isStream()) {
            sendStream(response.body(), exchange, readers, next);
        } else {
            sendBytes(response.body().bytes(), exchange, readers);
        }
    }

    /** {@return whether there is no room for an answer} Only of GET: what else was done must not look as if it had not been. */
    private static boolean isTooLarge(Response response, HttpServerExchange exchange, Readers readers) {
        return exchange.getRequestMethod().equals(Methods.GET)
                && exchange.isRequestComplete()
                && !response.body().isStream()
                && response.body().length().orElse(0) > Room.LITTLE
                && !readers.room().has(response.body().length().orElse(0));
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
    private static void sendNothing(Response response, HttpServerExchange exchange, Readers readers)
            throws IOException, FailedAnswer {
        response.body().discard();
        exchange.setRequestMethod(Methods.GET);
        if (!exchange.isPersistent() && !Http2Rules.isHttp2(exchange)) {
            exchange.getResponseHeaders()
                    .put(io.undertow.util.Headers.CONNECTION, io.undertow.util.Headers.CLOSE.toString());
        }
        Outflow.of(ByteBuffer.allocate(0), exchange, readers).send();
    }

    /** The length of what GET would have sent is only known to who answered. */
    private static void sendHead(Response response, HttpServerExchange exchange, Readers readers)
            throws IOException, FailedAnswer {
        response.body().discard();
        var length = response.header("Content-Length").filter(text -> text.matches("[0-9]{1,18}"));
        length.ifPresent(text -> exchange.setResponseContentLength(Long.parseLong(text)));
        Outflow.of(ByteBuffer.allocate(0), exchange, readers).send();
    }

    private static void sendBytes(byte[] bytes, HttpServerExchange exchange, Readers readers)
            throws IOException, FailedAnswer {
        exchange.setResponseContentLength(bytes.length);
        Outflow.of(ByteBuffer.wrap(bytes), exchange, readers).send();
    }

    private static void sendStream(Body body, HttpServerExchange exchange, Readers readers, Consumer<Outflow> next)
            throws IOException, FailedAnswer {
        long length = body.length().orElse(-1);
        if (length >= 0) {
            exchange.setResponseContentLength(length);
        } else if (exchange.isHttp11()) { // even if the connection is then closed: an end must not look like a break
            exchange.getResponseHeaders().put(io.undertow.util.Headers.TRANSFER_ENCODING, "chunked");
        }
        Outflow.of(Pieces.of(body), exchange, readers, next).send();
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
