package todo;

import static org.junit.jupiter.api.Assertions.assertEquals;

import io.anyport.http.Method;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.memory.MemoryStore;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.Set;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

/** One conversation, answered alike by all targets: status, header fields, and every byte of the bodies. */
class ConversationTest {

    /** What belongs to a connection, a clock or a framing, and so to the target rather than to the application. */
    private static final Set<String> TARGETS_OWN =
            Set.of("date", "connection", "keep-alive", "content-length", "transfer-encoding");

    private static final List<Request> CONVERSATION = List.of(
            Request.get("/todos"),
            Request.post("/todos").json("{\"title\":\"caf\u00e9 \ud83d\udea2 \\u0000 \\\"q\\\"\",\"order\":-1}"),
            Request.post("/todos").json("{\"title\":\"second\",\"completed\":true}"),
            Request.get("/todos"),
            Request.of(Method.HEAD, "/todos"),
            Request.get("/todos/1"),
            Request.patch("/todos/2").json("{\"title\":\"changed\"}"),
            Request.patch("/todos/2").json("{\"title\":null,\"order\":\"x\"}"),
            Request.patch("/todos/2").json("{\"title\":"),
            Request.patch("/todos/2").withBody("text/plain", io.anyport.http.Body.of("x")),
            Request.get("/todos/2").withHeader("Accept", "text/html"),
            Request.get("/todos/2").withHeader("Origin", "https://example.org"),
            Request.of(Method.OPTIONS, "/todos/2"),
            Request.put("/todos/2").json("{}"),
            Request.get("/todos/a%2Fb"),
            Request.get("/nothing?here"),
            Request.delete("/todos/1"),
            Request.delete("/todos/1"),
            Request.delete("/todos"),
            Request.get("/todos"),
            Request.get("/"));

    @ParameterizedTest
    @EnumSource(mode = EnumSource.Mode.EXCLUDE, names = "MEMORY")
    void isAnsweredAsInMemory(TodoTarget target) throws Exception {
        var expected = converse(TodoTarget.MEMORY);
        var answers = converse(target);

        for (int i = 0; i < answers.size(); i++) {
            assertEquals(expected.get(i), answers.get(i), i + ": " + CONVERSATION.get(i));
        }
    }

    private static List<String> converse(TodoTarget target) throws Exception {
        var ids = new AtomicInteger();
        var answers = new ArrayList<String>();
        try (var todo = target.start(TodoApp.create(new MemoryStore(), () -> "" + ids.incrementAndGet()))) {
            for (var request : CONVERSATION) {
                var answer = todo.handle(request);
                answers.add(text(answer).replaceAll("https?://[^/\"]+/", "http://host/"));
            }
        }
        return answers;
    }

    private static String text(Response answer) {
        var fields = new TreeMap<String, String>();
        answer.headers().forEach((name, value) -> {
            String lower = name.toLowerCase(Locale.ROOT);
            if (!TARGETS_OWN.contains(lower)) {
                fields.merge(lower, value, (a, b) -> a + "\n" + b);
            }
        });
        return answer.status() + "\n" + fields + "\n"
                + new String(answer.body().bytes(), java.nio.charset.StandardCharsets.ISO_8859_1);
    }
}
