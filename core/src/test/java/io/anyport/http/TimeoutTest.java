package io.anyport.http;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNotSame;
import static org.junit.jupiter.api.Assertions.assertSame;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.Invocation;
import java.io.ByteArrayInputStream;
import java.io.IOException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Optional;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.FutureTask;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.Function;
import org.junit.jupiter.api.Test;

final class TimeoutTest {

    private static final Duration SOON = Duration.ofMillis(1);
    private static final Duration NEVER = Duration.ofHours(1);

    private static Request within(Duration time) {
        return Request.get("/").withInvocation(Invocation.local().within(time));
    }

    /** A handler that waits forever, and says when it was interrupted. */
    private static Handler waiting(CountDownLatch interrupted) {
        return request -> {
            try {
                new CountDownLatch(1).await();
                return Response.ok();
            } finally {
                interrupted.countDown();
            }
        };
    }

    /** What a handler that has begun is answered with; a short time may be up before it begins, so that it never does. */
    private static Response late(Function<Duration, Timeout> timeout, Request request, Handler handler)
            throws Exception {
        var hasBegun = new AtomicBoolean();
        Handler begun = seen -> {
            hasBegun.set(true);
            return handler.handle(seen);
        };
        for (var limit = SOON; ; limit = limit.multipliedBy(2)) {
            var response = timeout.apply(limit).around(begun).handle(request);
            if (hasBegun.get()) {
                return response;
            }
        }
    }

    private static void await(CountDownLatch latch) {
        try {
            assertTrue(latch.await(1, TimeUnit.MINUTES));
        } catch (InterruptedException e) {
            throw new AssertionError(e);
        }
    }

    @Test
    void whatIsInTimeIsTheAnswer() throws Exception {
        var answer = Response.ok().text("hello");
        assertSame(answer, Timeout.after(NEVER).around(request -> answer).handle(Request.get("/")));
        assertSame(answer, Timeout.atDeadline().around(request -> answer).handle(within(NEVER)));
    }

    @Test
    void atTheLimitTheAnswerIs504AndTheHandlerIsInterrupted() throws Exception {
        var interrupted = new CountDownLatch(1);
        var response = late(Timeout::after, within(NEVER), waiting(interrupted));
        assertEquals(Status.GATEWAY_TIMEOUT, response.status());
        assertEquals(Optional.of(Problem.MEDIA_TYPE), response.header("Content-Type"));
        await(interrupted);
    }

    @Test
    void atTheDeadlineTheAnswerIs504AndTheHandlerIsInterrupted() throws Exception {
        var interrupted = new CountDownLatch(1);
        Function<Duration, Timeout> timeout = time -> Timeout.after(NEVER).margin(NEVER.minus(time));
        var response = late(timeout, within(NEVER), waiting(interrupted));
        assertEquals(Status.GATEWAY_TIMEOUT, response.status());
        await(interrupted);
    }

    @Test
    void aHandlerThatDoesNotReactIsAnsweredFor() throws Exception {
        var release = new CountDownLatch(1);
        var ended = new CountDownLatch(1);
        var response = late(Timeout::after, Request.get("/"), request -> {
            while (release.getCount() > 0) {
                Thread.interrupted();
                Thread.onSpinWait();
            }
            ended.countDown();
            return Response.ok();
        });
        assertEquals(Status.GATEWAY_TIMEOUT, response.status());
        release.countDown();
        await(ended);
    }

    @Test
    void whereNoTimeIsLeftTheHandlerIsNotCalled() throws Exception {
        Handler unreachable = request -> {
            throw new AssertionError("called");
        };
        var timeout = Timeout.atDeadline().margin(NEVER);
        assertEquals(
                Status.GATEWAY_TIMEOUT,
                timeout.around(unreachable).handle(within(NEVER)).status());
        assertEquals(
                Status.GATEWAY_TIMEOUT,
                Timeout.after(NEVER)
                        .margin(Duration.ZERO)
                        .around(unreachable)
                        .handle(within(Duration.ZERO))
                        .status());
    }

    @Test
    void theLogicSeesTheTimeThatItReallyHas() throws Exception {
        var seen = new ArrayList<Duration>();
        Handler handler = request -> {
            seen.add(request.invocation().remaining().orElseThrow());
            return Response.ok();
        };
        Timeout.after(NEVER).around(handler).handle(Request.get("/"));
        Timeout.atDeadline().margin(NEVER).around(handler).handle(within(NEVER.multipliedBy(3)));
        assertHoursAbove(0, seen.get(0));
        assertHoursAbove(1, seen.get(1));
    }

    private static void assertHoursAbove(int hours, Duration seen) {
        assertEquals(hours, seen.toHours(), seen::toString);
    }

