package io.anyport.lambda.runtime;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import com.amazonaws.services.lambda.runtime.RequestStreamHandler;
import io.anyport.junit.lambda.Call;
import io.anyport.junit.lambda.Fault;
import io.anyport.junit.lambda.InvokeRequest;
import io.anyport.junit.lambda.Invoked;
import io.anyport.junit.lambda.Outcome;
import io.anyport.junit.lambda.RuntimeApi;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.NullSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Many loops on one handler. */
@Timeout(300)
final class LoopsTest {

    private static final int AT_ONCE = 32;

    /** Answered as a whole, and as many streamed: 100,000 in all. */
    private static final int INVOCATIONS = Integer.getInteger("anyport.invocations", 50_000);

    private static final Duration PATIENCE = Duration.ofMinutes(2);

    /** Answers with what it got and its id, or fails with them. */
    private static final RequestStreamHandler TELLING = (input, output, context) -> {
        String told = new String(input.readAllBytes(), UTF_8) + " " + context.getAwsRequestId();
        if (told.startsWith("7")) {
            throw new IllegalStateException(told);
        }
        output.write(told.getBytes(UTF_8));
    };

    private static CompletableFuture<Throwable> start(
            RuntimeApi api, RequestStreamHandler handler, int count, @Nullable String streaming) {
        var loops = new ArrayList<Loop>();
        for (int i = 0; i < count; i++) {
            loops.add(new Loop(handler, new ApiConnection(api.authority()), new Patience(3, 1), streaming));
        }
        var end = new CompletableFuture<Throwable>();
        var thread = new Thread(
                () -> {
                    try {
                        Loops.run(loops);
                    } catch (Throwable failed) {
                        end.complete(failed);
                    }
                },
                "loops");
        thread.setDaemon(true);
        thread.start();
        return end;
    }

    @ParameterizedTest
    @NullSource
    @ValueSource(strings = "function-url")
    void noAnswerIsAnotherOnes(@Nullable String streaming) throws Exception {
        try (var api = RuntimeApi.start()) {
            var all = new ArrayList<Invoked>();
            for (int i = 0; i < INVOCATIONS; i++) {
                all.add(api.invoke(InvokeRequest.of(String.valueOf(i)).withId("id-" + i)));
            }
            var end = start(api, TELLING, AT_ONCE, streaming);
            for (int i = 0; i < INVOCATIONS; i++) {
                var outcome = all.get(i).outcome(PATIENCE);
                String told = i + " id-" + i;
                boolean fails = told.startsWith("7");
                assertEquals(fails ? Outcome.Kind.ERROR : Outcome.Kind.RESPONSE, outcome.kind());
                assertTrue(
                        fails
                                ? outcome.text().startsWith("{\"errorMessage\":\"" + told + "\",")
                                : outcome.text().equals(told),
                        outcome::text);
            }
            assertEquals(List.of(), api.remarks());
            assertTrue(api.connections() <= AT_ONCE);
            assertFalse(end.isDone());
        }
    }

    /** So many invocations are with the function at the same time. */
    @Test
    void invocationsRunAtOnce() throws Exception {
        var all = new CountDownLatch(AT_ONCE);
        RequestStreamHandler waiting = (input, output, context) -> {
            all.countDown();
            try {
                all.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
        };
        try (var api = RuntimeApi.start()) {
            var end = start(api, waiting, AT_ONCE, null);
            for (int i = 0; i < AT_ONCE; i++) {
                api.invoke("");
            }
            for (int i = 0; i < AT_ONCE; i++) {
                assertEquals(Outcome.Kind.RESPONSE, api.outcome(PATIENCE).kind());
            }
            assertFalse(end.isDone());
        }
    }

    /** From JDK 24 on they are no longer pinned where something is synchronized. */
    @Test
    void threadsAreVirtualWhereThatIsOfUse() throws Exception {
        RequestStreamHandler telling = (input, output, context) -> {
            boolean isVirtual = Thread.currentThread().toString().startsWith("VirtualThread[");
            output.write(String.valueOf(isVirtual).getBytes(UTF_8));
        };
        try (var api = RuntimeApi.start()) {
            var end = start(api, telling, 2, null);
            assertEquals(
                    String.valueOf(Runtime.version().feature() >= 24),
                    api.invoke("").outcome(PATIENCE).text());
            assertFalse(end.isDone());
        }
    }

    @Test
    void whatIsRunningIsAnsweredBeforeTheEnd() throws Exception {
        var begun = new CountDownLatch(1);
        var goesOn = new CountDownLatch(1);
        RequestStreamHandler slow = (input, output, context) -> {
            if (input.read() < 0) {
                return;
            }
            begun.countDown();
            try {
                goesOn.await();
            } catch (InterruptedException e) {
                throw new IllegalStateException(e);
            }
            output.write('x');
        };
        try (var api = RuntimeApi.start()) {
            var invoked = api.invoke("slow");
            var end = start(api, slow, 4, null);
            begun.await();
            api.fail(Call.NEXT, Fault.status(403)); // for who asks next, now or after an invocation that is not slow
            api.invoke("");
            while (api.connections() > 1) { // those who wait wait no longer
                Thread.onSpinWait();
            }
            assertThrows(TimeoutException.class, () -> end.get(300, TimeUnit.MILLISECONDS));
            goesOn.countDown();
            assertEquals("x", invoked.outcome(PATIENCE).text());
            assertTrue(String.valueOf(end.get().getMessage()).contains("403"), end.get()::toString);
        }
    }
}
