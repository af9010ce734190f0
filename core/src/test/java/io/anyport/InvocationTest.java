package io.anyport;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotEquals;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Route;
import io.anyport.http.Timeout;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

final class InvocationTest {

    private static final Duration HOUR = Duration.ofHours(1);

    @Test
    void aFreshOneHasATargetAndAnId() {
        var invocation = Invocation.of("undertow");
        assertEquals("undertow", invocation.target());
        assertTrue(invocation.id().matches("[0-9a-f]{32}"), invocation::id);
        assertEquals(Optional.empty(), invocation.clientAddress());
        assertEquals(Optional.empty(), invocation.trace());
        assertEquals(Optional.empty(), invocation.remaining());
        assertEquals("memory", Invocation.local().target());
        assertEquals("undertow " + invocation.id(), invocation.toString());
    }

    @Test
    void idsAreNotTheSame() {
        assertNotEquals(Invocation.local().id(), Invocation.local().id());
    }

    @Test
    void threadsSeeOneId() throws Exception {
        int threads = 8;
        var executor = Executors.newFixedThreadPool(threads);
        for (int round = 0; round < 200; round++) {
            var invocation = Invocation.local();
            var barrier = new CyclicBarrier(threads);
            Callable<String> ask = () -> {
                barrier.await();
                return invocation.id();
            };
            var ids = new HashSet<String>();
            for (var id :
                    executor.invokeAll(Stream.generate(() -> ask).limit(threads).toList())) {
                ids.add(id.get());
            }
            assertEquals(1, ids.size());
        }
        executor.shutdown();
    }

    @Test
    void copiesKeepWhatTheyDoNotChange() {
        var invocation = Invocation.of("lambda:http-api")
                .withId("id-1")
                .withClientAddress("::1")
                .withTrace("Root=1")
                .withStage("dev")
                .withCaller(Caller.of(Caller.JWT, "ada", Map.of(), List.of()))
                .within(HOUR);
        var other = invocation.withId("id-2");
        assertEquals("id-1", invocation.id());
        assertEquals("id-2", other.id());
        assertEquals(Optional.of("::1"), other.clientAddress());
        assertEquals(Optional.of("Root=1"), other.trace());
        assertEquals(Optional.of("dev"), other.stage());
        assertEquals(
                invocation.caller(),
                other.withTrace("t").withClientAddress("::1").withStage("s").caller());
        assertEquals(Optional.of("ada"), other.caller().flatMap(Caller::id));
        assertEquals("lambda:http-api", other.target());
        assertTrue(other.remaining().isPresent());
    }

    @Test
    void nobodyIsTheCallerUnlessSomebodyVouches() {
        assertEquals(Optional.empty(), Invocation.local().caller());
        assertEquals(Optional.empty(), Invocation.local().stage());
    }

    @Test
    void aMadeIdStaysInCopies() {
        var invocation = Invocation.local();
        String id = invocation.id();
        assertEquals(
                id,
                invocation.withTrace("t").within(HOUR).withClientAddress("::1").id());
    }

    @ParameterizedTest
    @ValueSource(strings = {"", " ", "a b", "a\n", "\u00e9", "a\u007f", "a\u0000"})
    void anIdFitsIntoALogAndAField(String id) {
        assertThrows(IllegalArgumentException.class, () -> Invocation.local().withId(id));
    }

    @Test
    void anIdHasALimit() {
        assertEquals(200, Invocation.local().withId("i".repeat(200)).id().length());
        assertThrows(IllegalArgumentException.class, () -> Invocation.local().withId("i".repeat(201)));
    }

    @Test
    void theTimeThatRemainsRunsOut() {
        var invocation = Invocation.local().within(HOUR);
        var first = invocation.remaining().orElseThrow();
        var second = invocation.remaining().orElseThrow();
        assertTrue(first.compareTo(HOUR) <= 0 && second.compareTo(first) <= 0);
        assertTrue(first.compareTo(HOUR.dividedBy(2)) > 0);
    }

    @Test
    void theEarlierDeadlineCounts() {
        var hour = Invocation.local().within(HOUR);
        assertSame(hour, hour.within(HOUR.multipliedBy(2)));
        var half = hour.within(HOUR.dividedBy(2)).remaining().orElseThrow();
        assertTrue(half.compareTo(HOUR.dividedBy(2)) <= 0);
    }

    @Test
    void whatIsPastIsOver() {
        for (var past : new Duration[] {Duration.ZERO, HOUR.negated(), Duration.ofSeconds(Long.MIN_VALUE)}) {
            var remaining = Invocation.local().within(past).remaining().orElseThrow();
            assertFalse(remaining.compareTo(Duration.ZERO) > 0, remaining::toString);
        }
    }

    @Test
    void whatIsFarAwayIsNoDeadline() {
        var local = Invocation.local();
        assertSame(local, local.within(Duration.ofSeconds(Long.MAX_VALUE)));
        assertSame(local, local.within(Duration.ofDays(365 * 300)));
        assertTrue(local.within(Duration.ofDays(365 * 90)).remaining().isPresent());
    }

    @Test
    void theCurrentOneIsTheInnermostCallOfTheThread() throws Exception {
        var outer = Invocation.of("outer");
        var inner = Invocation.of("inner");
        assertEquals(Optional.empty(), Invocation.current());

        outer.call(() -> {
            assertSame(outer, Invocation.current().orElseThrow());
            assertThrows(
                    IllegalStateException.class,
                    () -> inner.call(() -> {
                        assertSame(inner, Invocation.current().orElseThrow());
                        throw new IllegalStateException();
                    }));
            return assertSameAs(outer);
        });

        assertEquals(Optional.empty(), Invocation.current());
    }

    private static boolean assertSameAs(Invocation expected) {
        assertSame(expected, Invocation.current().orElseThrow());
        return true;
    }

    @Test
    void aHandlerRunsAsTheInvocationOfItsRequest() {
        var seen = new ArrayList<Optional<Invocation>>();
        var app = App.of("app", Route.get("/").to(request -> {
            seen.add(Invocation.current());
            return Response.ok();
        }));
        var invocation = Invocation.of("test").within(HOUR);

        app.handle(Request.get("/").withInvocation(invocation));
        app.with(Timeout.atDeadline()).handle(Request.get("/").withInvocation(invocation)); // on a thread of its own

        assertSame(invocation, seen.get(0).orElseThrow());
        assertEquals(invocation.id(), seen.get(1).orElseThrow().id());
        assertTrue(seen.get(1).orElseThrow().remaining().orElseThrow().compareTo(HOUR) < 0);
        assertEquals(Optional.empty(), Invocation.current());
    }
}