    @Test
    void withoutADeadlineTheCallersOwnThreadIsEnough() throws Exception {
        var threads = new ArrayList<Thread>();
        Handler handler = request -> {
            threads.add(Thread.currentThread());
            return Response.ok();
        };
        Timeout.atDeadline().around(handler).handle(Request.get("/"));
        assertSame(Thread.currentThread(), threads.get(0));
        Timeout.after(NEVER).around(handler).handle(Request.get("/"));
        assertNotSame(Thread.currentThread(), threads.get(1));
        assertTrue(threads.get(1).isDaemon());
        assertEquals(Runtime.version().feature() >= 21, isVirtual(threads.get(1)));
    }

    private static boolean isVirtual(Thread thread) throws ReflectiveOperationException {
        return Runtime.version().feature() >= 21
                && (boolean) Thread.class.getMethod("isVirtual").invoke(thread);
    }

    @Test
    void whatTheHandlerThrowsIsThrown() {
        var checked = new IOException("checked");
        var own = new TimeoutException("the handler's own");
        var error = new StackOverflowError();
        for (Throwable thrown : new Throwable[] {checked, own, error}) {
            Handler failing = request -> {
                if (thrown instanceof Error e) {
                    throw e;
                }
                throw (Exception) thrown;
            };
            var handler = Timeout.after(NEVER).around(failing);
            assertSame(thrown, assertThrows(Throwable.class, () -> handler.handle(Request.get("/"))));
        }
    }

    @Test
    void aStreamThatComesTooLateIsClosed() throws Exception {
        var release = new CountDownLatch(1);
        var closed = new CountDownLatch(1);
        var stream = new ByteArrayInputStream(new byte[1]) {
            @Override
            public void close() {
                closed.countDown();
            }
        };
        var response = late(Timeout::after, Request.get("/"), request -> {
            awaitUninterruptibly(release);
            return Response.ok().withBody(Body.of(stream));
        });
        assertEquals(Status.GATEWAY_TIMEOUT, response.status());
        assertEquals(1, closed.getCount());
        release.countDown();
        await(closed);
    }

    private static void awaitUninterruptibly(CountDownLatch latch) {
        boolean isOpen = false;
        while (!isOpen) {
            try {
                latch.await();
                isOpen = true;
            } catch (InterruptedException ignored) {
                // what this handler is for
            }
        }
    }

    @Test
    void aCallerThatIsInterruptedInterruptsTheHandler() throws Exception {
        var started = new CountDownLatch(1);
        var interrupted = new CountDownLatch(1);
        var handler = Timeout.after(NEVER).around(request -> {
            started.countDown();
            return waiting(interrupted).handle(request);
        });
        var call = new FutureTask<>(() -> handler.handle(Request.get("/")));
        var caller = new Thread(call);
        caller.start();
        await(started);
        caller.interrupt();
        await(interrupted);
        var thrown = assertThrows(ExecutionException.class, call::get);
        assertTrue(thrown.getCause() instanceof InterruptedException);
    }

    @Test
    void anInterruptedHandlerLeavesNoTraceOnTheNext() throws Exception {
        var wasInterrupted = new AtomicBoolean();
        for (int i = 0; i < 50; i++) {
            var interrupted = new CountDownLatch(1);
            late(Timeout::after, Request.get("/"), waiting(interrupted));
            Timeout.after(NEVER)
                    .around(request -> {
                        wasInterrupted.compareAndSet(
                                false, Thread.currentThread().isInterrupted());
                        return Response.ok();
                    })
                    .handle(Request.get("/"));
            await(interrupted);
        }
        assertFalse(wasInterrupted.get());
    }

    @Test
    void anApplicationAnswers504ThroughItsFilters() throws Exception {
        var interrupted = new CountDownLatch(1);
        var app = App.of("test", Route.get("/").to(waiting(interrupted)));
        var response = app.with(Cors.anyOrigin(), Timeout.after(SOON)).handle(Request.get("/"));
        assertEquals(Status.GATEWAY_TIMEOUT, response.status());
        assertEquals(Optional.of("*"), response.header("Access-Control-Allow-Origin"));
    }

    @Test
    void limitsAndMarginsOutOfRangeAreRefused() {
        assertThrows(IllegalArgumentException.class, () -> Timeout.after(Duration.ZERO));
        assertThrows(IllegalArgumentException.class, () -> Timeout.after(Duration.ofNanos(-1)));
        assertThrows(IllegalArgumentException.class, () -> Timeout.atDeadline().margin(Duration.ofNanos(-1)));
    }

    @Test
    void theLongestLimitIsNoLimit() throws Exception {
        var timeout = Timeout.after(Duration.ofSeconds(Long.MAX_VALUE));
        assertEquals(
                Status.OK,
                timeout.around(request -> Response.ok())
                        .handle(Request.get("/"))
                        .status());
    }
}
