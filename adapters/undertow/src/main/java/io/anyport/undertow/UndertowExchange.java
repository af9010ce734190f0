package io.anyport.undertow;

import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Problem;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.undertow.server.HttpHandler;
import io.undertow.server.HttpServerExchange;
import java.io.IOException;
import java.lang.System.Logger.Level;
import java.util.concurrent.Executor;
import java.util.concurrent.RejectedExecutionException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Consumer;
import org.xnio.IoUtils;

/**
 * The way of a request through the server: looked at and read on an I/O thread, answered by the application on a thread of its own.
 * Thread-safe.
 */
final class UndertowExchange implements HttpHandler {

    private static final System.Logger LOGGER = System.getLogger("io.anyport.undertow");

    private static final Problem STOPPING =
            Problem.of(Status.SERVICE_UNAVAILABLE).withDetail("The server is being stopped.");

    private static final Problem CROWDED = Problem.of(Status.SERVICE_UNAVAILABLE)
            .withDetail("The server has more bodies than it has room for.")
            .withHeader("Retry-After", "1");

    private final App app;
    private final Flights flights;
    private final Admission admission;
    private final Clients clients;
    private final Readiness readiness;
    private final HealthAnswers health;
    private final Readers readers;
    private final Room bodies;

    UndertowExchange(
            App app, Flights flights, Admission admission, Clients clients, Readiness readiness, HealthAnswers health) {
        this.app = app;
        this.readiness = readiness;
        this.health = health;
        this.flights = flights;
        this.admission = admission;
        this.clients = clients;
        this.readers = clients.readers();
        this.bodies = new Room(clients.memory().bodies());
    }

    @Override
    public void handleRequest(HttpServerExchange exchange) {
        if (Http2Streams.isDropped(exchange)) {
            return;
        }
        var source = StrictSource.of(exchange);
        int number = source == null ? 0 : source.begin();
        var violation = RefusedHead.violation(exchange);
        if (violation != null) {
            dispatch(exchange, () -> refuseUnread(exchange, problem(violation)));
            return;
        }
        var refused = flights.isClosed() ? STOPPING : RequestRules.refusal(exchange, app.bodyLimit());
        if (refused != null) {
            dispatch(exchange, () -> refuse(exchange, refused));
        } else if (exchange.isRequestComplete()) {
            received(exchange, Body.empty(), () -> {});
        } else {
            if (Http2Rules.isHttp2(exchange)) {
                UndertowRequest.keepFields(exchange);
            }
            BodyReader.read(exchange, app.bodyLimit(), clients.pace(), bodies, this, number);
        }
    }

    /** Goes on with a body that has been read to its end, and says when it is of no use any more. */
    void received(HttpServerExchange exchange, Body body, Runnable over) {
        if (flights.isClosed()) {
            over.run();
            dispatch(exchange, () -> refuse(exchange, STOPPING));
            return;
        }
        if (health.has(exchange)) {
            return;
        }
        count(exchange);
        flights.beginTask();
        Runnable end = () -> {
            over.run();
            flights.endTask();
        };
        var ticket = new Ticket(exchange, admission, entry -> run(exchange, () -> answer(exchange, body, entry)), end);
        exchange.dispatch(
                (Executor) task -> {
                    Http2Streams.onDeparture(exchange, ticket::leave);
                    if (!admission.enter(ticket)) {
                        end.run();
                        closeIfDraining(exchange);
                        Overload.answer(exchange);
                    }
                },
                ticket);
    }

    /** Goes on with a body that is over the limit, of which there may be more to come. */
    void exceeded(HttpServerExchange exchange) {
        dispatch(exchange, () -> refuse(exchange, App.tooLarge(app.bodyLimit())));
    }

    /** Goes on with a body for which there is no room. */
    void crowded(HttpServerExchange exchange) {
        dispatch(exchange, () -> refuse(exchange, CROWDED));
    }

    /** Goes on with a body that is none. */
    void broken(HttpServerExchange exchange, Violation violation) {
        dispatch(exchange, () -> refuse(exchange, problem(violation)));
    }

    /** From now on it is in flight; a body that may never come is not waited for. */
    private void count(HttpServerExchange exchange) {
        flights.beginExchange();
        exchange.addExchangeCompleteListener(flights);
    }

