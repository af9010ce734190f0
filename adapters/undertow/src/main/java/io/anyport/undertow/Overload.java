package io.anyport.undertow;

import io.anyport.http.Problem;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;

/** The answer to what is too much: sent by an I/O thread, without the application and its filters, so that it costs next to nothing. */
final class Overload {

    private static final Response ANSWER = Problem.of(Status.SERVICE_UNAVAILABLE)
            .withDetail("The server has more requests than it can work on.")
            .withHeader("Retry-After", "1")
            .response();

    private static final byte[] BODY = ANSWER.body().bytes();

    private Overload() {}

    /** Answers a request whose body has been read. */
    static void answer(HttpServerExchange exchange) {
        exchange.setStatusCode(ANSWER.status().code());
        ANSWER.headers().forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        exchange.setResponseContentLength(BODY.length);
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(ByteBuffer.wrap(BODY));
        }
    }
}
