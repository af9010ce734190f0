package io.anyport.spring.cloud.function;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.http.Handler;
import io.anyport.http.Headers;
import io.anyport.http.Request;
import io.anyport.lambda.local.FrontDoor;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.CyclicBarrier;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Managed Instances call one object from many threads at once. */
final class ManyThreadsTest {

    private static final int THREADS = 32;
    private static final int EACH = 30;

    @Test
    void noAnswerIsAnotherOnes() throws Exception {
        var client = FrontDoor.httpApi().to(Functions.ofNotes());
        var start = new CyclicBarrier(THREADS);
        var calls = new ArrayList<Callable<Boolean>>();
        for (int thread = 0; thread < THREADS; thread++) {
            String name = "t" + thread;
            calls.add(() -> {
                start.await();
                for (int i = 0; i < EACH; i++) {
                    assertAnswered(client, name + "-" + i);
                }
                return true;
            });
        }
        var threads = Executors.newFixedThreadPool(THREADS);
        try {
            for (var call : threads.invokeAll(calls)) {
                call.get();
            }
        } finally {
            threads.shutdown();
        }
    }

    private static void assertAnswered(Handler client, String name) throws Exception {
        var headers = Headers.of("X", name, "Cookie", "c=" + name);
        var request = Request.post("/" + name + "?q=" + name).withHeaders(headers);
        var answer = client.handle(request.withBody(io.anyport.http.Body.of(name.repeat(50))));
        assertEquals(String.join(" ", name, name, name, "[" + name + "]", name.repeat(50)), answer.text());
    }
}
