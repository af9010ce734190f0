package io.anyport.junit;

import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Method;
import io.anyport.http.Problem;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.util.List;
import java.util.Set;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Assertions;
import org.junit.jupiter.api.DynamicTest;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.TestFactory;

/**
 * What HTTP means on every target. A target's test inherits it and starts the application there; a codec for JSON has to be on the
 * class path. The cases may run at once.
 */
public abstract class HttpTargetContract extends TargetCases {

    private static final List<String> BAD_ESCAPES = List.of(
            "/segments/a%",
            "/segments/%4", "/segments/%zz", "/segments/%+1", "/%", "/query?a=%", "/query?%4=", "/none?%zz");

    /** For the test of a target to inherit. */
    protected HttpTargetContract() {}

    @TestFactory
    Stream<DynamicTest> anyTokenIsAMethod() {
        return each(List.of("GET", "POST", "PUT", "PATCH", "DELETE", "PURGE", "M-SEARCH", "get"), name -> {
            var answer = ask(Request.of(Method.of(name), "/method"));
            assertEquals(name, answer.header("Seen").orElse("nothing"));
        });
    }

    @TestFactory
    Stream<DynamicTest> segmentsAreDecodedOnce() {
        return table(
                target -> ask(Request.get("/segments/" + target)).text(),
                "a/b -> a|b",
                "a%2Fb/c -> a/b|c",
                "caf%C3%A9 -> caf\u00e9",
                "%f0%9f%9a%a2 -> \ud83d\udea2",
                "%2561 -> %61",
                "a+b -> a+b",
                "a%20b -> a b",
                "a;v=1/b -> a;v=1|b",
                "a//b/ -> a||b|",
                "... -> ...",
                "%5c%0d%0a%3f -> \\\r\n?",
                "!$&'()*,=:@~ -> !$&'()*,=:@~");
    }

    @TestFactory
    Stream<DynamicTest> parametersAreDecodedOnce() {
        return table(
                target -> ask(Request.get("/query?" + target)).text(),
                "a=1&b=2&a=3 -> a=1|b=2|a=3",
                "a=b+c&a+b=c%2Bd -> a=b c|a b=c+d",
                "a&b=&=c -> a=|b=|=c",
                "a=b=c?d/e -> a=b=c?d/e",
                "a=caf%C3%A9%2526 -> a=caf\u00e9%26",
                "a;b=c -> a;b=c",
                "a=%26&&b= -> a=&|b=");
    }

    @TestFactory
    Stream<DynamicTest> badEscapesAreRefused() {
        return each(
                BAD_ESCAPES,
                target -> assertEquals(
                        Status.BAD_REQUEST, ask(Request.get(target)).status()));
    }

    @TestFactory
    Stream<DynamicTest> badEscapesAreProblems() {
        return each(BAD_ESCAPES, target -> assertProblem(Status.BAD_REQUEST, ask(Request.get(target))));
    }

    @TestFactory
    Stream<DynamicTest> whatIsNoTextIsRefused() {
        var wrong = List.of("%00", "%c0%af", "%e0%80%af", "%ff", "%ed%a0%80", "%f4%90%80%80", "%e2%82");
        var targets = wrong.stream().flatMap(s -> Stream.of("/segments/a" + s, "/query?a=" + s, "/none?" + s + "=a"));
        return each(targets.toList(), target -> assertProblem(Status.BAD_REQUEST, ask(Request.get(target))));
    }

    @TestFactory
    Stream<DynamicTest> dotSegmentsAreRefused() {
        var targets = List.of("/segments/../a", "/segments/.", "/./segments", "/..", "/segments/%2e%2E/a", "/.%2e");
        return each(targets, target -> assertProblem(Status.BAD_REQUEST, ask(Request.get(target))));
    }

    @TestFactory
    Stream<DynamicTest> whatShouldBeEscapedIsRefused() {
        var targets =
                List.of("/segments/caf\u00e9", "/segments/a\\b", "/segments/<", "/segments/a#b", "/query?a=\u00e9");
        return each(targets, target -> assertProblem(Status.BAD_REQUEST, ask(Request.get(target))));
    }

    @TestFactory
    Stream<DynamicTest> theTargetIsKeptAsItWasReceived() {
        var targets = List.of("/raw/%7ea;b/%2F?x=%7E&y", "/raw/a//b/", "/raw/a?b?c");
        return each(
                targets, target -> assertEquals(target, ask(Request.get(target)).text()));
    }

