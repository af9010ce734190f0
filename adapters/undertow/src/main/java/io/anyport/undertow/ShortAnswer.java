package io.anyport.undertow;

import io.anyport.http.Response;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.HttpString;
import io.undertow.util.Methods;
import java.nio.ByteBuffer;

/** An answer of the server itself, from any thread and without the application, so that it costs next to nothing. */
final class ShortAnswer {

    private ShortAnswer() {}

    /** Sends an answer in one piece to a request whose body has been read. */
    static void send(Response answer, HttpServerExchange exchange) {
        byte[] body = answer.body().bytes();
        exchange.setStatusCode(answer.status().code());
        answer.headers().forEach((name, value) -> exchange.getResponseHeaders().put(new HttpString(name), value));
        exchange.setResponseContentLength(body.length);
        if (exchange.getRequestMethod().equals(Methods.HEAD)) {
            exchange.endExchange();
        } else {
            exchange.getResponseSender().send(ByteBuffer.wrap(body));
        }
    }
}
