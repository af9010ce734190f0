package io.anyport.http;

import static io.anyport.http.Group.group;
import static io.anyport.http.Route.delete;
import static io.anyport.http.Route.get;
import static io.anyport.http.Route.on;
import static io.anyport.http.Route.patch;
import static io.anyport.http.Route.post;
import static io.anyport.http.Route.put;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.Binding;
import io.anyport.Invocation;
import io.anyport.codec.TinyJson;
import io.anyport.mapping.InvalidInput;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

final class EndpointTest {

    record Place(String list, int id, Optional<String> note) {}

    record Filter(
            String id, List<String> tag, Set<Integer> number, Optional<Boolean> done, Optional<List<String>> more) {}

    record Files(String root, String rest) {}

    record FileList(List<String> rest) {}

    record Change(String id, Optional<String> title, Optional<Integer> order) {}

    record Nested(String id, Place place, List<Place> places, Map<String, Integer> counts) {}

    record Even(String list, int id) {
        Even {
            if (id % 2 != 0) {
                throw InvalidInput.of("id", "an even number");
            }
            if (list.isEmpty()) {
                throw new IllegalArgumentException("secret");
            }
        }
    }

    sealed interface Shape permits Circle, Square {}

    record Circle(int radius) implements Shape {}

    record Square(int side) implements Shape {}

    record Todo(String list, String id, long version) {}

    record Nothing() {}

    private static App app(Binding... bindings) {
        return App.of("test", bindings).codec(new TinyJson());
    }

    private static Endpoint telling(Unbound unbound, Class<?> input) {
        return unbound.to(input, value -> List.of(value.toString()));
    }

    private static String told(Binding binding, Request request) {
        var response = app(binding).handle(request);
        return response.status() == Status.OK
                ? response.text().replaceAll("^\\[\"|\"]$", "")
                : response.status().code() + " " + faults(response);
    }

    private static final Pattern FAULT = Pattern.compile(
            "\\{\"detail\":\"expected ([^\"]*)\",(?:\"pointer\":\"(.*?)\"|\"parameter\":\"(.*?)\",\"in\":\"(.*?)\")}");

    /** The faults of a problem: where they are, and what was expected. */
    private static List<String> faults(Response response) {
        var faults = new ArrayList<String>();
        for (var matcher = FAULT.matcher(response.text()); matcher.find(); ) {
            String place = matcher.group(2) == null ? matcher.group(4) + " " + matcher.group(3) : matcher.group(2);
            faults.add(place + ": " + matcher.group(1));
        }
        return faults;
    }

    @ParameterizedTest
    @ValueSource(strings = {"GET", "HEAD", "DELETE"})
    void withoutABodyTheRestComesFromTheQuery(String method) {
        var route = telling(on(Method.of(method), "/lists/{list}/{id}"), Place.class);
        var request = Request.of(Method.of(method), "/lists/a%2Fb/7?note=c+d&list=x&id=8&other=9")
                .json("{\"note\":\"body\",\"id\":9}");
        assertEquals(method.equals("HEAD") ? "" : "Place[list=a/b, id=7, note=Optional[c d]]", told(route, request));
    }

    @ParameterizedTest
    @ValueSource(strings = {"POST", "PUT", "PATCH", "OPTIONS", "PURGE"})
    void withABodyTheRestComesFromThere(String method) {
        var route = telling(on(Method.of(method), "/lists/{list}/{id}"), Place.class);
        var request = Request.of(Method.of(method), "/lists/a/7?note=query&list=x")
                .json("{\"list\":\"x\",\"id\":8,\"note\":\"body\",\"other\":9}");
        assertEquals("Place[list=a, id=7, note=Optional[body]]", told(route, request));
    }