    @Test
    void repeatedFieldsKeepTheirOrder() {
        var fields = Headers.of("Many", "a", "Other", "x", "many", "b, c", "MANY", "");
        assertEquals(
                "a|b, c|", ask(Request.get("/field/Many").withHeaders(fields)).text());
    }

    @TestFactory
    Stream<DynamicTest> fieldValuesArriveUnchanged() {
        var values = List.of("a", "", "caf\u00e9 \u00ff", "a\tb", "\"q\\\"\"", "a, b;c=d", "v".repeat(4000));
        return each(values, value -> {
            var request = Request.get("/field/One").withHeader("One", value);
            assertEquals(value, ask(request).text());
        });
    }

    @Test
    void spacesInFieldValuesAreKept() {
        var request = Request.get("/field/One").withHeader("One", "a  b");
        assertEquals("a  b", ask(request).text());
    }

    @Test
    void cookiesArrive() {
        var cookies = Headers.of("Cookie", "first=1; second=\"2\"; third=a=b");
        assertEquals("1", ask(Request.get("/cookie/first").withHeaders(cookies)).text());
        assertEquals(
                "2", ask(Request.get("/cookie/second").withHeaders(cookies)).text());
        assertEquals(
                "a=b", ask(Request.get("/cookie/third").withHeaders(cookies)).text());
        assertEquals("none", ask(Request.get("/cookie/b").withHeaders(cookies)).text());
    }

    @Test
    void twoCookiesAreSet() {
        assertEquals(
                List.of("first=1; Path=/; HttpOnly; SameSite=Lax", "second=2; Path=/; HttpOnly; SameSite=Lax; Secure"),
                ask(Request.get("/set-cookies")).headers().all("Set-Cookie"));
    }

    @TestFactory
    Stream<DynamicTest> bodiesComeBackUnchanged() {
        return each(List.of(0, 1, 256, 70_000), length -> {
            byte[] noise = ContractApp.noise(length);
            var answer = ask(Request.post("/echo").withBody("application/x-noise; a=\"b\"", Body.of(noise)));
            assertEquals(
                    "application/x-noise; a=\"b\"",
                    answer.header("Content-Type").orElse("none"));
            assertArrayEquals(noise, answer.body().bytes());
        });
    }

    @Test
    void textOfAllLanguagesComesBack() {
        String text = "na\u00efve \u65e5\u672c \ud83d\udea2";
        var request = Request.post("/echo").withBody("text/plain; charset=utf-8", Body.of(text));
        assertEquals(text, ask(request).text());
    }

    @Test
    void aBodyUpToTheLimitIsAccepted() {
        var body = Body.of(new byte[(int) App.BODY_LIMIT]);
        assertEquals(
                String.valueOf(App.BODY_LIMIT),
                ask(Request.post("/length").withBody("a/b", body)).text());
    }

    @Test
    void aBodyOverTheLimitIsRefused() {
        var body = Body.of(new byte[(int) App.BODY_LIMIT + 1]);
        assertProblem(Status.CONTENT_TOO_LARGE, ask(Request.post("/length").withBody("a/b", body)));
    }

    @TestFactory
    Stream<DynamicTest> contentOfAnyLengthIsSent() {
        var lengths = List.of("/bytes/0", "/bytes/1", "/bytes/300", "/bytes/3000000");
        return each(lengths, this::assertNoise);
    }

    @TestFactory
    Stream<DynamicTest> streamsAreSent() {
        var lengths = List.of("/stream/0", "/stream/1", "/stream/3000000", "/sized-stream/0", "/sized-stream/3000000");
        return each(lengths, this::assertNoise);
    }

    private void assertNoise(String path) {
        var answer = ask(Request.get(path));
        int length = Integer.parseInt(path.substring(path.lastIndexOf('/') + 1));
        assertEquals(Status.OK, answer.status());
        assertArrayEquals(ContractApp.noise(length), answer.body().bytes());
    }

    @Test
    void fieldsAreSentInTheirOrder() {
        var sent = ask(Request.get("/fields")).headers();
        var expected = ContractApp.peculiar();
        for (var name : Set.of("Link", "Latin")) {
            assertEquals(expected.all(name), sent.all(name));
        }
    }

    @Test
    void tabsInFieldsAreSent() {
        assertEquals("a\tb", ask(Request.get("/fields")).header("Tabbed").orElse("none"));
    }

    @TestFactory
    Stream<DynamicTest> anyStatusIsSent() {
        return each(List.of(200, 201, 202, 206, 299, 307, 404, 418, 429, 499, 500, 503, 599), code -> {
            assertEquals(code, ask(Request.get("/status/" + code)).status().code());
        });
    }

