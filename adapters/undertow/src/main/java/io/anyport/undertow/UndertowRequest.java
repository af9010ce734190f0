package io.anyport.undertow;

import io.anyport.Invocation;
import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Method;
import io.anyport.http.Origin;
import io.anyport.http.Request;
import io.anyport.http.TraceContext;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.AttachmentKey;
import io.undertow.util.HeaderMap;
import io.undertow.util.HttpString;
import java.net.InetSocketAddress;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** The conversion from Undertow's exchange to a request. Nothing is decoded: the target is taken as it was received. */
final class UndertowRequest {

    private static final HttpString TRACEPARENT = new HttpString("traceparent");

    private static final AttachmentKey<HeaderMap> FIELDS = AttachmentKey.create(HeaderMap.class);

    /** What stands for a method that is none, in a request that is refused. */
    private static final Method NO_METHOD = Method.of("INVALID");

    private UndertowRequest() {}

    /**
     * Keeps the fields of the head: those behind a body of HTTP/2 would come among them, in the place of what a proxy has set (RFC 9110,
     * 6.5.1).
     */
    static void keepFields(HttpServerExchange exchange) {
        var kept = new HeaderMap();
        for (var values : exchange.getRequestHeaders()) {
            kept.addAll(values.getHeaderName(), values);
        }
        exchange.putAttachment(FIELDS, kept);
    }

    private static HeaderMap fields(HttpServerExchange exchange) {
        var kept = exchange.getAttachment(FIELDS);
        return kept == null ? exchange.getRequestHeaders() : kept;
    }

    /**
     * {@return the request}
     *
     * @throws IllegalArgumentException if the method, a field or the host is malformed
     */
    static Request of(HttpServerExchange exchange, Body body) {
        return Request.received(
                method(exchange),
                path(exchange),
                query(exchange),
                headers(exchange),
                body,
                origin(exchange),
                invocation(exchange));
    }

    /** {@return what there is of a request that is refused, whatever is malformed} */
    static Request asFarAsPossible(HttpServerExchange exchange) {
        return Request.received(
                either(() -> method(exchange), NO_METHOD),
                path(exchange),
                query(exchange),
                either(() -> headers(exchange), Headers.EMPTY),
                Body.empty(),
                either(() -> origin(exchange), Origin.LOCAL),
                invocation(exchange));
    }

    /** {@return what stands for a request whose head is refused} */
    static Request unread(HttpServerExchange exchange) {
        return Request.received(NO_METHOD, "/", null, Headers.EMPTY, Body.empty(), Origin.LOCAL, invocation(exchange));
    }

    private static <T> T either(Supplier<T> part, T otherwise) {
        try {
            return part.get();
        } catch (IllegalArgumentException malformed) {
            return otherwise;
        }
    }

    private static Method method(HttpServerExchange exchange) {
        return Method.of(exchange.getRequestMethod().toString());
    }

    /** Never a URL: {@link OriginForm} has made a path of it. */
    static String path(HttpServerExchange exchange) {
        return exchange.getRequestURI();
    }

    private static @Nullable String query(HttpServerExchange exchange) {
        String query = exchange.getQueryString();
        return query.isEmpty() ? null : query;
    }

    private static Headers headers(HttpServerExchange exchange) {
        var map = fields(exchange);
        var fields = new String[count(exchange) * 2];
        int i = 0;
        for (long at = map.fastIterateNonEmpty(); at != -1; at = map.fiNextNonEmpty(at)) {
            var values = map.fiCurrent(at);
            String name = values.getHeaderName().toString();
            for (int j = 0; j < values.size(); j++) {
                fields[i++] = name;
                fields[i++] = values.get(j);
            }
        }
        return Headers.of(fields);
    }

    private static int count(HttpServerExchange exchange) {
        var map = fields(exchange);
        int count = 0;
        for (long at = map.fastIterateNonEmpty(); at != -1; at = map.fiNextNonEmpty(at)) {
            count += map.fiCurrent(at).size();
        }
        return count;
    }

    /** Host decides, else the address that was connected to. */
    private static Origin origin(HttpServerExchange exchange) {
        return Origin.of(exchange.getRequestScheme(), authority(exchange));
    }

    private static String authority(HttpServerExchange exchange) {
        String host = fields(exchange).getFirst(io.undertow.util.Headers.HOST);
        return host == null || host.isEmpty() ? local(exchange.getDestinationAddress()) : host;
    }

    private static String local(InetSocketAddress address) {
        String host = numeric(address);
        return (host.indexOf(':') < 0 ? host : "[" + host + "]") + ":" + address.getPort();
    }

    private static Invocation invocation(HttpServerExchange exchange) {
        var invocation = Invocation.of("undertow").withClientAddress(numeric(exchange.getSourceAddress()));
        String trace = fields(exchange).getFirst(TRACEPARENT);
        return trace == null || TraceContext.parse(trace).isEmpty() ? invocation : invocation.withTrace(trace);
    }

    /** The address without the name of the network interface, which Java appends to some of IPv6. */
    private static String numeric(InetSocketAddress socket) {
        var address = socket.getAddress();
        String text = address == null ? socket.getHostString() : address.getHostAddress();
        int zone = text.indexOf('%');
        return zone < 0 ? text : text.substring(0, zone);
    }
}