    private void dispatch(HttpServerExchange exchange, Runnable task) {
        count(exchange);
        flights.beginTask();
        try {
            exchange.dispatch(admission.threads(), () -> {
                try {
                    run(exchange, task);
                } finally {
                    flights.endTask();
                }
            });
        } catch (RejectedExecutionException e) { // the server has been stopped
            flights.endTask();
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private void run(HttpServerExchange exchange, Runnable task) {
        try {
            task.run();
        } catch (RuntimeException | Error e) {
            LOGGER.log(Level.ERROR, "an exchange failed, its connection is closed", e);
            IoUtils.safeClose(exchange.getConnection());
        }
    }

    private void answer(HttpServerExchange exchange, Body body, Ticket ticket) {
        Request request;
        try {
            request = app.identified(clients.proxies().apply(UndertowRequest.of(exchange, body)));
        } catch (IllegalArgumentException malformed) {
            refuse(exchange, RequestRules.MALFORMED);
            return;
        }
        var response = app.handle(request);
        if (ticket.isGone()) {
            response.body().discard();
            exchange.endExchange();
        } else {
            respond(exchange, request, response);
        }
    }

    private void refuse(HttpServerExchange exchange, Problem problem) {
        exchange.setPersistent(false);
        var request = app.identified(clients.proxies().apply(UndertowRequest.asFarAsPossible(exchange)));
        respond(exchange, request, app.refuse(request, problem));
    }

    private Problem problem(Violation violation) {
        return violation == Violation.TOO_LONG ? App.tooLarge(app.bodyLimit()) : violation.problem();
    }

    /** Of a request of which nothing can be told. */
    private void refuseUnread(HttpServerExchange exchange, Problem problem) {
        exchange.setPersistent(false);
        var request = UndertowRequest.unread(exchange);
        respond(exchange, request, app.refuse(request, problem));
    }

    private void respond(HttpServerExchange exchange, Request request, Response response) {
        closeIfDraining(exchange);
        send(exchange, request, () -> UndertowResponse.send(response, exchange, readers, goingOn(exchange, request)));
    }

    /** {@return what asks for a worker that goes on with an answer} */
    private Consumer<Outflow> goingOn(HttpServerExchange exchange, Request request) {
        return outflow -> {
            var isBegun = new AtomicBoolean();
            Runnable task = () -> {
                isBegun.set(true);
                run(exchange, () -> send(exchange, request, outflow::send));
            };
            Runnable end = () -> {
                if (!isBegun.get()) { // the server has been stopped
                    outflow.end();
                }
                flights.endTask();
            };
            flights.beginTask();
            admission.resume(new Ticket(exchange, admission, ticket -> task.run(), end));
        };
    }

    /** A part of an answer that is being sent. */
    private interface Sending {
        void run() throws IOException, FailedAnswer;
    }

    private void send(HttpServerExchange exchange, Request request, Sending sending) {
        try {
            sending.run();
        } catch (FailedAnswer failed) {
            fallBack(exchange, request, failed);
        } catch (IOException gone) {
            LOGGER.log(Level.DEBUG, "the client has gone", gone);
            IoUtils.safeClose(exchange.getConnection());
            exchange.endExchange();
        }
    }

    private void closeIfDraining(HttpServerExchange exchange) {
        if (readiness.isDraining()) {
            exchange.setPersistent(false);
        }
    }

    /** What has not begun can be another answer; what has begun must not look as if it were complete. */
    private void fallBack(HttpServerExchange exchange, Request request, FailedAnswer failed) {
        String id = request.invocation().id();
        LOGGER.log(Level.ERROR, "request " + id + ": " + failed.getMessage(), failed.getCause());
        if (exchange.isResponseStarted()) {
            UndertowResponse.breakOff(exchange);
            return;
        }
        exchange.getResponseHeaders().clear();
        var problem = Problem.of(Status.INTERNAL_SERVER_ERROR).withRequestId(id);
        try {
            UndertowResponse.send(app.refuse(request, problem), exchange, readers, goingOn(exchange, request));
        } catch (FailedAnswer | IOException again) {
            UndertowResponse.breakOff(exchange);
        }
    }
}