    @TestFactory
    Stream<DynamicTest> someStatusesHaveNoContent() {
        return each(List.of(204, 304), code -> {
            var answer = ask(Request.get("/status/" + code));
            assertEquals(code, answer.status().code());
            assertEquals("", answer.text());
        });
    }

    @TestFactory
    Stream<DynamicTest> headAnswersAsGetWithoutContent() {
        return each(List.of("/bytes/300", "/sized-stream/300", "/stream/300", "/fields", "/none", "/fails"), path -> {
            var got = ask(Request.get(path));
            var headed = ask(Request.of(Method.HEAD, path));
            assertEquals(got.status(), headed.status());
            assertEquals(got.header("Content-Type"), headed.header("Content-Type"));
            assertEquals("", headed.text());
        });
    }

    @Test
    void headSaysTheLengthWhereItIsKnown() {
        assertEquals(
                "300",
                ask(Request.of(Method.HEAD, "/bytes/300"))
                        .header("Content-Length")
                        .orElse("none"));
    }

    @Test
    void optionsSayWhatIsAllowed() {
        var answer = ask(Request.of(Method.OPTIONS, "/bytes/1"));
        assertEquals(Status.NO_CONTENT, answer.status());
        assertEquals("GET, HEAD, OPTIONS", answer.header("Allow").orElse("none"));
    }

    @Test
    void anotherMethodIsRefused() {
        var answer = ask(Request.delete("/bytes/1"));
        assertProblem(Status.METHOD_NOT_ALLOWED, answer);
        assertEquals("GET, HEAD, OPTIONS", answer.header("Allow").orElse("none"));
    }

    @Test
    void whatIsNotThereIsAProblem() {
        assertProblem(Status.NOT_FOUND, ask(Request.get("/none")));
        assertProblem(Status.NOT_FOUND, ask(Request.get("/wanted/1")));
    }

    @TestFactory
    Stream<DynamicTest> whatNobodyExpectedSaysOnlyItsId() {
        return each(List.of("/fails", "/fails-hard"), path -> {
            var answer = ask(Request.get(path));
            assertProblem(Status.INTERNAL_SERVER_ERROR, answer);
            assertTrue(answer.text().matches(".*\"requestId\":\"[!-~]{8,200}\".*"), answer.text());
            assertFalse(answer.text().contains(ContractApp.SECRET), answer.text());
            assertFalse(answer.text().contains("Exception"), answer.text());
        });
    }

    @Test
    void declaredOutcomesAreProblems() {
        var taken = ask(Request.get("/taken"));
        assertProblem(Status.CONFLICT, taken);
        assertFalse(taken.text().contains(ContractApp.SECRET), taken.text());
        var busy = ask(Request.get("/busy"));
        assertProblem(Status.SERVICE_UNAVAILABLE, busy);
        assertEquals("7", busy.header("Retry-After").orElse("none"));
    }

    @Test
    void noValueBeginsAnotherField() {
        var answer = ask(Request.get("/injection"));
        assertProblem(Status.INTERNAL_SERVER_ERROR, answer);
        assertFalse(answer.headers().contains("Injected"));
    }

    @Test
    void linksLeadBack() {
        String link = ask(Request.get("/links")).text();
        assertTrue(link.matches("https?://[^/]+(/[^/]+)*/links/a%20b"), link);
    }

    @Test
    void eachInvocationHasItsId() {
        var first = ask(Request.get("/invocation")).headers();
        var second = ask(Request.get("/invocation")).headers();
        assertTrue(first.first("Id").orElseThrow().length() >= 8);
        assertFalse(first.all("Id").equals(second.all("Id")));
        assertEquals(first.all("Target"), second.all("Target"));
    }

    @Test
    void theClientHasAnAddress() {
        String address = ask(Request.get("/invocation")).header("Client").orElse("");
        assertTrue(address.matches("[0-9.]{7,15}|[0-9a-f:]{2,39}"), address);
    }

    @Test
    void whatAClientSaysIsNotItsAddress() {
        var request = Request.get("/invocation").withHeader("X-Forwarded-For", "203.0.113.7");
        assertFalse(ask(request).headers().all("Client").contains("203.0.113.7"));
    }

    @Test
    void nobodyIsTheCallerOnTheirOwnWord() {
        var said = Headers.of("Authorization", "Bearer e30.e30.", "X-Amzn-Oidc-Identity", "ada");
        assertEquals(
                "",
                ask(Request.get("/invocation").withHeaders(said))
                        .header("Caller")
                        .orElse(""));
    }

