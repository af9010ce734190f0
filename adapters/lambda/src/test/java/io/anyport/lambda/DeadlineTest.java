package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.App;
import io.anyport.event.Operation;
import io.anyport.event.OperationTimedOut;
import io.anyport.http.Body;
import io.anyport.http.Handler;
import io.anyport.http.Mount;
import io.anyport.http.Problem;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Route;
import io.anyport.http.Status;
import io.anyport.http.Timeout;
import io.anyport.lambda.local.FrontDoor;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.InputStream;
import java.lang.reflect.Proxy;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.Callable;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What a function answers before the platform ends it. */
final class DeadlineTest {

    private static final Duration SHORT = Duration.ofSeconds(1);

    private static Handler client(Handler handler) {
        var app = App.of("slow", Route.get("/").to(handler))
                .with(next -> request -> next.handle(request).withHeader("Seen", "yes"));
        return FrontDoor.httpApi().to(app);
    }

    private static Request within(Duration remaining) {
        var request = Request.get("/");
        return request.withInvocation(request.invocation().within(remaining));
    }

    private static Response forEver() throws InterruptedException {
        new CountDownLatch(1).await();
        return Response.ok();
    }

    private static void assertLate(Response answer) {
        assertEquals(Status.GATEWAY_TIMEOUT, answer.status());
        assertEquals(Problem.MEDIA_TYPE, answer.header("Content-Type").orElse("none"));
        assertTrue(answer.text().contains("\"requestId\""), answer.text());
        assertEquals("yes", answer.header("Seen").orElse("none"), "filters see it");
    }

    /** Under AWS's client the same thread takes the next invocation. */
    @Test
    void anInterruptIsNotLeftToTheNextInvocation() throws Exception {
        var answer = client(request -> {
                    throw new InterruptedException();
                })
                .handle(Request.get("/"));
        assertEquals(Status.INTERNAL_SERVER_ERROR, answer.status());
        assertFalse(Thread.interrupted());
    }

    @Test
    void workThatIsStillGoingOnIsAnsweredFor() throws Exception {
        assertLate(client(request -> forEver()).handle(within(SHORT)));
        assertFalse(Thread.currentThread().isInterrupted());
    }

    private static final class Stuck extends InputStream {
        @Override
        public int read() {
            return read(new byte[1], 0, 1);
        }

        @Override
        public int read(byte[] bytes, int offset, int length) {
            try {
                forEver();
                return -1;
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        }
    }

    @Test
    void soIsContentThatIsStillComing() throws Exception {
        var stream = new Stuck();
        assertLate(client(request -> Response.ok().withBody("text/plain", Body.of(stream)))
                .handle(within(SHORT)));
    }

    @Test
    void whatIsDoneInSpiteOfItIsSent() throws Exception {
        var client = client(request -> {
            try {
                return forEver();
            } catch (InterruptedException e) {
                return Response.ok().text("done");
            }
        });
        assertEquals("done", client.handle(within(SHORT)).text());
        assertFalse(Thread.currentThread().isInterrupted());
    }

    @Test
    void workThatIgnoresTheInterruptIsAnsweredForByTheFilter() throws Exception {
        var isReleased = new AtomicBoolean();
        var app = App.of("busy", Route.get("/").to(request -> {
                    while (!isReleased.get()) {
                        Thread.onSpinWait();
                    }
                    return Response.ok();
                }))
                .with(Timeout.atDeadline());
        var answer = FrontDoor.httpApi().to(app).handle(within(SHORT));
        isReleased.set(true);
        assertEquals(Status.GATEWAY_TIMEOUT, answer.status());
    }

    @Test
    void whatIsTooLateAlreadyIsNotBegun() throws Exception {
        var isBegun = new AtomicBoolean();
        var client = client(request -> {
            isBegun.set(true);
            return Response.ok();
        });
        assertLate(client.handle(within(Duration.ofMillis(50))));
        assertFalse(isBegun.get());
    }

    @Test
    void aPlatformThatGivesNoTimeKnowsNone() throws Exception {
        var platform = (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (self, method, arguments) -> method.getReturnType() == int.class ? 0 : null);
        var app = App.of("any", Mount.mount("/my", request -> Response.ok()));
        var answer = new ByteArrayOutputStream();
        new LambdaHandler(app) {}.handleRequest(new ByteArrayInputStream(Events.bytes("http-api")), answer, platform);
        assertEquals(200, Events.tree(answer.toByteArray()).get("statusCode").intValue());
    }

    @Test
    void theLogicSeesLessThanThePlatformGives() throws Exception {
        var client = client(request -> Response.ok()
                .text(String.valueOf(
                        request.invocation().remaining().orElseThrow().toMillis())));
        long remaining =
                Long.parseLong(client.handle(within(Duration.ofSeconds(60))).text());
        assertTrue(remaining <= 60_000 - 100, "remaining " + remaining);
    }

    private static Context platform(int milliseconds) {
        return (Context) Proxy.newProxyInstance(
                Context.class.getClassLoader(),
                new Class<?>[] {Context.class},
                (self, method, arguments) -> method.getReturnType() == int.class
                        ? milliseconds
                        : method.getName().equals("getAwsRequestId") ? "late-1" : null);
    }

    @ParameterizedTest
    @ValueSource(ints = {50, 1000})
    void anOperationThatIsLateSaysSo(int milliseconds) {
        var app = App.of(
                "slow",
                Operation.operation("wait")
                        .to(Object.class, (Object any) -> forEver().status().code()));
        var late = assertThrows(
                OperationTimedOut.class, () -> Events.answer(app, "{}".getBytes(UTF_8), platform(milliseconds)));
        assertEquals(Status.GATEWAY_TIMEOUT, late.problem().status());
        assertTrue(String.valueOf(late.getMessage()).contains("\"requestId\":\"late-1\""), late.getMessage());
        assertFalse(Thread.interrupted());
    }

    @Test
    void eachOfManyAtOnceHasItsOwnEnd() throws Exception {
        var client = client(request ->
                request.invocation().remaining().orElseThrow().compareTo(SHORT) > 0 ? Response.ok() : forEver());
        Callable<Response> slow = () -> client.handle(within(SHORT));
        Callable<Response> quick = () -> client.handle(within(Duration.ofSeconds(60)));
        var threads = Executors.newFixedThreadPool(16);
        try {
            for (int round = 0; round < 3; round++) {
                var calls =
                        Stream.generate(() -> List.of(slow, quick)).limit(16).flatMap(List::stream);
                int late = 0;
                for (var answer : threads.invokeAll(calls.toList())) {
                    late += answer.get().status() == Status.GATEWAY_TIMEOUT ? 1 : 0;
                }
                assertEquals(16, late);
            }
        } finally {
            threads.shutdownNow();
        }
    }
}
