package io.anyport.junit;

import static io.anyport.http.Mount.mount;
import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;

import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Cookie;
import io.anyport.http.Headers;
import io.anyport.http.Problem;
import io.anyport.http.ProblemException;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.io.ByteArrayInputStream;
import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;

/** The application that the HTTP contract asks: each of its routes tells what reached it, or answers something peculiar. */
final class ContractApp {

    /** What must not be seen by any client. */
    static final String SECRET = "secret-of-an-exception";

    record Draft(String list, String title, Optional<Integer> order) {}

    record Filed(String list, String title, int order) {}

    record Wanted(String id) {}

    /** An outcome that the application has declared. */
    static final class TitleTaken extends RuntimeException {
        TitleTaken() {
            super(SECRET);
        }
    }

    private ContractApp() {}

    static App create() {
        return App.of(
                        "contract",
                        mount(
                                "/method",
                                request -> Response.ok()
                                        .withHeader("Seen", request.method().name())),
                        get("/segments/{rest...}").to(ContractApp::segments),
                        get("/raw/{rest...}").to(ContractApp::raw),
                        get("/query").to(ContractApp::query),
                        get("/field/{name}").to(ContractApp::field),
                        get("/cookie/{name}").to(ContractApp::cookie),
                        post("/echo").to(ContractApp::echo),
                        post("/length").to(ContractApp::length),
                        get("/bytes/{length}").to(ContractApp::bytes),
                        get("/stream/{length}").to(ContractApp::stream),
                        get("/sized-stream/{length}").to(ContractApp::sizedStream),
                        get("/status/{code}").to(ContractApp::status),
                        get("/fields").to(request -> Response.ok().withHeaders(peculiar())),
                        get("/set-cookies").to(ContractApp::setCookies),
                        get("/links")
                                .to(request ->
                                        Response.ok().text(request.links().to("/links/{id}", "a b"))),
                        get("/invocation").to(ContractApp::invocation),
                        get("/injection").to(request -> Response.ok().withHeader("Sound", "a\r\nInjected: b")),
                        get("/fails").to(request -> {
                            throw new IllegalStateException(SECRET);
                        }),
                        get("/fails-hard").to(request -> {
                            throw new StackOverflowError(SECRET);
                        }),
                        get("/taken").to(request -> {
                            throw new TitleTaken();
                        }),
                        get("/busy").to(request -> {
                            throw ProblemException.of(
                                    Problem.of(Status.SERVICE_UNAVAILABLE).withHeader("Retry-After", "7"));
                        }),
                        get("/wanted/{id}").to(Wanted.class, wanted -> Optional.<Filed>empty()),
                        post("/lists/{list}")
                                .to(Draft.class, ContractApp::file)
                                .answering(Status.CREATED)
                                .locatedAt("/lists/{list}/{title}"))
                .problem(TitleTaken.class, Status.CONFLICT)
                .requestIds("X-Request-Id");
    }

    private static Response segments(Request request) {
        return Response.ok().text(String.join("|", request.parameters("rest")));
    }

    private static Response raw(Request request) {
        return Response.ok()
                .text(request.path() + request.rawQuery().map(raw -> "?" + raw).orElse(""));
    }

    private static Response query(Request request) {
        var query = request.query();
        return Response.ok()
                .text(IntStream.range(0, query.size())
                        .mapToObj(i -> query.name(i) + "=" + query.value(i))
                        .collect(Collectors.joining("|")));
    }

    private static Response field(Request request) {
        return Response.ok().text(String.join("|", request.headers().all(request.parameter("name"))));
    }

    private static Response cookie(Request request) {
        return Response.ok().text(request.cookie(request.parameter("name")).orElse("none"));
    }

    private static Response echo(Request request) {
        var response = Response.ok().withBody(request.body());
        return request.header("Content-Type")
                .map(type -> response.withHeader("Content-Type", type))
                .orElse(response);
    }

    private static Response length(Request request) {
        return Response.ok().text(String.valueOf(request.body().bytes().length));
    }

    private static Response bytes(Request request) {
        return Response.ok().withBody("application/octet-stream", Body.of(noise(lengthOf(request))));
    }

    private static Response stream(Request request) {
        var bytes = new ByteArrayInputStream(noise(lengthOf(request)));
        return Response.ok().withBody("application/octet-stream", Body.of(bytes));
    }

    private static Response sizedStream(Request request) {
        int length = lengthOf(request);
        var body = Body.of(new ByteArrayInputStream(noise(length)), length);
        return Response.ok().withBody("application/octet-stream", body);
    }

    private static int lengthOf(Request request) {
        return Integer.parseInt(request.parameter("length"));
    }

    /** Bytes of all values, none of which stands where its neighbour would. */
    static byte[] noise(int length) {
        var bytes = new byte[length];
        for (int i = 0; i < length; i++) {
            bytes[i] = (byte) (i ^ i >> 8 ^ i >> 16);
        }
        return bytes;
    }

    private static Response status(Request request) {
        return Response.of(Status.of(Integer.parseInt(request.parameter("code"))));
    }

    /** Fields of which one stands twice, with what a value may hold. */
    static Headers peculiar() {
        return Headers.of("Link", "</a>; rel=\"next\"", "Latin", "caf\u00e9", "Link", "</b>, </c>", "Tabbed", "a\tb");
    }

    private static Response setCookies(Request request) {
        return Response.ok()
                .withCookie(Cookie.of("first", "1"))
                .withCookie(Cookie.of("second", "2").secure());
    }

    private static Response invocation(Request request) {
        var invocation = request.invocation();
        return Response.ok()
                .withHeader("Target", invocation.target())
                .withHeader("Id", invocation.id())
                .withHeader("Client", invocation.clientAddress().orElse(""))
                .withHeader("Trace", invocation.trace().orElse(""))
                .withHeader("Trace-State", invocation.traceState().orElse(""))
                .withHeader("Caller", invocation.caller().map(String::valueOf).orElse(""))
                .withHeader(
                        "Remaining", invocation.remaining().map(String::valueOf).orElse(""));
    }

    private static Filed file(Draft draft) {
        return new Filed(draft.list(), draft.title(), draft.order().orElse(0));
    }
}
