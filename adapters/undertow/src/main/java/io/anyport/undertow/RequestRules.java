package io.anyport.undertow;

import io.anyport.App;
import io.anyport.http.Problem;
import io.anyport.http.Status;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import io.undertow.util.Protocols;
import org.jspecify.annotations.Nullable;

/**
 * What is refused before a body is read: what Undertow lets through, but two servers in a row could understand differently
 * (RFC 9112, section 11.2), and what no application answers. What Undertow's parser has lost cannot be seen here.
 */
final class RequestRules {

    /** The answer to a method, a field or a host that is none. */
    static final Problem MALFORMED = badRequest("The method, a header field or the host is malformed.");

    private static final Problem VERSION = Problem.of(Status.HTTP_VERSION_NOT_SUPPORTED);
    private static final Problem METHOD = Problem.of(Status.NOT_IMPLEMENTED);
    private static final Problem HOST = badRequest("There must be exactly one Host.");
    private static final Problem TWO_LENGTHS = badRequest("Content-Length and Transfer-Encoding exclude each other.");
    private static final Problem LENGTH = badRequest("Content-Length must be one number.");
    private static final Problem OLD_CODING = badRequest("There is no Transfer-Encoding before HTTP/1.1.");
    private static final Problem CODING =
            Problem.of(Status.NOT_IMPLEMENTED).withDetail("The only Transfer-Encoding is chunked.");

    private RequestRules() {}

    private static Problem badRequest(String detail) {
        return Problem.of(Status.BAD_REQUEST).withDetail(detail);
    }

    /** {@return why a request is refused, or null} Also notices a wish to close that Undertow overlooks. */
    static @Nullable Problem refusal(HttpServerExchange exchange, long limit) {
        if (!exchange.isHttp11()
                && !exchange.isHttp10()
                && !exchange.getProtocol().equals(Protocols.HTTP_2_0)) {
            return VERSION;
        }
        var method = exchange.getRequestMethod();
        if (method.equals(Methods.TRACE) || method.equals(Methods.CONNECT)) {
            return METHOD;
        }
        var host = exchange.getRequestHeaders().get(Headers.HOST);
        if (host == null ? exchange.isHttp11() : host.size() != 1) {
            return HOST;
        }
        closeIfAsked(exchange);
        return body(exchange, limit);
    }

    private static @Nullable Problem body(HttpServerExchange exchange, long limit) {
        var codings = exchange.getRequestHeaders().get(Headers.TRANSFER_ENCODING);
        var lengths = exchange.getRequestHeaders().get(Headers.CONTENT_LENGTH);
        if (codings != null) {
            if (lengths != null) {
                return TWO_LENGTHS;
            }
            boolean isChunked = codings.size() == 1 && codings.getFirst().equalsIgnoreCase("chunked");
            return exchange.isHttp10() ? OLD_CODING : isChunked ? null : CODING;
        }
        if (lengths == null) {
            return null;
        }
        return lengths.size() == 1 ? length(lengths.getFirst(), limit) : LENGTH;
    }

    /** The number may be longer than a long, which Undertow's own would not notice. */
    private static @Nullable Problem length(String digits, long limit) {
        for (int i = 0; i < digits.length(); i++) {
            if (digits.charAt(i) < '0' || digits.charAt(i) > '9') {
                return LENGTH;
            }
        }
        if (digits.isEmpty()) {
            return LENGTH;
        }
        boolean isOver = digits.length() > 18 || Long.parseLong(digits) > limit;
        return isOver ? App.tooLarge(limit) : null;
    }

    /** Connection is a list, in one field or in several; Undertow looks at the whole of the first. */
    private static void closeIfAsked(HttpServerExchange exchange) {
        var fields = exchange.getRequestHeaders().get(Headers.CONNECTION);
        if (fields == null) {
            return;
        }
        for (String field : fields) {
            for (String option : field.split(",", -1)) {
                if (option.strip().equalsIgnoreCase("close")) {
                    exchange.setPersistent(false);
                }
            }
        }
    }
}