    @Test
    void theWholeInputMayComeFromThePath() {
        record Ids(String a, long b) {}
        var route = telling(post("/{b}/{a}"), Ids.class);
        var request = Request.post("/9007199254740993/x").withBody("text/plain", Body.of("ignored"));
        assertEquals("Ids[a=x, b=9007199254740993]", told(route, request));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "tag=a&number=1 | Filter[id=x, tag=[a], number=[1], done=Optional.empty, more=Optional.empty]",
                "tag=b&number=2&tag=a&number=1&tag=b&number=2 | Filter[id=x, tag=[b, a, b], number=[2, 1], done=Optional.empty,"
                        + " more=Optional.empty]",
                "tag=&number=1&done=true&more=a&more=b | Filter[id=x, tag=[], number=[1], done=Optional[true],"
                        + " more=Optional[[a, b]]]",
                "tag=a,b&number=1&done=false | Filter[id=x, tag=[a,b], number=[1], done=Optional[false], more=Optional.empty]",
                "tag=a&number=1&done=maybe | 400 [query done: true or false]",
                "tag=a&number=1&done=true&done=true | 400 [query done: only once]",
                "tag=a&number=1&number=b | 400 [query number: an integer between -2147483648 and 2147483647]",
                "number=1 | 400 [query tag: a list]",
            },
            delimiter = '|')
    void listsAndOptionalsStandInQueries(String query, String expected) {
        assertEquals(expected, told(telling(get("/{id}"), Filter.class), Request.get("/x?" + query)));
    }

    @Test
    void aRestIsOneTextOrAList() {
        var one = telling(get("/{root}/{rest...}"), Files.class);
        assertEquals("Files[root=a, rest=b/c d/]", told(one, Request.get("/a/b/c%20d/")));
        assertEquals("Files[root=a, rest=]", told(one, Request.get("/a/")));
        assertTrue(told(one, Request.get("/a/b%2Fc")).startsWith("400 "));
        var list = telling(get("/{rest...}"), FileList.class);
        assertEquals("FileList[rest=[b/c, d, ]]", told(list, Request.get("/b%2Fc/d/")));
    }

    @Test
    void allFaultsAreReportedAtOnce() {
        record Many(int path, Optional<Integer> alsoPath, int body, String title, Place place) {}
        var route = telling(post("/{path}/{alsoPath}"), Many.class);
        var response = app(route)
                .handle(Request.post("/x/y?path=1")
                        .json("{\"path\":1,\"body\":true,\"place\":{\"list\":1,\"note\":2}}"));
        assertEquals(Status.BAD_REQUEST, response.status());
        assertEquals(Optional.of(Problem.MEDIA_TYPE), response.header("Content-Type"));
        String integer = "an integer between -2147483648 and 2147483647";
        assertEquals(
                "{\"title\":\"Bad Request\",\"status\":400,\"detail\":\"The input is not valid.\",\"errors\":["
                        + "{\"detail\":\"expected " + integer + "\",\"parameter\":\"path\",\"in\":\"path\"},"
                        + "{\"detail\":\"expected " + integer + "\",\"parameter\":\"alsoPath\",\"in\":\"path\"},"
                        + "{\"detail\":\"expected " + integer + "\",\"pointer\":\"#/body\"},"
                        + "{\"detail\":\"expected a string\",\"pointer\":\"#/place/list\"},"
                        + "{\"detail\":\"expected a string\",\"pointer\":\"#/place/note\"},"
                        + "{\"detail\":\"expected " + integer + "\",\"pointer\":\"#/place/id\"},"
                        + "{\"detail\":\"expected a string\",\"pointer\":\"#/title\"}]}",
                response.text());
    }

    @Test
    void faultsOfPathAndQueryAreReportedAtOnce() {
        assertEquals(
                "400 [path id: an integer between -2147483648 and 2147483647, query note: only once]",
                told(telling(get("/{list}/{id}"), Place.class), Request.get("/a/b?note=1&note=2")));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "{} | 200",
                "'' | 400",
                "{ | 400",
                "[] | 400",
                "{\"title\":null} | 200",
                "{\"title\":1} | 400",
                "{\"order\":1} | 200",
            },
            delimiter = '|')
    void aBodyIsADocument(String json, int status) {
        var route = telling(patch("/{id}"), Change.class);
        assertEquals(
                status,
                app(route).handle(Request.patch("/x").json(json)).status().code());
    }

    @Test
    void anAbsentBodyIsNoDocumentButForInputsThatNeedNone() {
        assertEquals(
                "Change[id=x, title=Optional.empty, order=Optional.empty]",
                told(telling(patch("/{id}"), Change.class), Request.patch("/x")));
        assertTrue(
                told(telling(post("/{list}"), Place.class), Request.post("/x")).startsWith("400 "));
        assertEquals("Nothing[]", told(telling(post("/"), Nothing.class), Request.post("/")));
        var unknownLength = Body.of(new java.io.ByteArrayInputStream(new byte[0]));
        assertTrue(
                told(telling(patch("/{id}"), Change.class), Request.patch("/x").withBody(unknownLength))
                        .startsWith("415 "));
    }

    @ParameterizedTest
    @CsvSource(
            value = {
                "application/json | 200",
                "application/json;charset=UTF-8 | 200",
                "Application/JSON; charset=\"utf-8\" | 200",
                "application/merge-patch+json | 200",
                "application/json; charset=iso-8859-1 | 415",
                "text/json | 415",
                "text/plain | 415",
                "application/x-www-form-urlencoded | 415",
                "json | 415",
                "application/json, application/json | 415",
                "'' | 415",
            },
            delimiter = '|')
    void aBodyOfAnotherTypeIsRefused(String type, int status) {
        var route = telling(patch("/{id}"), Change.class);
        var response = app(route).handle(Request.patch("/x").json("{}").withHeader("Content-Type", type));
        assertEquals(status, response.status().code());
        assertEquals(
                status == 415 ? "application/json" : "none",
                response.header("Accept").orElse("none"));
    }

    @Test
    void aBodyWithoutATypeIsRefused() {
        var route = telling(patch("/{id}"), Change.class);
        assertTrue(told(route, Request.patch("/x").withBody(Body.of("{}"))).startsWith("415 "));
        var twice = Request.patch("/x").json("{}");
        twice = twice.withHeaders(twice.headers().plus("Content-Type", "application/json"));
        assertTrue(told(route, twice).startsWith("415 "));
    }

    @ParameterizedTest
    @CsvSource({"gzip, 415", "'identity, gzip', 415", "identity, 200", "IDENTITY, 200", "'', 415"})
    void anEncodedBodyIsRefused(String encoding, int status) {
        var route = telling(patch("/{id}"), Change.class);
        var request = Request.patch("/x").json("{}").withHeader("Content-Encoding", encoding);
        assertEquals(status, app(route).handle(request).status().code());
    }

    @Test
    void whatCannotBeSentIsNotEvenDone() {
        var done = new ArrayList<String>();
        var route = get("/").to(Nothing.class, nothing -> {
            done.add("done");
            return List.of();
        });
        var response = app(route).handle(Request.get("/").withHeader("Accept", "text/html"));
        assertEquals(Status.NOT_ACCEPTABLE, response.status());
        assertEquals(List.of(), done);
        assertEquals(
                Status.OK,
                app(route).handle(Request.get("/").withHeader("Accept", "*/*")).status());
    }

    @Test
    void whereNothingIsSentEverythingIsAcceptable() {
        var route = post("/").run(() -> {});
        assertEquals(
                Status.NO_CONTENT,
                app(route)
                        .handle(Request.post("/").withHeader("Accept", "text/html"))
                        .status());
    }

    @Test
    void bodiesOverTheLimitAreRefusedWhetherTheirLengthIsKnownOrNot() {
        var app = app(telling(patch("/{id}"), Change.class)).bodyLimit(10);
        var ten = "{}        ".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var eleven = "{}         ".getBytes(java.nio.charset.StandardCharsets.US_ASCII);
        var request = Request.patch("/x").withHeader("Content-Type", "application/json");
        assertEquals(Status.OK, app.handle(request.withBody(Body.of(ten))).status());
        assertEquals(
                Status.CONTENT_TOO_LARGE,
                app.handle(request.withBody(Body.of(eleven))).status());
        assertEquals(Status.OK, app.handle(request.withBody(streamOf(ten))).status());
        assertEquals(
                Status.CONTENT_TOO_LARGE,
                app.handle(request.withBody(streamOf(eleven))).status());
    }

    private static Body streamOf(byte[] bytes) {
        return Body.of(new java.io.ByteArrayInputStream(bytes));
    }

    @Test
    void aSealedInterfaceIsTheWholeBody() {
        var route = telling(put("/shape"), Shape.class);
        assertEquals("Square[side=2]", told(route, Request.put("/shape").json("{\"side\":2,\"type\":\"Square\"}")));
        assertEquals(
                "400 [#/type: one of Circle, Square]",
                told(route, Request.put("/shape").json("{\"type\":\"Line\"}")));
        assertThrows(IllegalArgumentException.class, () -> telling(get("/shape"), Shape.class));
        assertThrows(IllegalArgumentException.class, () -> telling(put("/{id}"), Shape.class));
        assertThrows(IllegalArgumentException.class, () -> app(group("/{id}", telling(put("/shape"), Shape.class))));
    }

    @Test
    void whatARecordRefusesIsPlacedWhereItCameFrom() {
        assertEquals(
                "400 [path id: an even number]", told(telling(get("/{id}"), Even.class), Request.get("/1?list=a")));
        assertEquals(
                "400 [query id: an even number]", told(telling(get("/"), Even.class), Request.get("/?id=1&list=a")));
        assertEquals(
                "400 [#/id: an even number]",
                told(telling(post("/"), Even.class), Request.post("/").json("{\"id\":1,\"list\":\"a\"}")));
        var refused = app(telling(get("/"), Even.class)).handle(Request.get("/?id=2&list="));
        assertEquals(Status.BAD_REQUEST, refused.status());
        assertFalse(refused.text().contains("secret"));
    }

    @Test
    void whatLogicRefusesIsPlacedWhereItCameFrom() {
        var route = get("/{list}/{id}").to(Place.class, place -> {
            throw InvalidInput.of(place.list(), "something else");
        });
        assertEquals("400 [path id: something else]", told(route, Request.get("/id/1")));
        assertEquals("400 [query note: something else]", told(route, Request.get("/note/1")));
        assertEquals("400 [#/a~1b: something else]", told(route, Request.get("/a%2Fb/1")));
    }

    @Test
    void whatLogicGivesBackIsTheAnswer() {
        var app = app(
                get("/record").to(() -> new Todo("home", "1", 9007199254740993L)),
                get("/list").to(() -> List.of(new Circle(1), "a", 2)),
                get("/text").to(() -> "hello"),
                get("/present").to(() -> Optional.of(new Nothing())),
                get("/absent").to(() -> Optional.empty()),
                post("/run").run(() -> {}),
                post("/created").to(() -> new Nothing()).answering(Status.CREATED),
                post("/void").to(() -> new Nothing()).answering(Status.NO_CONTENT));
        var record = app.handle(Request.get("/record"));
        assertEquals("{\"list\":\"home\",\"id\":\"1\",\"version\":9007199254740993}", record.text());
        assertEquals(Headers.of("Content-Type", "application/json"), record.headers());
        assertEquals(
                "[{\"type\":\"Circle\",\"radius\":1},\"a\",2]",
                app.handle(Request.get("/list")).text());
        assertEquals("\"hello\"", app.handle(Request.get("/text")).text());
        assertEquals("{}", app.handle(Request.get("/present")).text());
        assertEquals(Status.NOT_FOUND, app.handle(Request.get("/absent")).status());
        assertEquals(Response.of(Status.NO_CONTENT), app.handle(Request.post("/run")));
        assertEquals(Status.CREATED, app.handle(Request.post("/created")).status());
        assertEquals(Response.of(Status.NO_CONTENT), app.handle(Request.post("/void")));
    }

    @Test
    void anActionHasAnInputAndNoOutput() {
        var seen = new ArrayList<Place>();
        var route = delete("/{list}/{id}").run(Place.class, seen::add);
        assertEquals(Response.of(Status.NO_CONTENT), app(route).handle(Request.delete("/a/1")));
        assertEquals(List.of(new Place("a", 1, Optional.empty())), seen);
    }

    @Test
    void logicMayLookAtTheInvocation() {
        var route = get("/{a}").to(Only.class, (input, invocation) -> invocation.id());
        var request = Request.get("/x").withInvocation(Invocation.local().withId("id-7"));
        assertEquals("\"id-7\"", app(route).handle(request).text());
    }

    record Only(String a) {}

    @Test
    void nullIsNoOutput() {
        Endpoint route = get("/").to(() -> nothing());
        assertEquals(
                Status.INTERNAL_SERVER_ERROR,
                app(route).handle(Request.get("/")).status());
    }

    @SuppressWarnings("NullAway") // what is not allowed is what is tested
    private static Object nothing() {
        return null;
    }

    @Test
    void theLocationIsMadeOfTheOutput() {
        var route = post("/todos").to(() -> new Todo("a b", "1/2", 3)).answering(Status.CREATED);
        var app = app(group("/v1", route.locatedAt("/v1/lists/{list}/todos/{id}")));
        var request = Request.of(Method.POST, "https://example.com:8443/v1/todos");
        assertEquals(
                Optional.of("https://example.com:8443/v1/lists/a%20b/todos/1%2F2"),
                app.handle(request).header("Location"));
        var staged = request.withOrigin(new Origin("https", "[::1]:8443", "/prod"));
        assertEquals(
                Optional.of("https://[::1]:8443/prod/v1/lists/a%20b/todos/1%2F2"),
                app.handle(staged).header("Location"));
        var optional = post("/").to(() -> Optional.of(new Todo("a", "b", 3))).locatedAt("/{version}");
        assertEquals(
                Optional.of("http://localhost/3"),
                app(optional).handle(Request.post("/")).header("Location"));
    }

    @Test
    void aLocationWithoutItsComponentIsAFailure() {
        var absent = post("/").to(() -> new Todo("a", "b", 3)).locatedAt("/{nothing}");
        assertEquals(
                Status.INTERNAL_SERVER_ERROR,
                app(absent).handle(Request.post("/")).status());
        var dots = post("/").to(() -> new Todo("..", "b", 3)).locatedAt("/{list}");
        assertEquals(
                Status.INTERNAL_SERVER_ERROR,
                app(dots).handle(Request.post("/")).status());
    }

    @Test
    void aRouteThatCannotBeBoundIsRefusedByName() {
        var missing =
                assertThrows(IllegalArgumentException.class, () -> app(telling(get("/{list}/{nothing}"), Place.class)));
        assertTrue(
                String.valueOf(missing.getMessage()).contains("GET /{list}/{nothing}, input Place"), missing::toString);
        var untextual = assertThrows(IllegalArgumentException.class, () -> telling(get("/{id}"), Nested.class));
        assertTrue(String.valueOf(untextual.getMessage()).contains("'place'"), untextual::toString);
        assertThrows(IllegalArgumentException.class, () -> telling(post("/{place}"), Nested.class));
        assertThrows(IllegalArgumentException.class, () -> telling(get("/"), String.class));
        assertThrows(IllegalArgumentException.class, () -> get("/").to(() -> "").answering(Status.NOT_FOUND));
        assertThrows(IllegalArgumentException.class, () -> get("/").to(() -> "").locatedAt("a"));
    }

    @Test
    void aComponentMayBeNamedByTheGroupsPrefix() {
        var route = telling(put("/{id}"), Place.class);
        assertEquals(
                "Place[list=a, id=1, note=Optional.empty]",
                told(group("/lists/{list}", route), Request.put("/lists/a/1").json("{\"list\":\"x\"}")));
    }

    @Test
    void itCanBeListed() {
        var endpoint = post("/todos").to(Place.class, place -> place).answering(Status.CREATED);
        assertEquals(Place.class, endpoint.input());
        assertEquals(Status.CREATED, endpoint.status());
        assertEquals("POST /todos", endpoint.toString());
    }

    @Test
    void anotherCodecHasItsOwnType() {
        var app = App.of("test", telling(patch("/{id}"), Change.class)).codec(new TinyJson("application/cbor"));
        var request = Request.patch("/x").withBody("application/cbor", Body.of("{}"));
        assertEquals(Optional.of("application/cbor"), app.handle(request).header("Content-Type"));
        assertEquals(
                Status.UNSUPPORTED_MEDIA_TYPE, app.handle(request.json("{}")).status());
        assertEquals(
                Status.NOT_ACCEPTABLE,
                app.handle(request.withHeader("Accept", "application/json")).status());
    }
}
