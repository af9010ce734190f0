package io.anyport.http;

import static io.anyport.http.Group.group;
import static io.anyport.http.Mount.mount;
import static io.anyport.http.Route.delete;
import static io.anyport.http.Route.get;
import static io.anyport.http.Route.on;
import static io.anyport.http.Route.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.Binding;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Random;
import java.util.TreeSet;
import java.util.concurrent.atomic.AtomicBoolean;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class RouterTest {

    /** Answers which route it was, with the values of its parameters. */
    private static Response tell(Request request) {
        var route = request.route().orElseThrow();
        var text = new StringBuilder(route.toString());
        for (String name : route.template().parameters()) {
            text.append(' ').append(request.parameters(name));
        }
        return Response.ok().text(text.toString());
    }

    private static App app(String... routes) {
        var bindings = new ArrayList<Binding>();
        for (String route : routes) {
            int space = route.indexOf(' ');
            bindings.add(on(Method.of(route.substring(0, space)), route.substring(space + 1))
                    .to(RouterTest::tell));
        }
        return App.of("test", bindings.toArray(new Binding[0]));
    }

    private static String ask(App app, String request) {
        int space = request.indexOf(' ');
        var response = app.handle(Request.of(Method.of(request.substring(0, space)), request.substring(space + 1)));
        return response.status() == Status.OK
                ? response.text()
                : response.status().code()
                        + response.header("Allow").map(allow -> " " + allow).orElse("");
    }

    private static final App MANY = app(
            "GET /",
            "GET /todos",
            "POST /todos",
            "GET /todos/",
            "GET /todos/{id}",
            "GET /todos/new",
            "PUT /todos/{id}",
            "GET /todos/{id}/tags/{tag}",
            "GET /todos/new/{kind}",
            "GET /files/{rest...}",
            "GET /files/{name}",
            "GET /files/a/b",
            "DELETE /files/{rest...}",
            "OPTIONS /own",
            "HEAD /head",
            "GET /caf\u00e9/a b",
            "PURGE /cache");

    @ParameterizedTest
    @CsvSource(
            value = {
                "GET / | GET /",
                "GET /todos | GET /todos",
                "GET /todos/ | GET /todos/",
                "GET /todos/1 | GET /todos/{id} [1]",
                "GET /todos/a%2Fb | GET /todos/{id} [a/b]",
                "GET /todos/1/ | 404",
                "GET //todos | 404",
                "GET /Todos | 404",
                "GET /todo | 404",
                "GET /todoss | 404",
                // a literal beats a parameter, but for the methods that it has
                "GET /todos/new | GET /todos/new",
                "PUT /todos/new | PUT /todos/{id} [new]",
                "GET /todos/ne%77 | GET /todos/new",
                "GET /todos/New | GET /todos/{id} [New]",
                // where the literal leads nowhere, the parameter is tried
                "GET /todos/new/tags/x | GET /todos/{id}/tags/{tag} [new] [x]",
                "GET /todos/new/x | GET /todos/new/{kind} [x]",
                "GET /todos/old/x | 404",
                // a parameter is one segment that is not empty
                "GET /todos//tags/x | 404",
                "GET /todos/1/tags/ | 404",
                // a parameter beats a rest, a literal both
                "GET /files/a | GET /files/{name} [a]",
                "GET /files/a/b | GET /files/a/b",
                "GET /files/a/c | GET /files/{rest...} [a, c]",
                "GET /files/a/b/c | GET /files/{rest...} [a, b, c]",
                "GET /files/ | GET /files/{rest...} []",
                "GET /files | 404",
                "GET /files// | GET /files/{rest...} [, ]",
                "GET /files/a%2Fb/c%25 | GET /files/{rest...} [a/b, c%]",
                "DELETE /files/a | DELETE /files/{rest...} [a]",
                // escapes in literals
                "GET /caf%C3%A9/a%20b | GET /caf\u00e9/a b",
                "GET /caf%c3%a9/%61%20%62 | GET /caf\u00e9/a b",
                // methods
                "PURGE /cache | PURGE /cache",
                "purge /cache | 405 OPTIONS, PURGE",
                "DELETE /todos | 405 GET, HEAD, OPTIONS, POST",
                "DELETE /todos/new | 405 GET, HEAD, OPTIONS, PUT",
                "POST /files/a | 405 DELETE, GET, HEAD, OPTIONS",
                "POST /nowhere | 404",
                "OPTIONS /todos | 204 GET, HEAD, OPTIONS, POST",
                "OPTIONS /nowhere | 404",
                "OPTIONS /own | OPTIONS /own",
                "OPTIONS * | 204 DELETE, GET, HEAD, OPTIONS, POST, PURGE, PUT",
                "GET * | 400",
                "GET /head | 405 HEAD, OPTIONS",
            },
            delimiter = '|')
    void aRequestFindsItsRoute(String request, String expected) {
        assertEquals(expected, ask(MANY, request));
    }

    @Test
    void theOrderOfDeclarationDoesNotMatter() {
        var routes =
                List.of("GET /{a}/{b}", "GET /{a}/x", "GET /x/{b}", "GET /x/x", "GET /{rest...}", "GET /x/{rest...}");
        var random = new Random(1);
        for (int i = 0; i < 50; i++) {
            var shuffled = new ArrayList<>(routes);
            java.util.Collections.shuffle(shuffled, random);
            var app = app(shuffled.toArray(new String[0]));
            assertEquals("GET /x/x", ask(app, "GET /x/x"));
            assertEquals("GET /x/{b} [y]", ask(app, "GET /x/y"));
            assertEquals("GET /{a}/x [y]", ask(app, "GET /y/x"));
            assertEquals("GET /{a}/{b} [y] [y]", ask(app, "GET /y/y"));
            assertEquals("GET /x/{rest...} []", ask(app, "GET /x/"));
            assertEquals("GET /{rest...} [y, ]", ask(app, "GET /y/"));
            assertEquals("GET /{rest...} [x]", ask(app, "GET /x"));
        }
    }

    @Test
    void theTreeAgreesWithAListOfTemplates() {
        var random = new Random(7);
        for (int round = 0; round < 100; round++) {
            var templates = new TreeSet<String>();
            for (int i = 0; i < 8; i++) {
                templates.add(randomTemplate(random));
            }
            var app = app(templates.stream().map(template -> "GET " + template).toArray(String[]::new));
            for (int i = 0; i < 20; i++) {
                String path = randomPath(random);
                assertEquals(best(templates, path), ask(app, "GET " + path).replaceAll("^GET (\\S+).*", "$1"), path);
            }
        }
    }

    private static String randomTemplate(Random random) {
        var template = new StringBuilder();
        int depth = 1 + random.nextInt(4);
        for (int i = 0; i < depth; i++) {
            template.append(List.of("/a", "/b", "/", "/{p" + i + "}").get(random.nextInt(4)));
        }
        return random.nextInt(4) == 0 ? template + "/{r...}" : template.toString();
    }

    private static String randomPath(Random random) {
        var path = new StringBuilder();
        int depth = 1 + random.nextInt(5);
        for (int i = 0; i < depth; i++) {
            path.append(List.of("/a", "/b", "/", "/c").get(random.nextInt(4)));
        }
        return path.toString();
    }

    /** Slowly, and in another way: of all that match, the one whose leftmost difference is the more exact. */
    private static String best(Iterable<String> templates, String path) {
        String best = "404";
        String bestRank = "~";
        for (String template : templates) {
            String regex = template.replaceAll("\\{r\\.\\.\\.}", ".*").replaceAll("\\{p\\d}", "[^/]+");
            String rank = template.replaceAll("\\{r\\.\\.\\.}", "3")
                    .replaceAll("\\{p\\d}", "2")
                    .replaceAll("[ab]|(?<=/)(?=/|$)", "1");
            if (path.matches(regex) && rank.compareTo(bestRank) < 0) {
                best = template;
                bestRank = rank;
            }
        }
        return best;
    }

    @Test
    void headIsGetWithoutContent() {
        var app = App.of(
                "test",
                get("/text").to(request -> Response.ok().text("hello")),
                get("/empty").to(request -> Response.ok()),
                get("/stream").to(request -> Response.ok().withBody(Body.of(new ByteArrayInputStream(new byte[7])))),
                get("/sized").to(request -> Response.ok().withBody(Body.of(new ByteArrayInputStream(new byte[7]), 7))),
                get("/told").to(request -> Response.ok().withHeader("Content-Length", "9")),
                get("/{x}").to(request -> Response.ok().text("get")),
                on(Method.HEAD, "/{x}").to(request -> Response.ok().withHeader("Own", "1")));
        assertEquals(
                Response.ok()
                        .withHeaders(Headers.of("Content-Type", "text/plain; charset=utf-8", "Content-Length", "5")),
                head(app, "/text"));
        assertEquals(List.of("0"), head(app, "/empty").headers().all("Content-Length"));
        assertEquals(List.of(), head(app, "/stream").headers().all("Content-Length"));
        assertEquals(List.of("7"), head(app, "/sized").headers().all("Content-Length"));
        assertEquals(List.of("9"), head(app, "/told").headers().all("Content-Length"));
        assertEquals(Optional.of("1"), head(app, "/x").header("Own"));
        var absent = head(app, "/a/b");
        assertEquals(Status.NOT_FOUND, absent.status());
        assertTrue(absent.headers().contains("Content-Length") && absent.text().isEmpty());
    }

    private static Response head(App app, String path) {
        var response = app.handle(Request.of(Method.HEAD, path));
        assertEquals("", response.text());
        return response;
    }

    @ParameterizedTest
    @CsvSource({"HEAD, 200, true", "GET, 200, false", "GET, 204, true", "GET, 304, true", "HEAD, 404, true"})
    void streamsThatNobodyReadsAreClosed(String method, int status, boolean expected) {
        var isClosed = new AtomicBoolean();
        var stream = new ByteArrayInputStream(new byte[1]) {
            @Override
            public void close() throws IOException {
                isClosed.set(true);
                throw new IOException("of no interest");
            }
        };
        var app = App.of(
                "test", get("/").to(request -> Response.of(Status.of(status)).withBody(Body.of(stream))));
        assertEquals(
                status, app.handle(Request.of(Method.of(method), "/")).status().code());
        assertEquals(expected, isClosed.get());
    }

    @Test
    void statusesWithoutContentHaveNone() {
        var app = App.of(
                "test", get("/").to(request -> Response.of(Status.NO_CONTENT).withBody(Body.of("hello"))));
        assertEquals(Response.of(Status.NO_CONTENT), app.handle(Request.get("/")));
    }

    @ParameterizedTest
    @CsvSource({
        "GET /a, GET /a",
        "GET /{a}, GET /{b}",
        "GET /{a}/x/{b}, GET /{b}/x/{a}",
        "GET /{a...}, GET /{b...}",
        "GET /, GET /",
    })
    void routesWithEqualRightAreRefusedByName(String first, String second) {
        var thrown = assertThrows(IllegalArgumentException.class, () -> app("GET /other", first, second));
        String text = String.valueOf(thrown.getMessage());
        assertTrue(text.contains("'" + first + "'") && text.contains("'" + second + "'"), text);
    }

    @ParameterizedTest
    @CsvSource({
        "GET /a, POST /a",
        "GET /{a}, GET /a",
        "GET /a, GET /a/",
        "GET /{a...}, GET /{a}",
        "GET /{a}/x, GET /{b}/y"
    })
    void routesWithDifferentRightAreNot(String first, String second) {
        assertEquals(2, app(first, second).routes().size());
    }

    @Test
    void mountsWithEqualRightAreRefusedByName() {
        Handler handler = request -> Response.ok();
        var thrown = assertThrows(
                IllegalArgumentException.class,
                () -> App.of("test", mount("/a", handler), group("/a", get("/b").to(handler)), mount("/a", handler)));
        assertTrue(String.valueOf(thrown.getMessage()).contains("'/a/*'"), thrown::toString);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "a",
                "a/b",
                "/{}",
                "/{a",
                "/a}",
                "/{a}b",
                "/x{a}",
                "/{a}{b}",
                "/{a-b}",
                "/{1a}",
                "/{a}/{a}",
                "/{a}/{a...}",
                "/{a...}/b",
                "/{a..}",
                "/{...}",
                "/{ a}",
                "/.",
                "/..",
                "/a/../b",
                "/a/./b",
                "/a\nb",
                "/{a b}",
                "/}{"
            })
    void aTemplateThatCannotBeMeantIsRefused(String template) {
        assertThrows(IllegalArgumentException.class, () -> get(template));
    }

    @Test
    void aRouteIsAValueThatCanBeListed() {
        var route = get("/a/{b}").to(RouterTest::tell);
        assertEquals(Method.GET, route.method());
        assertEquals("/a/{b}", route.path());
        assertEquals("GET /a/{b}", route.toString());
        assertEquals(
                List.of("GET /a/{b}", "PUT /c", "/d/*"),
                App.of("test", route, put("/c").to(RouterTest::tell), mount("/d", RouterTest::tell)).bindings().stream()
                        .map(Binding::toString)
                        .toList());
    }

    @Test
    void anotherBindingIsRefused() {
        var stranger = new Binding() {};
        assertThrows(IllegalArgumentException.class, () -> App.of("test", stranger));
        assertThrows(IllegalArgumentException.class, () -> App.of("test", group("/a", stranger)));
    }

    private static Filter adding(String name) {
        return next -> request -> {
            var response = next.handle(
                    request.withHeader("Seen", request.header("Seen").orElse("") + name));
            return response.withHeader("Way", response.header("Way").orElse("") + name);
        };
    }

    private static Response seen(Request request) {
        return tell(request).withHeader("Seen", request.header("Seen").orElse(""));
    }

    @Test
    void groupsHavePrefixesParametersAndFilters() {
        var app = App.of(
                        "test",
                        group(
                                        "/lists/{list}",
                                        get("/todos/{id}").to(RouterTest::seen).with(adding("e"), adding("f")),
                                        group("/more", get("").to(RouterTest::seen))
                                                .with(adding("d")))
                                .with(adding("b"), adding("c")),
                        group("", get("/plain").to(RouterTest::seen)).with(adding("x")),
                        get("/bare").to(RouterTest::seen))
                .with(adding("a"));
        var response = app.handle(Request.get("/lists/home/todos/1"));
        assertEquals("GET /lists/{list}/todos/{id} [home] [1]", response.text());
        assertEquals(Optional.of("abcef"), response.header("Seen"));
        assertEquals(Optional.of("fecba"), response.header("Way"));
        assertEquals(
                Optional.of("abcd"), app.handle(Request.get("/lists/home/more")).header("Seen"));
        assertEquals(Optional.of("ax"), app.handle(Request.get("/plain")).header("Seen"));
        assertEquals(Optional.of("a"), app.handle(Request.get("/bare")).header("Seen"));
        assertEquals(Optional.of("a"), app.handle(Request.get("/lists/home")).header("Way"));
        assertEquals(Optional.of("a"), app.handle(Request.post("/bare")).header("Way"));
        assertEquals(Optional.of("a"), app.handle(Request.get("/%")).header("Way"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"/", "a", "/a/", "/{a...}", "/{a}/", "/.."})
    void aGroupsPrefixIsPathOfRoutes(String prefix) {
        assertThrows(
                IllegalArgumentException.class, () -> group(prefix, get("/b").to(RouterTest::tell)));
    }

    @Test
    void onlyInAGroupMayAPathBeEmpty() {
        var empty = get("").to(RouterTest::tell);
        assertThrows(IllegalArgumentException.class, () -> App.of("test", empty));
        assertThrows(IllegalArgumentException.class, () -> App.of("test", group("", empty)));
        assertEquals("GET /a", ask(App.of("test", group("/a", empty)), "GET /a"));
    }

    @Test
    void aParameterOfAGroupMayNotStandTwice() {
        assertThrows(
                IllegalArgumentException.class,
                () -> App.of("test", group("/{a}", get("/{a}").to(RouterTest::tell))));
    }

    @Test
    void aMountSeesThePathBehindItsPrefixForAllMethods() {
        Handler inner = request -> Response.ok()
                .text(request.method() + " " + request.path() + " "
                        + request.rawQuery().orElse("-") + " " + request.links().to("/x/{y}", "z"));
        var app = App.of(
                "test",
                mount("/api", inner),
                group("/group", mount("/b c", inner)).with(adding("g")),
                get("/api/own").to(RouterTest::tell),
                mount("/api/deeper", request -> Response.ok().text("deeper")));
        assertEquals("GET / - http://localhost/api/x/z", ask(app, "GET /api"));
        assertEquals("GET / - http://localhost/api/x/z", ask(app, "GET /api/"));
        assertEquals("POST /a/b a=1 http://localhost/api/x/z", ask(app, "POST /api/a/b?a=1"));
        assertEquals("PURGE /a%2Fb//c/ - http://localhost/%61pi/x/z", ask(app, "PURGE /%61pi/a%2Fb//c/"));
        assertEquals("OPTIONS /a - http://localhost/api/x/z", ask(app, "OPTIONS /api/a"));
        assertEquals("GET /a - http://localhost/group/b%20c/x/z", ask(app, "GET /group/b%20c/a"));
        assertEquals("GET /api/own", ask(app, "GET /api/own"));
        assertEquals("POST /own - http://localhost/api/x/z", ask(app, "POST /api/own"));
        assertEquals("deeper", ask(app, "GET /api/deeper/a"));
        assertEquals("GET /deepe - http://localhost/api/x/z", ask(app, "GET /api/deepe"));
        assertEquals("404", ask(app, "GET /apiary"));
        assertEquals("404", ask(app, "GET /ap"));
        assertEquals("404", ask(app, "GET //api"));
        assertEquals("400", ask(app, "GET /api/%"));
        assertEquals("400", ask(app, "GET /api/../a"));
        var head = app.handle(Request.of(Method.HEAD, "/api/a"));
        assertEquals("", head.text());
        assertEquals(Optional.of("g"), app.handle(Request.get("/group/b%20c")).header("Way"));
    }

    @Test
    void applicationsAreMountedInApplications() {
        var inner = App.of(
                "inner",
                get("/{id}")
                        .to(request -> Response.ok()
                                .text(request.route().orElseThrow()
                                        + request.parameter("id")
                                        + request.links().to("/{id}", 7))));
        var middle = App.of("middle", mount("/inner", inner));
        var outer = App.of(
                "outer", mount("/middle", middle), delete("/middle/inner/1").to(RouterTest::tell));
        assertEquals("GET /{id}5http://localhost/middle/inner/7", ask(outer, "GET /middle/inner/5"));
        assertEquals("405 GET, HEAD, OPTIONS", ask(outer, "POST /middle/inner/5"));
        assertEquals("404", ask(outer, "GET /middle/inner/5/6"));
        assertEquals("DELETE /middle/inner/1", ask(outer, "DELETE /middle/inner/1"));
    }

    @ParameterizedTest
    @ValueSource(strings = {"", "/", "a", "/a/", "/{a}", "/a/{b}", "/{a...}"})
    void aMountsPrefixIsLiteral(String prefix) {
        assertThrows(IllegalArgumentException.class, () -> mount(prefix, RouterTest::tell));
        if (prefix.startsWith("/{")) {
            var inGroup = group("/{a}", mount("/b", RouterTest::tell));
            assertThrows(IllegalArgumentException.class, () -> App.of("test", inGroup));
        }
    }

    @Test
    void aMountCanBeListed() {
        Handler handler = RouterTest::tell;
        var mount = (Mount)
                App.of("test", group("/a", mount("/b", handler))).bindings().get(0);
        assertEquals("/a/b", mount.prefix());
        assertEquals(handler, mount.handler());
    }

    @Test
    void withoutARouteThereAreNoParameters() {
        var bare = Request.get("/a");
        assertThrows(IllegalArgumentException.class, () -> bare.parameter("a"));
        assertFalse(bare.route().isPresent());
    }

    @Test
    void aParameterThatTheRouteDoesNotHaveIsNamed() {
        var app = App.of("test", get("/{a}").to(request -> {
            var thrown = assertThrows(IllegalArgumentException.class, () -> request.parameter("b"));
            return Response.ok().text(String.valueOf(thrown.getMessage()));
        }));
        assertEquals("route GET /{a} has no parameter {b}", ask(app, "GET /x"));
    }

    @Test
    void aRestIsJoinedBySlashes() {
        var app = App.of("test", get("/{rest...}").to(request -> Response.ok().text(request.parameter("rest"))));
        assertEquals("a/b/", ask(app, "GET /a/b/"));
        assertEquals("", ask(app, "GET /"));
    }

    @Test
    void tenThousandRoutesAreNotSlowerToSearch() {
        var literals = new Literals<Integer>();
        for (int i = 0; i < 10_000; i++) {
            literals.put("route-" + i, i);
        }
        int longest = 0;
        for (int i = 0; i < 10_000; i++) {
            String path = "/route-" + i + "/";
            assertEquals(i, literals.find(path, 1, path.length() - 1));
            longest = Math.max(longest, literals.steps("route-" + i));
        }
        assertTrue(longest <= 16, "steps: " + longest);
        assertEquals(null, literals.find("/route-10000/", 1, 12));
        assertEquals(null, literals.find("/route-1", 1, 7));
    }
}
