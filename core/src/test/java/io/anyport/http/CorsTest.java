package io.anyport.http;

import static io.anyport.http.Route.delete;
import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class CorsTest {

    private static final String OWN = "https://app.example";
    private static final String PREFLIGHT_VARY =
            "Origin, Access-Control-Request-Method, Access-Control-Request-Headers";

    private static App app(Filter... filters) {
        return App.of(
                        "test",
                        get("/ok").to(request -> Response.ok().text("hello")),
                        get("/varies").to(request -> Response.ok().withHeader("Vary", "Accept-Language")),
                        get("/varies-by-all").to(request -> Response.ok().withHeader("Vary", "*")),
                        get("/allows").to(request -> Response.ok().withHeader("Access-Control-Allow-Origin", "x")),
                        get("/broken").to(request -> {
                            throw new IllegalStateException("broken");
                        }),
                        post("/closed").to(request -> {
                            throw ProblemException.of(Problem.of(Status.UNAUTHORIZED));
                        }),
                        delete("/ok").to(request -> Response.of(Status.NO_CONTENT)))
                .with(filters);
    }

    private static Request from(String origin, Request request) {
        return request.withHeader("Origin", origin);
    }

    private static Request preflight(String origin, String method, String... headers) {
        var request =
                from(origin, Request.of(Method.OPTIONS, "/ok")).withHeader("Access-Control-Request-Method", method);
        for (String header : headers) {
            request = request.withHeaders(request.headers().plus("Access-Control-Request-Headers", header));
        }
        return request;
    }

    private static void assertNoCors(Response response) {
        response.headers()
                .forEach((name, value) -> assertFalse(
                        name.toLowerCase(java.util.Locale.ROOT).startsWith("access-control-"),
                        () -> name + ": " + value));
    }

    private static Optional<String> allowed(Response response) {
        return response.header("Access-Control-Allow-Origin");
    }

    @ParameterizedTest
    @ValueSource(strings = {"https://anyone.example", "null", "http://localhost:3000", "a b"})
    void anyOriginIsAllowedByAnAnswerThatDoesNotDependOnIt(String origin) {
        var response = app(Cors.anyOrigin()).handle(from(origin, Request.get("/ok")));
        assertEquals(Optional.of("*"), allowed(response));
        assertFalse(response.headers().contains("Vary"));
        assertEquals("hello", response.text());
    }

    @Test
    void anyOriginIsAllowedToCachesThatAskWithoutOne() {
        var response = app(Cors.anyOrigin()).handle(Request.get("/ok"));
        assertEquals(Optional.of("*"), allowed(response));
        assertFalse(response.headers().contains("Vary"));
    }

    @Test
    void anOriginOfTheListIsAllowedByName() {
        var cors = Cors.origins("https://other.example", OWN);
        var response = app(cors).handle(from(OWN, Request.get("/ok")));
        assertEquals(List.of(OWN), response.headers().all("Access-Control-Allow-Origin"));
        assertEquals(List.of("Origin"), response.headers().all("Vary"));
        assertEquals("hello", response.text());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "https://evil.example",
                "https://app.example.evil.example",
                "https://app.example:444",
                "https://app.example/",
                "http://app.example",
                "https://APP.example",
                "https://app.example https://app.example",
                "null",
                ""
            })
    void anotherOriginGetsTheAnswerAndNoHeaders(String origin) {
        var response = app(Cors.origins(OWN)).handle(from(origin, Request.get("/ok")));
        assertNoCors(response);
        assertEquals(List.of("Origin"), response.headers().all("Vary"));
        assertEquals("hello", response.text());
    }

    @Test
    void anAnswerToNoOriginVariesByIt() {
        var response = app(Cors.origins(OWN)).handle(Request.get("/ok"));
        assertNoCors(response);
        assertEquals(List.of("Origin"), response.headers().all("Vary"));
    }

    @Test
    void twoOriginsAreNone() {
        var request = Request.get("/ok").withHeaders(Headers.of("Origin", OWN, "Origin", OWN));
        assertNoCors(app(Cors.origins(OWN)).handle(request));
    }

    @Test
    void nullIsAnOriginOnlyIfItIsNamed() {
        var response = app(Cors.origins("null")).handle(from("null", Request.get("/ok")));
        assertEquals(Optional.of("null"), allowed(response));
    }

    @Test
    void varyStaysOneFieldWithWhatTheHandlerPutThere() {
        var app = app(Cors.origins(OWN));
        assertEquals(
                List.of("Accept-Language, Origin"),
                app.handle(Request.get("/varies")).headers().all("Vary"));
        assertEquals(
                List.of("*"),
                app.handle(Request.get("/varies-by-all")).headers().all("Vary"));
        assertEquals(
                List.of("Origin"),
                app(Cors.origins(OWN), Cors.origins(OWN))
                        .handle(Request.get("/ok"))
                        .headers()
                        .all("Vary"));
    }

    @Test
    void whatAHandlerAllowsByItselfIsReplaced() {
        var response = app(Cors.anyOrigin()).handle(Request.get("/allows"));
        assertEquals(List.of("*"), response.headers().all("Access-Control-Allow-Origin"));
    }

    @Test
    void errorsOfAllKindsCanBeReadByThePage() {
        var app = app(Cors.origins(OWN)).bodyLimit(3);
        var requests = List.of(
                Request.get("/nowhere"),
                Request.post("/ok"),
                Request.get("/ok").withBody(Body.of("four")),
                Request.get("/broken"),
                Request.post("/closed"),
                Request.get("/%"),
                Request.get("/ok?%"));
        var statuses = new ArrayList<Integer>();
        for (var request : requests) {
            var response = app.handle(from(OWN, request));
            assertEquals(Optional.of(OWN), allowed(response), response::toString);
            assertEquals(Optional.of("Origin"), response.header("Vary"), response::toString);
            statuses.add(response.status().code());
        }
        assertEquals(List.of(404, 405, 413, 500, 401, 400, 400), statuses);
    }

    @Test
    void whatAFilterInsideThrowsCanBeReadByThePage() {
        Filter door = next -> request -> {
            throw ProblemException.of(Problem.of(Status.UNAUTHORIZED));
        };
        var response = app(Cors.origins(OWN), door).handle(from(OWN, Request.get("/ok")));
        assertEquals(Status.UNAUTHORIZED, response.status());
        assertEquals(Optional.of(OWN), allowed(response));
    }

    @Test
    void whatAnAdapterRefusesCanBeReadByThePage() {
        var response = app(Cors.origins(OWN)).refuse(from(OWN, Request.get("/ok")), App.tooLarge(1));
        assertEquals(Status.CONTENT_TOO_LARGE, response.status());
        assertEquals(Optional.of(OWN), allowed(response));
    }

    @Test
    void aPreflightIsAnsweredWithWhatItAsksForAndDoesNotReachTheRoutes() {
        Filter unreachable = next -> request -> {
            throw new AssertionError("reached");
        };
        var request = preflight("https://a.example", "DELETE", "X-One, content-type", "x-two");
        var response = app(Cors.anyOrigin(), unreachable).handle(request);
        assertEquals(
                Response.of(Status.NO_CONTENT)
                        .withHeaders(Headers.of(
                                "Access-Control-Allow-Origin", "*",
                                "Access-Control-Allow-Methods", "DELETE",
                                "Access-Control-Allow-Headers", "X-One, content-type, x-two",
                                "Vary", PREFLIGHT_VARY)),
                response);
    }

    @Test
    void aPreflightOfAListedOriginIsAnsweredWithWhatIsConfigured() {
        var cors = Cors.origins(OWN)
                .methods(Method.PUT, Method.DELETE)
                .headers("Content-Type", "X-One")
                .exposing("Location")
                .credentials()
                .maxAge(Duration.ofHours(2));
        assertEquals(
                Response.of(Status.NO_CONTENT)
                        .withHeaders(Headers.of(
                                "Access-Control-Allow-Origin", OWN,
                                "Access-Control-Allow-Credentials", "true",
                                "Access-Control-Allow-Methods", "PUT, DELETE",
                                "Access-Control-Allow-Headers", "content-type, x-one",
                                "Access-Control-Max-Age", "7200",
                                "Vary", PREFLIGHT_VARY)),
                app(cors).handle(preflight(OWN, "PUT", "x-one")));
    }

    @Test
    void aPreflightWithoutHeadersGetsNone() {
        var response = app(Cors.anyOrigin()).handle(preflight(OWN, "GET", " , "));
        assertEquals(Status.NO_CONTENT, response.status());
        assertFalse(response.headers().contains("Access-Control-Allow-Headers"));
        assertFalse(response.headers().contains("Access-Control-Max-Age"));
    }

    @Test
    void aPreflightIsRefusedForOriginMethodAndHeaders() {
        var cors = Cors.origins(OWN).methods(Method.PUT).headers("X-One").credentials();
        var refused = List.of(
                preflight("https://evil.example", "PUT"),
                preflight(OWN, "DELETE"),
                preflight(OWN, "put"),
                preflight(OWN, "PUT, PUT"),
                preflight(OWN, "PUT", "x-one, x-two"),
                preflight(OWN, "PUT", "x-one", "x-two"),
                preflight(OWN, "PUT", "not a token"));
        for (var request : refused) {
            var response = app(cors).handle(request);
            assertEquals(Status.FORBIDDEN, response.status());
            assertEquals(Optional.of(Problem.MEDIA_TYPE), response.header("Content-Type"));
            assertEquals(List.of(PREFLIGHT_VARY), response.headers().all("Vary"));
            assertNoCors(response);
        }
    }

    @Test
    void twoRequestedMethodsAreNone() {
        var request = preflight(OWN, "PUT");
        var twice = request.withHeaders(request.headers().plus("Access-Control-Request-Method", "GET"));
        assertEquals(Status.FORBIDDEN, app(Cors.anyOrigin()).handle(twice).status());
    }

    @Test
    void whatIsAskedForIsNotEchoedUnlessItIsOfItsForm() {
        var app = app(Cors.anyOrigin());
        assertEquals(Status.FORBIDDEN, app.handle(preflight(OWN, "PUT", "a b")).status());
        assertEquals(Status.FORBIDDEN, app.handle(preflight(OWN, "P T")).status());
    }

    @Test
    void optionsThatAreNoPreflightReachTheRoutes() {
        var app = app(Cors.origins(OWN));
        var response = app.handle(from(OWN, Request.of(Method.OPTIONS, "/ok")));
        assertEquals(Optional.of("DELETE, GET, HEAD, OPTIONS"), response.header("Allow"));
        assertEquals(Optional.of(OWN), allowed(response));
        assertEquals(Optional.of(PREFLIGHT_VARY), response.header("Vary"));
        var withoutOrigin = Request.of(Method.OPTIONS, "/ok").withHeader("Access-Control-Request-Method", "PUT");
        assertTrue(app.handle(withoutOrigin).headers().contains("Allow"));
    }

    @Test
    void headersAreExposedAndCredentialsAllowedOnAnswers() {
        var cors = Cors.origins(OWN).exposing("Location", "ETag").credentials();
        var response = app(cors).handle(from(OWN, Request.get("/ok")));
        assertEquals(Optional.of("location, etag"), response.header("Access-Control-Expose-Headers"));
        assertEquals(Optional.of("true"), response.header("Access-Control-Allow-Credentials"));
    }

    @Test
    void aMountedApplicationHasItsOwn() {
        var outer = App.of("outer", Mount.mount("/api", app(Cors.anyOrigin())));
        var preflight =
                from(OWN, Request.of(Method.OPTIONS, "/api/ok")).withHeader("Access-Control-Request-Method", "DELETE");
        assertEquals(Optional.of("*"), allowed(outer.handle(preflight)));
    }

    @Test
    void credentialsAndAnyOriginOrAnyHeaderAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Cors.anyOrigin().credentials());
        assertThrows(
                IllegalArgumentException.class,
                () -> Cors.origins(OWN).exposing("*").credentials());
        assertThrows(
                IllegalArgumentException.class,
                () -> Cors.origins(OWN).credentials().exposing("*"));
        assertEquals(
                Optional.of("*"),
                app(Cors.anyOrigin().exposing("*")).handle(Request.get("/ok")).header("Access-Control-Expose-Headers"));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "*",
                "",
                "app.example",
                "https://",
                "https://app.example/",
                "https://app.example/path",
                "https://app.example?q",
                "https://App.example",
                "HTTPS://app.example",
                "https://user@app.example",
                "https://*.example",
                "https://app.example https://b.example",
                "https://app.example:443",
                "http://app.example:80"
            })
    void anOriginThatNoBrowserSendsIsRefused(String origin) {
        assertThrows(IllegalArgumentException.class, () -> Cors.origins(origin));
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "http://localhost:3000",
                "https://[::1]:8443",
                "app-scheme://host",
                "https://xn--bcher-kva.example"
            })
    void anOriginThatBrowsersSendIsAccepted(String origin) {
        assertEquals(Optional.of(origin), allowed(app(Cors.origins(origin)).handle(from(origin, Request.get("/ok")))));
    }

    @Test
    void anAgeOfZeroForbidsToRemember() {
        var response = app(Cors.anyOrigin().maxAge(Duration.ZERO)).handle(preflight(OWN, "PUT"));
        assertEquals(Optional.of("0"), response.header("Access-Control-Max-Age"));
    }

    @Test
    void noOriginsBadNamesAndNegativeAgesAreRefused() {
        assertThrows(IllegalArgumentException.class, Cors::origins);
        assertThrows(IllegalArgumentException.class, () -> Cors.anyOrigin().headers("a b"));
        assertThrows(IllegalArgumentException.class, () -> Cors.anyOrigin().headers("*"));
        assertThrows(IllegalArgumentException.class, () -> Cors.anyOrigin().exposing("a:"));
        assertThrows(IllegalArgumentException.class, () -> Cors.anyOrigin().maxAge(Duration.ofSeconds(-1)));
    }
}
