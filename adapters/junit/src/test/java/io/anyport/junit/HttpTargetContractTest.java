package io.anyport.junit;

import static java.util.stream.Collectors.toCollection;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.DynamicTest.dynamicTest;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectClass;
import static org.junit.platform.engine.discovery.DiscoverySelectors.selectMethod;

import io.anyport.App;
import io.anyport.Caller;
import io.anyport.Invocation;
import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Method;
import io.anyport.http.Problem;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.TreeSet;
import java.util.function.UnaryOperator;
import java.util.stream.Stream;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;
import org.junit.platform.engine.DiscoverySelector;
import org.junit.platform.launcher.Launcher;
import org.junit.platform.launcher.core.LauncherDiscoveryRequestBuilder;
import org.junit.platform.launcher.core.LauncherFactory;
import org.junit.platform.launcher.listeners.SummaryGeneratingListener;

/** Each case of the contract passes on a target that is whole, and fails on one that is broken in the way that it is about. */
final class HttpTargetContractTest {

    /** A target around an application. */
    @FunctionalInterface
    private interface Around {
        Response ask(App app, Request request) throws Exception;
    }

    private static final Launcher LAUNCHER = LauncherFactory.create();
    private static final ThreadLocal<Around> AROUND = new ThreadLocal<>();

    /** The contract against what the running test says. Nested, so that the build does not run it by itself. */
    static final class Subject extends HttpTargetContract {
        @Override
        protected HttpTarget start(App app) {
            var around = AROUND.get();
            return request -> around.ask(app, path(request.withInvocation(invocation(request)), request.path()));
        }

        private static Invocation invocation(Request request) {
            var invocation =
                    Invocation.of("whole").withClientAddress("127.0.0.1").within(Duration.ofSeconds(9));
            return request.header("traceparent").map(invocation::withTrace).orElse(invocation);
        }
    }

