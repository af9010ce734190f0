package io.anyport.undertow;

import io.undertow.server.HttpServerExchange;
import io.undertow.util.HeaderMap;
import io.undertow.util.Headers;
import io.undertow.util.HttpString;
import io.undertow.util.Protocols;
import java.util.List;

/** What Undertow lets through over HTTP/2 and another server would not understand alike (RFC 9113, 8.2.2 and 8.2.3). */
final class Http2Rules {

    private static final List<HttpString> OF_A_CONNECTION = List.of(
            Headers.CONNECTION,
            Headers.KEEP_ALIVE,
            Headers.TRANSFER_ENCODING,
            Headers.UPGRADE,
            new HttpString("Proxy-Connection"));

    private static final HttpString SETTINGS = new HttpString("HTTP2-Settings");

    private Http2Rules() {}

    static boolean isHttp2(HttpServerExchange exchange) {
        return exchange.getProtocol().equals(Protocols.HTTP_2_0);
    }

    /** {@return whether a request says that it has another length than it has (RFC 9113, 8.1.1), as far as its head tells} */
    static boolean isOfAnotherLength(HttpServerExchange exchange) {
        if (!isHttp2(exchange)) {
            return false;
        }
        for (String length : exchange.getRequestHeaders().eachValue(Headers.CONTENT_LENGTH)) {
            boolean isNumber = !length.isEmpty() && length.chars().allMatch(c -> c >= '0' && c <= '9');
            boolean isZero = length.chars().allMatch(c -> c == '0');
            if (!isNumber || (exchange.isRequestComplete() && !isZero)) {
                return true;
            }
        }
        return false;
    }

    /** {@return whether a request over HTTP/2 has a field that is about the connection} Its cookies become one field. */
    static boolean isMalformed(HttpServerExchange exchange) {
        if (!isHttp2(exchange)) {
            return false;
        }
        var headers = exchange.getRequestHeaders();
        forgetUpgrade(headers);
        var crumbs = headers.get(Headers.COOKIE);
        if (crumbs != null && crumbs.size() > 1) {
            headers.put(Headers.COOKIE, String.join("; ", crumbs));
        }
        String te = headers.getFirst(Headers.TE);
        return (te != null && !te.equalsIgnoreCase("trailers"))
                || OF_A_CONNECTION.stream().anyMatch(headers::contains);
    }

    /** The first request of a connection that was upgraded came over HTTP/1.1, and still has what asked for that. */
    private static void forgetUpgrade(HeaderMap headers) {
        if (headers.contains(SETTINGS) && "h2c".equals(headers.getFirst(Headers.UPGRADE))) {
            headers.remove(SETTINGS);
            headers.remove(Headers.UPGRADE);
            headers.remove(Headers.CONNECTION);
        }
    }
}
