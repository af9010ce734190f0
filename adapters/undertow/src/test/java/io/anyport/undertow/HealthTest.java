package io.anyport.undertow;

import static io.anyport.http.Mount.mount;
import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.HealthCheck;
import io.anyport.HealthChecks;
import io.anyport.http.Filter;
import io.anyport.http.Handler;
import io.anyport.http.Response;
import java.io.IOException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How a server tells how it is. */
@Timeout(60)
final class HealthTest {

    private static final Handler OK = request -> Response.ok().text("the application's");

    private static final HealthCheck FAILING = HealthCheck.of("db", () -> {
        throw new Exception("secret");
    });

    private static App app() {
        return App.of("health", get("/").to(OK));
    }

    private static Response ask(int port, String request) throws IOException {
        try (var client = new SocketClient(port)) {
            String method = request.split(" ", 2)[0];
            return client.send(request + " HTTP/1.1\r\nHost: a\r\n\r\n").answer(method);
        }
    }

    private static String told(int port, String path) throws IOException {
        var answer = ask(port, "GET " + path);
        assertEquals("application/json", answer.header("Content-Type").orElse("none"));
        assertEquals("no-store", answer.header("Cache-Control").orElse("none"));
        return answer.status().code() + " " + answer.text();
    }

    @Test
    void aServerIsReadyWhileItsChecksPassAndAliveAnyway() throws IOException {
        var app = app().checks(HealthCheck.of("cache", () -> {}));
        try (var well = UndertowServer.start(app, 0);
                var ill = UndertowServer.start(app.checks(FAILING), 0)) {
            assertEquals(
                    "200 {\"status\":\"pass\",\"checks\":{\"cache\":\"pass\"}}", told(well.port(), "/health/ready"));
            assertEquals(
                    "503 {\"status\":\"fail\",\"checks\":{\"cache\":\"pass\",\"db\":\"fail\"}}",
                    told(ill.port(), "/health/ready"));
            assertEquals("200 {\"status\":\"pass\"}", told(ill.port(), "/health/live"));
        }
    }

    @Test
    void itIsNotReadyWhileItStarts() {
        var readiness = new Readiness(HealthChecks.of(app()));
        assertEquals(null, readiness.ask());
        assertEquals(Readiness.Phase.STARTING, readiness.phase());
    }

    @Test
    void livenessAsksNobody() throws IOException {
        var asked = new AtomicInteger();
        var app = app().checks(HealthCheck.of("counting", asked::incrementAndGet));
        try (var server = UndertowServer.start(app, 0)) {
            told(server.port(), "/health/live");
            ask(server.port(), "POST /health/ready");
            assertEquals(0, asked.get());
            told(server.port(), "/health/ready");
            assertEquals(1, asked.get());
        }
    }

    @Test
    void onlyGetAndHeadAreAnswered() throws IOException {
        try (var server = UndertowServer.start(
                        app().checks(FAILING), ServerOptions.onPort(0).drainDelay(Duration.ZERO));
                var client = new SocketClient(server.port())) {
            for (var path : List.of("/health/live", "/health/ready")) {
                int status = path.endsWith("live") ? 200 : 503;
                var head = client.send("HEAD " + path + " HTTP/1.1\r\nHost: a\r\n\r\n")
                        .answer("HEAD");
                var get = client.send("GET http://b" + path + "?x HTTP/1.1\r\nHost: b\r\n\r\n")
                        .answer();
                assertEquals(status, head.status().code());
                assertEquals(status, get.status().code());
                assertEquals(head.header("Content-Length"), get.header("Content-Length"));
                var other = client.send("POST " + path + " HTTP/1.1\r\nHost: a\r\nContent-Length: 3\r\n\r\nabc")
                        .answer();
                assertEquals(405, other.status().code());
                assertEquals("GET, HEAD", other.header("Allow").orElse("none"));
            }
            assertEquals(
                    200,
                    client.send("GET /health/live HTTP/1.0\r\n\r\n")
                            .answer()
                            .status()
                            .code());
        }
    }