    private static final Map<String, Around> BROKEN = new TreeMap<>(Map.ofEntries(
            asked(
                    "anyTokenIsAMethod",
                    r -> method(r, Method.of(r.method().name().toUpperCase(java.util.Locale.ROOT)))),
            asked("segmentsAreDecodedOnce", r -> path(r, r.path().replace("%25", "%"))),
            asked(
                    "parametersAreDecodedOnce",
                    r -> query(r, r.rawQuery().orElse("").replace("+", "%2B"))),
            asked("badEscapesAreRefused", r -> path(r, r.path().replaceAll("%(?![0-9a-fA-F]{2})", "%25"))),
            answered("badEscapesAreProblems", a -> a.status() == Status.BAD_REQUEST ? Response.of(a.status()) : a),
            asked("whatIsNoTextIsRefused", r -> path(r, r.path().replace("%00", ""))),
            asked("dotSegmentsAreRefused", r -> path(r, r.path().replace("/..", ""))),
            asked("whatShouldBeEscapedIsRefused", r -> path(r, r.path().replace("<", "%3C"))),
            asked("theTargetIsKeptAsItWasReceived", r -> path(r, r.path().replace("%7e", "~"))),
            asked("repeatedFieldsKeepTheirOrder", r -> r.withHeaders(joined(r.headers()))),
            asked("fieldValuesArriveUnchanged", r -> fields(r, "[^ -~]", "?")),
            asked("spacesInFieldValuesAreKept", r -> fields(r, "  +", " ")),
            asked("cookiesArrive", r -> r.withHeaders(r.headers().without("Cookie"))),
            answered("twoCookiesAreSet", a -> a.withHeaders(joined(a.headers()))),
            asked("bodiesComeBackUnchanged", r -> r.withBody(Body.of(r.body().text()))),
            answered(
                    "textOfAllLanguagesComesBack",
                    a -> a.withBody(Body.of(new String(a.body().bytes(), StandardCharsets.ISO_8859_1)))),
            broken(
                    "aBodyUpToTheLimitIsAccepted",
                    (app, r) -> app.bodyLimit(app.bodyLimit() - 1).handle(r)),
            broken(
                    "aBodyOverTheLimitIsRefused",
                    (app, r) -> app.bodyLimit(app.bodyLimit() + 1).handle(r)),
            answered(
                    "contentOfAnyLengthIsSent",
                    a -> a.withBody(Body.of(
                            Arrays.copyOf(a.body().bytes(), Math.min(a.body().bytes().length, 65_536))))),
            answered("streamsAreSent", a -> a.body().isStream() ? a.withBody(Body.empty()) : a),
            answered("fieldsAreSentInTheirOrder", a -> a.withHeaders(joined(a.headers()))),
            answered("tabsInFieldsAreSent", a -> a.header("Tabbed").isPresent() ? a.withHeader("Tabbed", "a b") : a),
            answered("anyStatusIsSent", a -> a.status().code() == 599 ? a.withStatus(Status.BAD_GATEWAY) : a),
            answered(
                    "someStatusesHaveNoContent",
                    a -> a.status() == Status.NOT_MODIFIED ? a.withBody(Body.of("{}")) : a),
            asked("headAnswersAsGetWithoutContent", r -> r.method().equals(Method.HEAD) ? method(r, Method.GET) : r),
            answered(
                    "headSaysTheLengthWhereItIsKnown",
                    a -> a.withHeaders(a.headers().without("Content-Length"))),
            answered("optionsSayWhatIsAllowed", a -> a.withHeaders(a.headers().without("Allow"))),
            answered(
                    "anotherMethodIsRefused",
                    a -> a.status() == Status.METHOD_NOT_ALLOWED
                            ? Problem.of(Status.NOT_FOUND).response()
                            : a),
            answered(
                    "whatIsNotThereIsAProblem", a -> a.status() == Status.NOT_FOUND ? a.html("<h1>Not Found</h1>") : a),
            answered("whatNobodyExpectedSaysOnlyItsId", a -> a.withBody(Body.of(a.text() + ContractApp.SECRET))),
            answered(
                    "declaredOutcomesAreProblems",
                    a -> a.withHeaders(a.headers().without("Retry-After"))),
            answered("noValueBeginsAnotherField", a -> a.withHeader("Injected", "b")),
            asked("linksLeadBack", r -> r.withOrigin(io.anyport.http.Origin.of("ftp", "localhost"))),
            asked("eachInvocationHasItsId", r -> r.withInvocation(r.invocation().withId("always-the-same"))),
            asked("theClientHasAnAddress", r -> r.withInvocation(Invocation.of("broken"))),
            asked("whatAClientSaysIsNotItsAddress", HttpTargetContractTest::believingTheAddress),
            asked("nobodyIsTheCallerOnTheirOwnWord", HttpTargetContractTest::believingTheName),
            asked("theInvocationHasADeadline", r -> r.withInvocation(Invocation.of("broken"))),
            asked("aTraceArrivesWithItsState", r -> r.withInvocation(Invocation.of("broken"))),
            asked(
                    "anIdOfAClientIsTakenInASafeFormAndToldInTheAnswer",
                    r -> r.withHeaders(r.headers().without("X-Request-Id"))),
            answered(
                    "aRefusalHasTheIdToo",
                    a -> a.status() == Status.NOT_FOUND
                            ? a.withHeaders(a.headers().without("X-Request-Id"))
                            : a),
            asked("aTraceArrives", r -> r.withInvocation(Invocation.of("broken"))),
            answered("logicAnswersADocument", a -> a.withHeaders(a.headers().without("Location"))),
            asked(
                    "inputThatIsNotValidIsRefused",
                    r -> r.body().length().orElse(1) == 0 ? r.json("{\"title\":\"a\"}") : r),
            asked("documentsAreOfOneType", r -> r.withHeaders(r.headers().without("Accept"))),
            broken("requestsAtOnceDoNotMeet", new Meeting())));