    @Test
    void theInvocationHasADeadline() {
        String remaining = ask(Request.get("/invocation")).header("Remaining").orElse("");
        assertTrue(remaining.matches("PT[0-9].*"), remaining);
    }

    @Test
    void aTraceArrives() {
        String trace = "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01";
        var answer = ask(Request.get("/invocation").withHeader("traceparent", trace));
        assertEquals(trace, answer.header("Trace").orElse("none"));
    }

    @Test
    void aTraceArrivesWithItsState() {
        var traced = Request.get("/invocation")
                .withHeader("traceparent", "00-4bf92f3577b34da6a3ce929d0e0e4736-00f067aa0ba902b7-01")
                .withHeader("tracestate", "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE");
        assertEquals(
                "rojo=00f067aa0ba902b7,congo=t61rcWkgMzE",
                ask(traced).header("Trace-State").orElse("none"));
        var ownerless = traced.withHeaders(traced.headers().without("traceparent"));
        assertEquals("", ask(ownerless).header("Trace-State").orElse(""));
    }

    @TestFactory
    Stream<DynamicTest> anIdOfAClientIsTakenInASafeFormAndToldInTheAnswer() {
        return each(
                List.of(
                        "0af76519-16cd-43dd",
                        "a".repeat(128),
                        "short",
                        "a".repeat(129),
                        "a b c d e f g",
                        "$(reboot)",
                        "{}{}{}{}"),
                id -> {
                    var answer = ask(Request.get("/invocation").withHeader("X-Request-Id", id));
                    String told = answer.header("X-Request-Id").orElse("none");
                    assertEquals(told, answer.header("Id").orElse(""));
                    assertEquals(id.matches("[0-9a-z-]{8,128}"), told.equals(id), told);
                    assertTrue(told.matches("[!-~]{8,200}"), told);
                });
    }

    @Test
    void aRefusalHasTheIdToo() {
        var answer = ask(Request.get("/nothing").withHeader("X-Request-Id", "0af7651916cd"));
        assertProblem(Status.NOT_FOUND, answer);
        assertEquals("0af7651916cd", answer.header("X-Request-Id").orElse("none"));
    }

    @Test
    void logicAnswersADocument() {
        var answer = ask(Request.post("/lists/home%20one").json("{\"title\":\"ship\",\"order\":3,\"list\":\"other\"}"));
        assertEquals(Status.CREATED, answer.status());
        assertEquals("application/json", answer.header("Content-Type").orElse("none"));
        assertEquals("{\"list\":\"home one\",\"title\":\"ship\",\"order\":3}", answer.text());
        assertTrue(answer.header("Location").orElse("none").endsWith("/lists/home%20one/ship"));
    }

    @TestFactory
    Stream<DynamicTest> inputThatIsNotValidIsRefused() {
        return each(
                List.of("{}", "{\"title\":1}", "{\"title\":\"a\"", "[]", "", "{\"title\":\"a\",\"order\":\"b\"}"),
                json -> {
                    var answer = ask(Request.post("/lists/home").json(json));
                    assertProblem(Status.BAD_REQUEST, answer);
                    assertTrue(answer.text().contains("\"errors\":[{"), answer.text());
                });
    }

    @Test
    void documentsAreOfOneType() {
        var body = Body.of("{\"title\":\"a\"}");
        var typed = Request.post("/lists/home").withBody("text/plain", body);
        assertProblem(Status.UNSUPPORTED_MEDIA_TYPE, ask(typed));
        assertProblem(
                Status.NOT_ACCEPTABLE,
                ask(typed.withBody("application/json", body).withHeader("Accept", "text/html")));
    }

    @Test
    void requestsAtOnceDoNotMeet() throws Exception {
        var texts =
                IntStream.range(0, 64).mapToObj(i -> i + "x".repeat(i * 100)).toList();
        var threads = Executors.newFixedThreadPool(8); // a parallel stream would take no more than there are processors
        try {
            var echoes = threads.invokeAll(texts.stream().map(this::echo).toList());
            for (int i = 0; i < texts.size(); i++) {
                assertEquals(texts.get(i), echoes.get(i).get());
            }
        } finally {
            threads.shutdownNow();
        }
    }

    private Callable<String> echo(String text) {
        return () ->
                ask(Request.post("/echo").withBody("text/plain", Body.of(text))).text();
    }

    private static void assertProblem(Status status, Response answer) {
        assertEquals(status, answer.status(), answer::text);
        assertEquals(Problem.MEDIA_TYPE, answer.header("Content-Type").orElse("none"));
        Assertions.assertTrue(answer.text().contains("\"status\":" + status.code()), answer::text);
    }
}