    @Test
    void neitherFiltersNorLimitsAreInTheWay() throws Exception {
        var entered = new CountDownLatch(1);
        var released = new CountDownLatch(1);
        var filtered = new AtomicInteger();
        Filter counting = next -> request -> {
            filtered.incrementAndGet();
            return next.handle(request);
        };
        var app = App.of("full", get("/").to(request -> {
                    entered.countDown();
                    released.await();
                    return Response.ok();
                }))
                .with(counting);
        try (var server = UndertowServer.start(app, ServerOptions.onPort(0).limits(1, 0));
                var client = new SocketClient(server.port())) {
            client.send("GET / HTTP/1.1\r\nHost: a\r\n\r\n");
            assertTrue(entered.await(10, TimeUnit.SECONDS));
            assertEquals(503, ask(server.port(), "GET /").status().code());
            assertEquals("200 {\"status\":\"pass\",\"checks\":{}}", told(server.port(), "/health/ready"));
            assertEquals("200 {\"status\":\"pass\"}", told(server.port(), "/health/live"));
            assertEquals(1, filtered.get());
            released.countDown();
        }
    }

    @Test
    void aCheckThatHangsIsNotWaitedForLongerThanItsLimit() throws IOException {
        var app = app().checks(HealthCheck.of("stuck", () -> new CountDownLatch(1).await())
                .limit(Duration.ofMillis(50)));
        try (var server = UndertowServer.start(app, 0)) {
            assertEquals(
                    "503 {\"status\":\"fail\",\"checks\":{\"stuck\":\"fail\"}}", told(server.port(), "/health/ready"));
        }
    }

    @Test
    void theAddressesAreOthersOrNoneOrOnAPortOfTheirOwn() throws IOException {
        var app = App.of("own", get("/health/ready").to(OK));
        var elsewhere = HealthAddresses.at("/-/alive", "/-/ready");
        try (var other = UndertowServer.start(app, ServerOptions.onPort(0).health(elsewhere));
                var none = UndertowServer.start(app, ServerOptions.onPort(0).health(HealthAddresses.none()));
                var apart =
                        UndertowServer.start(app, ServerOptions.onPort(0).health(HealthAddresses.USUAL.onPort(0)))) {
            assertEquals("200 {\"status\":\"pass\",\"checks\":{}}", told(other.port(), "/-/ready"));
            assertEquals("200 {\"status\":\"pass\"}", told(other.port(), "/-/alive"));
            assertEquals("200 {\"status\":\"pass\",\"checks\":{}}", told(apart.healthPort(), "/health/ready"));
            for (var server : List.of(other, none, apart)) {
                assertEquals(
                        "the application's",
                        ask(server.port(), "GET /health/ready").text());
                assertEquals(
                        404, ask(server.port(), "GET /health/live").status().code());
            }
            assertEquals(404, ask(apart.healthPort(), "GET /").status().code());
            assertEquals(400, ask(apart.healthPort(), "GET x").status().code());
            assertThrows(IllegalStateException.class, other::healthPort);
            assertThrows(IllegalStateException.class, apart::clearPort);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready"})
    void aRouteThatWouldBeHiddenIsRefusedAtTheStart(String path) {
        for (var app : List.of(
                App.of("direct", post(path).to(OK)),
                App.of(
                        "mounted",
                        mount("/health", App.of("inner", get(path.substring(7)).to(OK)))))) {
            var refused = assertThrows(IllegalStateException.class, () -> UndertowServer.start(app, 0));
            assertTrue(String.valueOf(refused.getMessage()).contains(path), refused.getMessage());
            assertTrue(String.valueOf(refused.getMessage()).contains("ServerOptions.health"), refused.getMessage());
        }
        UndertowServer.start(App.of("wider", get("/{a}/{b}").to(OK)), 0).stop();
    }

    @Test
    void addressesAreChecked() {
        assertThrows(IllegalArgumentException.class, () -> HealthAddresses.at("/a", "/a"));
        for (var bad : List.of("a", "/", "/a/", "/a b", "/a?b", "/%61", "")) {
            assertThrows(IllegalArgumentException.class, () -> HealthAddresses.at(bad, "/b"));
            assertThrows(IllegalArgumentException.class, () -> HealthAddresses.at("/b", bad));
        }
        assertThrows(IllegalArgumentException.class, () -> HealthAddresses.USUAL.onPort(-1));
        assertThrows(IllegalStateException.class, () -> HealthAddresses.none().onPort(0));
        assertFalse(HealthAddresses.USUAL.isApart());
    }
}
