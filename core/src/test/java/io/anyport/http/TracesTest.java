package io.anyport.http;

import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.Invocation;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

final class TracesTest {

    private static final String TRACE = "4bf92f3577b34da6a3ce929d0e0e4736";
    private static final String PARENT = "00-" + TRACE + "-00f067aa0ba902b7-01";
    private static final String STATE = "rojo=00f067aa0ba902b7";

    private final List<Request> sent = new ArrayList<>();
    private final Handler client = Traces.outbound().around(request -> {
        sent.add(request);
        return Response.ok();
    });
    private final App app = App.of("test", get("/").to(request -> {
                client.handle(Request.get("http://other/a"));
                return client.handle(Request.get("http://other/b"));
            }))
            .with(Traces.answered());

    private static Request received(Invocation invocation, String... fields) {
        return Request.received(Method.GET, "/", null, Headers.of(fields), Body.empty(), Origin.LOCAL, invocation);
    }

    private TraceContext trace(int call) {
        return TraceContext.parse(sent.get(call).header("traceparent").orElse(""))
                .orElseThrow();
    }

    @Test
    void callsContinueTheTraceEachAsAPartOfItsOwn() {
        app.handle(received(Invocation.local().withTrace(PARENT), "traceparent", PARENT, "tracestate", STATE));
        assertEquals(TRACE, trace(0).traceId());
        assertEquals(TRACE, trace(1).traceId());
        assertEquals(1, trace(0).flags());
        assertNotEquals(trace(0).parentId(), trace(1).parentId());
        assertNotEquals("00f067aa0ba902b7", trace(0).parentId());
        assertEquals(STATE, sent.get(0).header("tracestate").orElse(""));
    }

    @Test
    void aTraceOfXRayIsContinuedAsOneOfW3C() {
        var invocation = Invocation.local()
                .withTrace("Root=1-67891233-abcdef012345678912345678;Parent=463ac35c9f6413ad;Sampled=1");
        app.handle(received(invocation, "tracestate", STATE));
        assertEquals("67891233abcdef012345678912345678", trace(0).traceId());
        assertFalse(sent.get(0).headers().contains("tracestate")); // it belongs to no traceparent
    }

    @Test
    void whereNoneCameTheCallsOfARequestAreOfOneTraceThatIsNotRecorded() {
        var request = Request.get("/");
        app.handle(request);
        assertEquals(request.invocation().id(), trace(0).traceId());
        assertEquals(request.invocation().id(), trace(1).traceId());
        assertEquals(0, trace(0).flags());
        app.handle(request.withInvocation(Invocation.local().withId("c6af9ac6-7b61-11e6-9a41-93e8deadbeef")));
        assertEquals("c6af9ac67b6111e69a4193e8deadbeef", trace(2).traceId());
        app.handle(request.withInvocation(Invocation.local().withId("none")));
        assertEquals(32, trace(4).traceId().length());
    }

    @Test
    void whoHasATraceKeepsIt() throws Exception {
        String own = PARENT.replace("4bf9", "5bf9");
        Invocation.local()
                .withTrace(PARENT)
                .call(() -> client.handle(Request.get("http://other/").withHeader("traceparent", own)));
        assertEquals(own, trace(0).toString());
    }

    @Test
    void answersSayTheTrace() {
        var answer = app.handle(received(Invocation.local().withTrace(PARENT)));
        String response = answer.header("traceresponse").orElse("");
        assertEquals(TRACE, TraceContext.parse(response).orElseThrow().traceId());
    }

    @Test
    void aStateIsHandedOnAsFarAsItIsSound() {
        String[] fields = {"traceparent", PARENT, "tracestate", "a=1", "tracestate", "b=2"};
        assertEquals("a=1,b=2", state(fields));
        assertEquals("", state("traceparent", PARENT.replace("4bf9", "5bf9"), "tracestate", "a=1"));
        assertEquals("", state("traceparent", PARENT, "tracestate", "\u00e9=1"));
        String member = "k=" + "v".repeat(254);
        assertEquals(member, state("traceparent", PARENT, "tracestate", member + "," + member + "x"));
        assertEquals("", state("traceparent", PARENT, "tracestate", "k=" + "v".repeat(600)));
        for (String unfit : List.of("", "a\nb", "a".repeat(513))) {
            assertThrows(
                    IllegalArgumentException.class, () -> Invocation.local().withTraceState(unfit));
        }
        assertTrue(Invocation.local()
                .withTraceState(STATE)
                .withTrace(PARENT)
                .traceState()
                .isEmpty());
    }

    private static String state(String... fields) {
        return received(Invocation.local().withTrace(PARENT), fields)
                .invocation()
                .traceState()
                .orElse("");
    }
}
