package io.anyport.junit.lambda;

import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import java.io.IOException;
import java.io.InputStream;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicLong;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.Timeout;

/** Many invocations at once, and long answers. */
@Timeout(120)
final class RuntimeApiLoadTest {

    private static final Duration PATIENCE = Duration.ofSeconds(60);
    private static final String MEGABYTE = "x".repeat(1024 * 1024);
    private static final int MEGABYTES = 64;
    private static final long BUFFERS = 16L * 1024 * 1024; // more than two sockets have

    @Test
    void manyConnectionsAnswerEachInvocationOnce() throws Exception {
        try (var api = RuntimeApi.start()) {
            for (int i = 0; i < 32; i++) {
                start(() -> echo(api));
            }
            var all = new ArrayList<Invoked>();
            for (int i = 0; i < 5_000; i++) {
                all.add(api.invoke(String.valueOf(i)));
            }
            for (int i = 0; i < all.size(); i++) {
                assertEquals(
                        i + " " + all.get(i).id(), all.get(i).outcome(PATIENCE).text());
            }
            assertEquals(List.of(), api.remarks());
        }
    }

    private static void echo(RuntimeApi api) {
        try (var client = RawClient.of(api)) {
            while (true) {
                var next = client.next();
                client.post("invocation/" + next.id() + "/response", "", next.content() + " " + next.id());
            }
        } catch (IOException end) {
            // of the test
        }
    }

    private static void start(Runnable work) {
        var thread = new Thread(work, "load");
        thread.setDaemon(true);
        thread.start();
    }

    @Test
    void aPulledAnswerMakesItsSenderWait() throws Exception {
        try (var api = RuntimeApi.start();
                var client = RawClient.of(api)) {
            var invoked = api.invoke(InvokeRequest.of("1").pulled());
            var written = new AtomicLong();
            var sending = send(client, client.next().id(), written);
            assertThrows(TimeoutException.class, () -> sending.get(1, TimeUnit.SECONDS));
            assertTrue(written.get() < BUFFERS, () -> "nobody has read, but " + written + " bytes were written");
            try (var stream = invoked.stream(PATIENCE)) {
                long read = 0;
                for (int some = readMegabyte(stream); some > 0; some = readMegabyte(stream)) {
                    read += some;
                    long ahead = written.get() - read;
                    assertTrue(ahead < BUFFERS, () -> "the sender is ahead by " + ahead + " bytes");
                }
                assertEquals(MEGABYTES * 1024L * 1024, read);
            }
            sending.get();
        }
    }

    @Test
    void anAnswerThatNobodyPullsIsTakenAtOnce() throws Exception {
        try (var api = RuntimeApi.start();
                var client = RawClient.of(api)) {
            var invoked = api.invoke("1");
            send(client, client.next().id(), new AtomicLong()).get();
            assertEquals(MEGABYTES * 1024 * 1024, invoked.outcome(PATIENCE).content().length);
        }
    }

    private static int readMegabyte(InputStream stream) throws IOException {
        return stream.readNBytes(1024 * 1024).length;
    }

    private static CompletableFuture<Void> send(RawClient client, String id, AtomicLong written) {
        var sent = new CompletableFuture<Void>();
        start(() -> {
            try {
                client.stream(id);
                for (int i = 0; i < MEGABYTES; i++) {
                    client.chunk(MEGABYTE);
                    written.addAndGet(MEGABYTE.length());
                }
                client.send("0\r\n\r\n");
                client.answer();
                sent.complete(null);
            } catch (IOException failed) {
                sent.completeExceptionally(failed);
            }
        });
        return sent;
    }
}
