package io.anyport.undertow;

import io.anyport.Health;
import io.anyport.Health.Checked;
import io.anyport.http.Problem;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.undertow.server.HttpServerExchange;
import io.undertow.util.Methods;
import java.util.Locale;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Executor;
import java.util.stream.Collectors;

/**
 * Answers at the {@linkplain HealthAddresses addresses}. The JSON is {@code application/json}: what there is for health besides
 * (application/health+json) is a draft that has expired, and whose type nobody registered; its words are kept.
 */
final class HealthAnswers {

    private static final Response LIVE = answer(Status.OK, "{\"status\":\"pass\"}");
    private static final Response NOT_ALLOWED = Problem.of(Status.METHOD_NOT_ALLOWED)
            .withHeader("Allow", "GET, HEAD")
            .response();

    private final HealthAddresses addresses;
    private final Readiness readiness;

    HealthAnswers(HealthAddresses addresses, Readiness readiness) {
        this.addresses = addresses;
        this.readiness = readiness;
    }

    private static Response answer(Status status, String json) {
        return Response.of(status).json(json).withHeader("Cache-Control", "no-store");
    }

    /** Answers what is asked at an address. {@return whether it was; if not, nothing is done about it} */
    boolean has(HttpServerExchange exchange) {
        String path = UndertowRequest.path(exchange);
        boolean isReady = addresses.isReady(path);
        if (!isReady && !addresses.isLive(path)) {
            return false;
        }
        var method = exchange.getRequestMethod();
        if (!method.equals(Methods.GET) && !method.equals(Methods.HEAD)) {
            send(exchange, NOT_ALLOWED);
        } else if (isReady) {
            answerReady(exchange);
        } else {
            send(exchange, LIVE);
        }
        return true;
    }

    private void answerReady(HttpServerExchange exchange) {
        var asked = readiness.ask();
        if (asked == null) {
            String phase = readiness.phase().name().toLowerCase(Locale.ROOT);
            send(exchange, answer(Status.SERVICE_UNAVAILABLE, "{\"status\":\"" + phase + "\"}"));
            return;
        }
        exchange.dispatch((Executor) task -> whenKnown(exchange, asked), () -> {});
    }

    private void whenKnown(HttpServerExchange exchange, CompletableFuture<Health> asked) {
        var unused = asked.thenAccept(health -> send(exchange, answer(health)));
    }

    /** A balancer that asked in time must not be told what was true before. */
    private Response answer(Health health) {
        boolean isReady = health.isPassing() && !readiness.isDraining();
        return answer(isReady ? Status.OK : Status.SERVICE_UNAVAILABLE, json(isReady, health));
    }

    private static String json(boolean isReady, Health health) {
        return health.checks().stream()
                .map(HealthAnswers::member)
                .collect(Collectors.joining(",", "{\"status\":\"" + word(isReady) + "\",\"checks\":{", "}}"));
    }

    /** Names have no characters that JSON would escape. */
    private static String member(Checked checked) {
        return "\"" + checked.name() + "\":\"" + word(checked.isPassing()) + "\"";
    }

    private static String word(boolean isPassing) {
        return isPassing ? "pass" : "fail";
    }

    private void send(HttpServerExchange exchange, Response response) {
        if (readiness.isDraining()) {
            exchange.setPersistent(false);
        }
        ShortAnswer.send(response, exchange);
    }
}