    /** A target that keeps something of a request where another finds it. */
    private static final class Meeting implements Around {
        private volatile Body last = Body.empty();

        @Override
        public Response ask(App app, Request request) {
            last = request.body();
            java.util.concurrent.locks.LockSupport.parkNanos(1); // so that another can come between
            return app.handle(request.withBody(last));
        }
    }

    private static Map.Entry<String, Around> broken(String name, Around around) {
        return Map.entry(name, around);
    }

    private static Map.Entry<String, Around> asked(String name, UnaryOperator<Request> change) {
        return Map.entry(name, (app, request) -> app.handle(change.apply(request)));
    }

    private static Map.Entry<String, Around> answered(String name, UnaryOperator<Response> change) {
        return Map.entry(name, (app, request) -> change.apply(app.handle(request)));
    }

    private static Request method(Request request, Method other) {
        return copy(request, other, request.path(), request.rawQuery().orElse(null));
    }

    private static Request path(Request request, String other) {
        return copy(request, request.method(), other, request.rawQuery().orElse(null));
    }

    private static Request query(Request request, String other) {
        return copy(request, request.method(), request.path(), other);
    }

    private static Request copy(
            Request request, Method method, String path, @org.jspecify.annotations.Nullable String query) {
        return Request.received(
                method, path, query, request.headers(), request.body(), request.origin(), request.invocation());
    }

    private static Request believingTheAddress(Request request) {
        var said = request.header("X-Forwarded-For");
        return request.withInvocation(request.invocation().withClientAddress(said.orElse("127.0.0.1")));
    }

    private static Request believingTheName(Request request) {
        var said = request.header("X-Amzn-Oidc-Identity");
        var caller = Caller.of(Caller.JWT, said.orElse(null), Map.of(), List.of());
        return request.withInvocation(request.invocation().withCaller(caller));
    }

    private static Headers joined(Headers headers) {
        var joined = new Headers[] {Headers.EMPTY};
        headers.forEach((name, value) -> joined[0] = joined[0].with(name, String.join(", ", headers.all(name))));
        return joined[0];
    }

    private static Request fields(Request request, String pattern, String replacement) {
        var changed = new Headers[] {Headers.EMPTY};
        request.headers()
                .forEach((name, value) -> changed[0] = changed[0].plus(name, value.replaceAll(pattern, replacement)));
        return request.withHeaders(changed[0]);
    }

    @Test
    void eachCaseIsHere() {
        var cases = Arrays.stream(HttpTargetContract.class.getDeclaredMethods())
                .filter(m -> m.isAnnotationPresent(Test.class) || m.isAnnotationPresent(TestFactory.class))
                .map(java.lang.reflect.Method::getName)
                .collect(toCollection(TreeSet::new));
        assertEquals(cases, BROKEN.keySet());
    }

    @Test
    void aTargetThatIsWholePasses() {
        assertEquals(0, failures(selectClass(Subject.class), App::handle));
    }

    @TestFactory
    Stream<DynamicTest> eachCaseNotices() {
        return BROKEN.entrySet().stream()
                .map(entry -> dynamicTest(entry.getKey(), () -> {
                    var its = selectMethod(Subject.class, entry.getKey());
                    assertNotEquals(0, failures(its, entry.getValue()));
                }));
    }

    private static long failures(DiscoverySelector cases, Around around) {
        var summary = new SummaryGeneratingListener();
        var request = LauncherDiscoveryRequestBuilder.request()
                .selectors(cases)
                .configurationParameter("junit.jupiter.execution.parallel.enabled", "false")
                .build();
        AROUND.set(around);
        try {
            LAUNCHER.execute(request, summary);
        } finally {
            AROUND.remove();
        }
        assertEquals(0, summary.getSummary().getContainersFailedCount());
        assertNotEquals(0, summary.getSummary().getTestsStartedCount());
        return summary.getSummary().getTestsFailedCount();
    }
}
