package io.anyport.undertow;

import io.anyport.App;
import io.anyport.HealthChecks;
import io.undertow.server.HttpHandler;
import io.undertow.server.handlers.HttpContinueReadHandler;

/** What answers on the ports of a server, and what that has in common. */
record Bridges(HttpHandler app, HttpHandler health, Readiness readiness, Flights flights) {

    static Bridges of(App app, ServerOptions options, Admission admission) {
        var readiness = new Readiness(HealthChecks.of(app));
        var flights = new Flights();
        var answers = new HealthAnswers(options.health(), readiness);
        var none = new HealthAnswers(HealthAddresses.none(), readiness);
        boolean isApart = options.health().isApart();
        var bridge =
                new UndertowExchange(app, flights, admission, options.clients(), readiness, isApart ? none : answers);
        var health = new UndertowExchange(App.of("health"), flights, admission, options.clients(), readiness, answers);
        return new Bridges(continuing(bridge), continuing(health), readiness, flights);
    }

    /** Only if there is a body to be waited for: else Undertow would close the connection over it (RFC 9110, 10.1.1). */
    private static HttpHandler continuing(HttpHandler handler) {
        var continuing = new HttpContinueReadHandler(handler);
        return exchange -> (exchange.isRequestComplete() ? handler : continuing).handleRequest(exchange);
    }
}
