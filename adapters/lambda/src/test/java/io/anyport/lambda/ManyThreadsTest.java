package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.App;
import io.anyport.http.Response;
import io.anyport.http.Route;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.util.ArrayList;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

/** Managed Instances call one object from many threads at once. */
final class ManyThreadsTest {

    private static final int THREADS = 32;
    private static final int EACH = 50;

    @Test
    void noAnswerIsAnotherOnes() throws Exception {
        var function = new LambdaHandler(App.of("echo", Route.post("/{name}").to(ManyThreadsTest::echo))) {};
        var calls = new ArrayList<Callable<Boolean>>();
        for (int thread = 0; thread < THREADS; thread++) {
            String name = "t" + thread;
            calls.add(() -> {
                for (int i = 0; i < EACH; i++) {
                    assertAnswered(function, name + "-" + i);
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

    private static Response echo(io.anyport.http.Request request) {
        String all = request.parameter("name") + " " + request.header("x").orElse("") + " "
                + request.cookie("c").orElse("") + " " + request.invocation().id() + " ";
        return Response.ok().text(all + request.body().text());
    }

    private static void assertAnswered(LambdaHandler function, String name) throws Exception {
        var event = Events.at("/" + name).put("body", name.repeat(50));
        Events.headersOf(event).put("x", name);
        event.putArray("cookies").add("c=" + name);
        Events.platformOf(event).put("requestId", name);
        var answer = new ByteArrayOutputStream();
        function.handleRequest(new ByteArrayInputStream(event.toString().getBytes(UTF_8)), answer, null);
        String expected = String.join(" ", name, name, name, name, name.repeat(50));
        assertEquals(expected, Events.tree(answer.toByteArray()).get("body").stringValue());
    }
}
