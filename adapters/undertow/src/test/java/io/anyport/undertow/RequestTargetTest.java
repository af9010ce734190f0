package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static io.anyport.http.Route.on;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;

import io.anyport.App;
import io.anyport.http.Method;
import io.anyport.http.Request;
import io.anyport.http.Response;
import java.io.IOException;
import java.util.List;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/** What is done to a request's target before the router sees it: nothing. The answers are those in memory. */
final class RequestTargetTest {

    private static final App APP = App.of(
            "targets",
            get("/seen/{rest...}").to(RequestTargetTest::seen),
            get("/{one}").to(RequestTargetTest::seen),
            get("/").to(RequestTargetTest::seen),
            on(Method.of("PURGE"), "/purged").to(RequestTargetTest::seen));

    private static final UndertowServer SERVER = UndertowServer.start(APP, 0);

    @AfterAll
    static void stop() {
        SERVER.stop();
    }

    private static Response seen(Request request) {
        return Response.ok()
                .text(request.path() + " " + request.rawQuery().orElse("no query") + " " + request.query() + " "
                        + request.links().to("/"));
    }

    @TestFactory
    Stream<DynamicTest> pathsAreLookedAtByTheRouterOnly() {
        return same(
                "/",
                "//",
                "//x",
                "/seen//",
                "/a;b",
                "/a;b=c;d",
                "/a;b,c",
                "/;",
                "/seen/a;x/b;y?z",
                "/seen/%2F%3b",
                "/%2e%2e",
                "/..",
                "/../a",
                "/seen/.",
                "/seen/..;/a",
                "/%00",
                "/a%0d%0ab",
                "/%c0%ae",
                "/seen/%7e~",
                "/caf\u00c3\u00a9",
                "/\u00ff",
                "/a\u007f",
                "/a\"b",
                "/a<b>",
                "/a\\b",
                "/a{b}",
                "/a^b|c`",
                "/[a]",
                "/a:b@c!$&'()*+,=");
    }

    @TestFactory
    Stream<DynamicTest> queriesAreDecodedByCoreOnly() {
        return same(
                "/a?b?c", "/a?b=c&d", "/a?b=%26+%2B", "/a?;b", "/a?b#c", "/a#b", "/a?[b]", "/a?b\u00e9", "/a?b=%ff");
    }

    @TestFactory
    Stream<DynamicTest> manyParametersAreNoMatter() {
        return same("/a?" + "b&".repeat(5_000));
    }

    private static Stream<DynamicTest> same(String... targets) {
        return Stream.of(targets)
                .map(target -> dynamicTest("'" + target.substring(0, Math.min(40, target.length())) + "'", () -> {
                    var expected = APP.handle(Request.get(target));
                    var actual = ask("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
                    assertEquals(expected.status(), actual.status());
                    assertEquals(expected.text(), actual.text());
                    assertEquals(expected.header("Content-Type"), actual.header("Content-Type"));
                }));
    }

    @Test
    void badEscapesHaveTheSameStatus() throws IOException {
        for (var target : new String[] {"/%zz", "/%", "/a?%4"}) {
            var actual = ask("GET " + target + " HTTP/1.1\r\nHost: localhost\r\n\r\n");
            assertEquals(APP.handle(Request.get(target)).status(), actual.status());
        }
    }

    @Test
    void aUrlAsTargetDecidesOverHost() throws IOException {
        var answer = ask("GET http://other:99/a;b?c HTTP/1.1\r\nHost: other:99\r\n\r\n");
        assertEquals(APP.handle(Request.get("http://other:99/a;b?c")).text(), answer.text());
        var bare = ask("GET http://other HTTP/1.1\r\nHost: other\r\n\r\n");
        assertEquals(APP.handle(Request.get("http://other/")).text(), bare.text());
    }

    /** RFC 9112, 3.2.2: Host is ignored then. */
    @Test
    void aUrlAsTargetDecidesOverAnotherHost() throws IOException {
        String expected = APP.handle(Request.get("http://other:99/a;b?c")).text();
        for (String host : List.of("a", "other", "another-one.example:8080", "other:99")) {
            String fields = "X: y\r\nhost:  " + host + " \r\nY: z\r\n\r\n";
            assertEquals(
                    expected,
                    ask("GET http://other:99/a;b?c HTTP/1.1\r\n" + fields).text());
        }
        assertEquals(expected, ask("GET http://other:99/a;b?c HTTP/1.0\r\n\r\n").text());
        var query = ask("GET http://other:?c HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals(APP.handle(Request.get("http://other/?c")).text(), query.text());
    }

    /** RFC 9112, 3.2.4. */
    @Test
    void aUrlWithoutAPathAsksForTheServer() throws IOException {
        var answer = ask("OPTIONS http://other HTTP/1.1\r\nHost: a\r\n\r\n");
        assertEquals(APP.handle(Request.of(Method.OPTIONS, "*")).header("Allow"), answer.header("Allow"));
    }

    @Test
    void anAsteriskAsksForTheServer() throws IOException {
        var answer = ask("OPTIONS * HTTP/1.1\r\nHost: localhost\r\n\r\n");
        var expected = APP.handle(Request.of(Method.OPTIONS, "*"));
        assertEquals(expected.status(), answer.status());
        assertEquals(expected.header("Allow"), answer.header("Allow"));
        var get = ask("GET * HTTP/1.1\r\nHost: localhost\r\n\r\n");
        assertEquals(APP.handle(Request.get("*")).status(), get.status());
    }

    private static Response ask(String request) throws IOException {
        try (var client = new SocketClient(SERVER.port())) {
            return client.send(request).answer();
        }
    }
}
