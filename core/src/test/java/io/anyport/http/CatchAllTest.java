package io.anyport.http;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.Invocation;
import io.anyport.Logged;
import io.anyport.mapping.InvalidInput;
import io.anyport.store.StoreException;
import java.io.FileNotFoundException;
import java.io.IOException;
import java.util.List;
import java.util.Optional;
import java.util.logging.Level;
import org.junit.jupiter.api.Test;

final class CatchAllTest {

    private static final String SECRET = "secret";

    /** An application of one route that throws. */
    private static App throwing(Throwable thrown) {
        return App.of("test", get("/{id}").to(request -> {
            if (thrown instanceof Error error) {
                throw error;
            }
            throw (Exception) thrown;
        }));
    }

    private static Request request(String id) {
        return Request.get("/secret?secret").withInvocation(Invocation.local().withId(id));
    }

    @Test
    void whatNobodyExpectedIsA500WithTheIdAndLoggedOnce() {
        var unexpected = List.of(
                new IllegalStateException(SECRET),
                new Exception(SECRET),
                new StackOverflowError(SECRET),
                new OutOfMemoryError(SECRET),
                new AssertionError(SECRET),
                new NoClassDefFoundError(SECRET));
        try (var logged = Logged.by(CatchAll.LOGGER)) {
            for (var thrown : unexpected) {
                String id = "id-" + thrown.getClass().getSimpleName();
                var app = throwing(thrown).with(Cors.anyOrigin(), RequestLog.to(line -> {}));
                var response = app.handle(request(id));
                assertEquals(
                        "{\"title\":\"Internal Server Error\",\"status\":500,\"requestId\":\"" + id + "\"}",
                        response.text());
                assertEquals(Status.INTERNAL_SERVER_ERROR, response.status());
                var records = logged.with(id);
                assertEquals(1, records.size());
                assertSame(thrown, records.get(0).getThrown());
                assertEquals(Level.SEVERE, records.get(0).getLevel());
                assertEquals(
                        "request " + id + " failed, GET /{id}", records.get(0).getMessage());
            }
        }
    }

    @Test
    void whatIsDeclaredIsTheAnswerForTheClassAndThoseBelow() {
        try (var logged = Logged.by(CatchAll.LOGGER)) {
            for (var thrown : List.of(new IOException(SECRET), new FileNotFoundException(SECRET))) {
                var app = throwing(thrown).problem(IOException.class, Status.CONFLICT);
                var response = app.handle(request("id-declared"));
                assertEquals(Problem.of(Status.CONFLICT).response(), response);
            }
            assertEquals(List.of(), logged.with("id-declared"));
        }
    }

    @Test
    void theNearestClassDecidesWhateverTheOrder() {
        var thrown = throwing(new FileNotFoundException(SECRET));
        var up = thrown.problem(FileNotFoundException.class, Status.GONE).problem(IOException.class, Status.CONFLICT);
        var down = thrown.problem(IOException.class, Status.CONFLICT).problem(FileNotFoundException.class, Status.GONE);
        assertEquals(Status.GONE, up.handle(request("a")).status());
        assertEquals(Status.GONE, down.handle(request("a")).status());
        var last = up.problem(FileNotFoundException.class, Status.NOT_FOUND);
        assertEquals(Status.NOT_FOUND, last.handle(request("a")).status());
    }

    @Test
    void aProblemMayBeMadeOfTheException() {
        var app = throwing(new IOException("a \"detail\""))
                .problem(
                        IOException.class,
                        thrown -> Problem.of(Status.CONFLICT).withDetail(String.valueOf(thrown.getMessage())));
        assertTrue(app.handle(request("a")).text().contains("a \\\"detail\\\""));
    }

    @Test
    void aDeclaredFailureOfTheServerIsLoggedToo() {
        try (var logged = Logged.by(CatchAll.LOGGER)) {
            var app = throwing(new IOException(SECRET)).problem(IOException.class, Status.BAD_GATEWAY);
            var response = app.handle(request("id-gateway"));
            assertEquals("{\"title\":\"Bad Gateway\",\"status\":502,\"requestId\":\"id-gateway\"}", response.text());
            assertEquals(1, logged.with("id-gateway").size());
        }
    }

