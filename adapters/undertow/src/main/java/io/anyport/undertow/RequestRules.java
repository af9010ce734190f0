package io.anyport.undertow;

import io.anyport.App;
import io.anyport.http.Problem;
import io.anyport.http.Status;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import org.jspecify.annotations.Nullable;

/**
 * What is refused before a body is read: what Undertow lets through, but two servers in a row could understand differently
 * (RFC 9112, section 11.2), and what no application answers. Undertow itself has refused by then: several lengths, a length that is no
 * number, a length and a coding, no Host or several. What its parser has lost cannot be seen here: a version other than 1.0 and 1.1,
 * folded lines.
 */
final class RequestRules {

    /** The answer to a method, a field or a host that is none. */
    static final Problem MALFORMED = badRequest("The method, a header field or the host is malformed.");

    private static final Problem METHOD = Problem.of(Status.NOT_IMPLEMENTED);
    private static final Problem OF_THE_CONNECTION =
            badRequest("There are no header fields about the connection in HTTP/2.");
    private static final Problem OLD_CODING = badRequest("There is no Transfer-Encoding before HTTP/1.1.");
    private static final Problem CODING =
            Problem.of(Status.NOT_IMPLEMENTED).withDetail("The only Transfer-Encoding is chunked.");

    private RequestRules() {}

    private static Problem badRequest(String detail) {
        return Problem.of(Status.BAD_REQUEST).withDetail(detail);
    }

    /** {@return why a request is refused, or null} Also notices a wish to close that Undertow overlooks. */
    static @Nullable Problem refusal(HttpServerExchange exchange, long limit) {
        var method = exchange.getRequestMethod();
        if (method.equals(Methods.TRACE) || method.equals(Methods.CONNECT)) {
            return METHOD;
        }
        if (Http2Rules.isMalformed(exchange)) {
            return OF_THE_CONNECTION;
        }
        closeIfAsked(exchange);
        var headers = exchange.getRequestHeaders();
        String coding = headers.getFirst(Headers.TRANSFER_ENCODING);
        if (coding != null) {
            return exchange.isHttp10() ? OLD_CODING : coding.equalsIgnoreCase("chunked") ? null : CODING;
        }
        String length = headers.getFirst(Headers.CONTENT_LENGTH);
        return length != null && isOver(length, limit) ? App.tooLarge(limit) : null;
    }

    /** The number may be longer than a long, in which case Undertow has taken it for another one. */
    private static boolean isOver(String digits, long limit) {
        return digits.length() > 18 || Long.parseLong(digits) > limit;
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
