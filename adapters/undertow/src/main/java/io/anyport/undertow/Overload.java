package io.anyport.undertow;

import io.anyport.http.Problem;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.undertow.server.HttpServerExchange;

/** The answer to what is too much. */
final class Overload {

    private static final Response ANSWER = Problem.of(Status.SERVICE_UNAVAILABLE)
            .withDetail("The server has more requests than it can work on.")
            .withHeader("Retry-After", "1")
            .response();

    private Overload() {}

    /** Answers a request whose body has been read. */
    static void answer(HttpServerExchange exchange) {
        ShortAnswer.send(ANSWER, exchange);
    }
}
