package todo;

import static io.anyport.event.Consumer.queue;
import static io.anyport.event.Consumer.schedule;
import static io.anyport.event.Operation.operation;
import static io.anyport.event.SocketRoute.socket;
import static io.anyport.http.Route.get;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.event.Batch;
import io.anyport.event.InvalidOperationInput;
import io.anyport.event.QueueDelivery;
import io.anyport.event.SocketFrame;
import io.anyport.http.Headers;
import io.anyport.http.Query;
import io.anyport.http.Response;
import io.anyport.http.Status;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;

/** The samples of docs/lambda.md. */
class EventsGuideTest {

    record ImportTodo(String title) {}

    record Recount(String list) {}

    record Count(String list, int todos) {}

    record Say(String text) {}

    static final class Banned extends Exception {
        private static final long serialVersionUID = 1;
    }

    static final class Imports {

        final List<String> titles = new ArrayList<>();

        void importOne(ImportTodo one) {
            titles.add(one.title());
        }

        Count recount(Recount one) {
            return new Count(one.list(), titles.size());
        }

        void purge() {
            titles.clear();
        }

        Response enter(SocketFrame frame) throws Banned {
            if (frame.query().first("name").orElse("").equals("mallory")) {
                throw new Banned();
            }
            return Response.ok();
        }

        Say say(Say said, SocketFrame frame) {
            return new Say(frame.connection() + ": " + said.text());
        }
    }

    private final Imports imports = new Imports();
    private final App app = app(imports);

    private static App app(Imports imports) {
        return App.of(
                        "imports",
                        get("/count").to(Recount.class, imports::recount),
                        queue("todo-imports").run(ImportTodo.class, imports::importOne),
                        schedule("purge").run(imports::purge),
                        operation("recount").to(Recount.class, imports::recount),
                        socket("$connect").to(imports::enter),
                        socket("say").to(Say.class, imports::say))
                .problem(Banned.class, Status.FORBIDDEN);
    }

    @Test
    void aBatchIsHandedToTheApplication() {
        var outcome = app.receive(Batch.ofQueue(
                "todo-imports", QueueDelivery.of("1", "{\"title\":\"ship\"}"), QueueDelivery.of("2", "{}")));
        assertEquals(List.of("2"), outcome.failedIds());
        assertEquals(List.of("ship"), imports.titles);
    }

    @Test
    void anOperationIsInvoked() {
        assertEquals("{\"list\":\"home\",\"todos\":0}", app.invoke("recount", "{\"list\":\"home\"}"));
        assertThrows(InvalidOperationInput.class, () -> app.invoke("recount", "{}"));
    }

    @Test
    void aFrameIsAnswered() {
        var mallory = SocketFrame.connect("c1").with(Headers.EMPTY, Query.parse("name=mallory"));
        assertEquals(Status.FORBIDDEN, app.receive(mallory).status());
        var answer = app.receive(SocketFrame.message("c2", "say", "{\"text\":\"hi\"}"));
        assertEquals("{\"text\":\"c2: hi\"}", answer.body().text());
    }

    @Test
    void theBindingsAreListed() {
        assertTrue(app.bindings().toString().endsWith("operation recount, socket $connect, socket say]"));
    }
}