    @Test
    void aDeclarationThatFailsIsAFailureThatKnowsBoth() {
        var thrown = new IOException(SECRET);
        var broken = new IllegalStateException(SECRET);
        try (var logged = Logged.by(CatchAll.LOGGER)) {
            var app = throwing(thrown).problem(IOException.class, e -> {
                throw broken;
            });
            assertEquals(
                    Status.INTERNAL_SERVER_ERROR,
                    app.handle(request("id-broken")).status());
            var known = logged.with("id-broken").get(0).getThrown();
            assertSame(broken, known);
            assertSame(thrown, known.getSuppressed()[0]);
        }
    }

    @Test
    void aProblemThatIsThrownIsTheAnswer() {
        var problem = Problem.of(Status.SERVICE_UNAVAILABLE).withDetail("later").withHeader("Retry-After", "7");
        assertEquals(problem.response(), throwing(ProblemException.of(problem)).handle(request("a")));
    }

    @Test
    void storesFailTheirOwnWay() {
        var cause = new IOException(SECRET);
        assertEquals(Status.CONFLICT, failing(new StoreException.Conflict(SECRET, null, cause)));
        assertEquals(Status.GATEWAY_TIMEOUT, failing(new StoreException.Unknown(SECRET, null, cause)));
        assertEquals(Status.SERVICE_UNAVAILABLE, failing(new StoreException.Throttled(SECRET, null, cause)));
        assertEquals(Status.SERVICE_UNAVAILABLE, failing(new StoreException.Unavailable(SECRET, SECRET, null, cause)));
    }

    private static Status failing(StoreException failure) {
        var response = throwing(failure).handle(request("a"));
        assertFalse(response.text().contains(SECRET), response.text());
        boolean isLater = response.status() == Status.SERVICE_UNAVAILABLE;
        assertEquals(isLater ? "1" : "none", response.header("Retry-After").orElse("none"));
        return response.status();
    }

    @Test
    void inputThatAHandlerRefusesIsTheClients() {
        var response = throwing(InvalidInput.of("title", "a title")).handle(request("a"));
        assertEquals(Status.BAD_REQUEST, response.status());
        assertTrue(response.text().contains("\"pointer\":\"#/title\""), response.text());
    }

    @Test
    void theRouteIsKnownHoweverFarOutItFails() {
        Filter failing = next -> request -> {
            throw new IllegalStateException(SECRET);
        };
        try (var logged = Logged.by(CatchAll.LOGGER)) {
            throwing(new IOException(SECRET)).handle(request("id-inside"));
            throwing(new IOException(SECRET)).with(failing).handle(request("id-filter"));
            for (String id : List.of("id-inside", "id-filter")) {
                assertEquals(
                        "request " + id + " failed, GET /{id}",
                        logged.with(id).get(0).getMessage());
            }
        }
    }

    @Test
    void nullIsNoResponse() {
        var response = App.of("test", get("/").to(request -> nothing())).handle(Request.get("/"));
        assertEquals(Status.INTERNAL_SERVER_ERROR, response.status());
        var filtered = App.of("test").with(next -> request -> nothing()).handle(Request.get("/"));
        assertEquals(Status.INTERNAL_SERVER_ERROR, filtered.status());
    }

    @SuppressWarnings("NullAway") // what is not allowed is what is tested
    private static Response nothing() {
        return null;
    }

    @Test
    void anInterruptionIsKept() {
        var response = throwing(new InterruptedException(SECRET)).handle(request("a"));
        assertEquals(Status.INTERNAL_SERVER_ERROR, response.status());
        assertTrue(Thread.interrupted());
    }

    @Test
    void aFilterOfItsOwn() throws Exception {
        Handler failing = request -> {
            throw new IOException(SECRET);
        };
        var handler = CatchAll.create()
                .answering(IOException.class, thrown -> Problem.of(Status.BAD_REQUEST))
                .around(failing);
        assertEquals(Status.BAD_REQUEST, handler.handle(Request.get("/")).status());
        Filter both = CatchAll.create().then(Cors.anyOrigin());
        assertEquals(
                Optional.empty(), both.around(failing).handle(Request.get("/")).header("Access-Control-Allow-Origin"));
        Filter other = Cors.anyOrigin().then(CatchAll.create());
        assertEquals(
                Optional.of("*"), other.around(failing).handle(Request.get("/")).header("Access-Control-Allow-Origin"));
    }
}
