package io.anyport.undertow;

import io.anyport.App;
import io.anyport.http.Problem;
import io.anyport.http.Status;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Headers;
import io.undertow.util.Methods;
import org.jspecify.annotations.Nullable;

/**
 * What is refused before a body is read although its head is right: what no application answers, and a length that is too large.
 * {@link StrictSource} has refused by then what is malformed.
 */
final class RequestRules {

    /** The answer to a method, a field or a host that is none. */
    static final Problem MALFORMED = badRequest("The method, a header field or the host is malformed.");

    private static final Problem METHOD = Problem.of(Status.NOT_IMPLEMENTED);
    private static final Problem OF_THE_CONNECTION =
            badRequest("There are no header fields about the connection in HTTP/2.");

    private static final Problem LENGTH = badRequest("The Content-Length is not that of the body.");

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
        if (Http2Rules.isOfAnotherLength(exchange)) {
            return LENGTH;
        }
        closeIfAsked(exchange);
        String length = exchange.getRequestHeaders().getFirst(Headers.CONTENT_LENGTH);
        return length != null && isOver(length, limit) ? App.tooLarge(limit) : null;
    }

    /** The number may be longer than a long, in which case Undertow has taken it for another one. */
    private static boolean isOver(String digits, long limit) {
        int zeros = 0;
        while (zeros < digits.length() - 1 && digits.charAt(zeros) == '0') {
            zeros++;
        }
        return digits.length() - zeros > 18 || Long.parseLong(digits) > limit;
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
