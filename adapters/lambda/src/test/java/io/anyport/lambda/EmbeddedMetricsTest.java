package io.anyport.lambda;

import static io.anyport.event.Consumer.queue;
import static io.anyport.http.Route.get;
import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.Invocation;
import io.anyport.event.Batch;
import io.anyport.event.QueueDelivery;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.lambda.local.FrontDoor;
import io.anyport.observe.StoreTask;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.time.Duration;
import java.util.Collections;
import java.util.List;
import java.util.Optional;
import java.util.concurrent.Executors;
import org.junit.jupiter.api.Test;

final class EmbeddedMetricsTest {

    private final ByteArrayOutputStream written = new ByteArrayOutputStream();
    private final EmbeddedMetrics metrics = EmbeddedMetrics.to(new PrintStream(written, false, UTF_8), "shop/todo");
    private final App app = App.of(
                    "test",
                    get("/todos/{id}").to(request -> Response.ok()),
                    queue("imports").run(() -> {
                        throw new IllegalStateException("secret");
                    }))
            .observing(metrics);

    private static final class Function extends LambdaHandler {
        Function(App app) {
            super(app);
        }
    }

    private List<String> lines() {
        String all = written.toString(UTF_8);
        written.reset();
        assertTrue(all.isEmpty() || all.endsWith("\n"));
        return all.lines().toList();
    }

    private static String line(String dimensions, String values, String metric) {
        return "{\"_aws\":{\"Timestamp\":T,\"CloudWatchMetrics\":[{\"Namespace\":\"shop/todo\",\"Dimensions\":[["
                + dimensions + "]],\"Metrics\":[{\"Name\":\"" + metric + "\",\"Unit\":\"Milliseconds\"}]}]}," + values
                + ",\"" + metric + "\":[V]}";
    }

    private static String anonymous(String line) {
        return line.replaceFirst("\"Timestamp\":[0-9]{13},", "\"Timestamp\":T,")
                .replaceFirst("\\[[0-9]+[.][0-9]{3}]", "[V]");
    }

    @Test
    void theLinesOfAnInvocationAreThereWithItsAnswer() throws Exception {
        FrontDoor.httpApi().to(new Function(app.requestsOnly())).handle(Request.get("/todos/secret"));
        assertEquals(
                List.of(line(
                        "\"http.request.method\",\"http.route\",\"http.response.status_class\"",
                        "\"http.request.method\":\"GET\",\"http.route\":\"/todos/{id}\",\"http.response.status_class\":\"2xx\"",
                        "http.server.request.duration")),
                lines().stream().map(EmbeddedMetricsTest::anonymous).toList());
    }

    @Test
    void deliveriesAndCallsOfAStoreHaveTheirErrors() {
        app.receive(Batch.ofQueue("imports", QueueDelivery.of("1", "")));
        metrics.begin(new StoreTask("aws.dynamodb", Optional.of("todos"), "get", Invocation.local()))
                .end(null);
        assertEquals(List.of(), lines());
        metrics.flush(Duration.ofSeconds(1));
        assertEquals(
                List.of(
                        line(
                                "\"binding\",\"error.type\"",
                                "\"binding\":\"queue imports\",\"error.type\":\"IllegalStateException\"",
                                "anyport.task.duration"),
                        line(
                                "\"db.system.name\",\"db.collection.name\",\"db.operation.name\",\"error.type\"",
                                "\"db.system.name\":\"aws.dynamodb\",\"db.collection.name\":\"todos\","
                                        + "\"db.operation.name\":\"get\",\"error.type\":\"none\"",
                                "db.client.operation.duration")),
                lines().stream().map(EmbeddedMetricsTest::anonymous).toList());
        metrics.flush(Duration.ofSeconds(1));
        assertEquals(List.of(), lines());
    }

    @Test
    void aLineHasAHundredValuesAtMostAndNothingIsLostAmongThreads() throws Exception {
        var threads = Executors.newFixedThreadPool(4);
        try {
            for (var done : threads.invokeAll(Collections.nCopies(
                    1_050, () -> app.handle(Request.get("/todos/1")).status().code()))) {
                assertEquals(200, done.get());
            }
        } finally {
            threads.shutdownNow();
        }
        metrics.flush(Duration.ofSeconds(1));
        var lines = lines();
        assertEquals(11, lines.size());
        assertEquals(
                List.of(50, 100, 100, 100, 100, 100, 100, 100, 100, 100, 100),
                lines.stream()
                        .map(line -> line.substring(line.lastIndexOf('[')).split(",", -1).length)
                        .sorted()
                        .toList());
    }

    @Test
    void aNamespaceHasAForm() {
        for (String unfit : List.of("", "a b", "AWS/Lambda", "a".repeat(257), "a\n")) {
            assertThrows(IllegalArgumentException.class, () -> EmbeddedMetrics.of(unfit));
        }
    }
}
