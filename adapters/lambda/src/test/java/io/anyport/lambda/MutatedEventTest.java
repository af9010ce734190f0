package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.Binding;
import io.anyport.event.Consumer;
import io.anyport.event.Delivery;
import io.anyport.event.DeliveryHandler;
import io.anyport.event.Operation;
import io.anyport.event.OperationException;
import io.anyport.event.SocketRoute;
import io.anyport.event.UnboundSource;
import io.anyport.http.Mount;
import io.anyport.http.Response;
import io.anyport.http.Route;
import io.anyport.http.Status;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.TreeMap;
import org.junit.jupiter.api.Test;

/** No input causes anything but a typed error or an answer. */
final class MutatedEventTest {

    private static final int COUNT = 100_000;

    /** What an application may look at in a request, it looks at. */
    private static final App APP = App.of(
            "all",
            Route.get("/").to(request -> Response.ok()),
            Mount.mount(
                    "/my",
                    request -> Response.ok()
                            .text(request.query().size()
                                    + request.links().to("/a")
                                    + request.invocation().caller()
                                    + request.cookie("a")
                                    + request.body().text().length())));

    /** The same, and everything else that can be bound. */
    private static final App EVERYTHING = App.of("all", all());

    private static Binding[] all() {
        DeliveryHandler<Delivery> look = (delivery, invocation) -> {
            if ((delivery.content().length + delivery.toString().length()) % 2 == 1) {
                throw new Taken();
            }
        };
        return new Binding[] {
            APP.routes().get(0),
            Mount.mount("/my", request -> APP.handle(request)),
            Consumer.queue("imports").each(look),
            Consumer.queue("imports.fifo").each(look),
            Consumer.topic("orders").each(look),
            Consumer.bucket("photos-bucket").each(look),
            Consumer.changes("todos").each(look),
            Consumer.stream("clicks").each(look),
            Consumer.bus("shop.orders").to(Object.class, (Object detail) -> detail),
            Consumer.schedule("purge").run(Object.class, detail -> {}),
            SocketRoute.socket("$connect").to(frame -> Response.ok().text(frame.query() + frame.callback())),
            SocketRoute.socket("say").to(Object.class, (Object said) -> said),
            Operation.operation("recount").to(Object.class, (Object input) -> input)
        };
    }

    static final class Taken extends Exception {
        private static final long serialVersionUID = 1;
    }

    private static final LambdaHandler FUNCTION =
            new LambdaHandler(EVERYTHING.problem(Taken.class, Status.CONFLICT)) {};

    /** {@return what became of an event, as a word} */
    private static String outcome(byte[] event) throws IOException {
        var answer = new ByteArrayOutputStream();
        try {
            FUNCTION.handleRequest(new ByteArrayInputStream(event), answer, null);
        } catch (EventException refused) {
            assertTrue(String.valueOf(refused.getMessage()).startsWith("the event"));
            return "refused";
        } catch (UnboundSource | DeliveryFailed | OperationException typed) {
            assertNull(typed.getCause());
            return typed instanceof OperationException failed
                            && failed.problem().status().code() >= 500
                    ? "broken"
                    : typed.getClass().getSimpleName();
        }
        String text = answer.toString(UTF_8);
        if (text.startsWith("{\"statusCode\":")) {
            return text.substring(14, 15);
        }
        if (text.startsWith("{\"batchItemFailures\":")) {
            Events.tree(answer.toByteArray()).get("batchItemFailures").forEach(failure -> {
                String id = failure.get("itemIdentifier").stringValue();
                assertTrue(new String(event, UTF_8).contains('"' + id + '"'), id);
            });
            return "batch";
        }
        Events.tree(answer.toByteArray());
        return "document";
    }

    @Test
    void oneHundredThousandMutations() throws IOException {
        var events = events();
        var mutations = new Mutations(20_000);
        var outcomes = new TreeMap<String, Integer>();
        for (int i = 0; i < COUNT; i++) {
            byte[] event = mutations.of(events.get(i % events.size()));
            String outcome = outcome(event);
            assertTrue(!outcome.equals("5") && !outcome.equals("broken"), () -> new String(event, UTF_8));
            outcomes.merge(outcome, 1, Integer::sum);
        }
        for (String outcome : List.of(
                "2", "4", "batch", "document", "refused", "UnboundSource", "DeliveryFailed", "InvalidOperationInput")) {
            assertTrue(outcomes.getOrDefault(outcome, 0) > COUNT / 2_000, outcomes::toString);
        }
    }

    private static List<byte[]> events() {
        var events = new ArrayList<byte[]>();
        Events.UNDERSTOOD.forEach(name -> events.add(Events.bytes(name)));
        Events.OTHER.forEach(name -> events.add(Events.bytes("other/" + name)));
        return events;
    }

    @Test
    void whatIsNestedDeeperThanAnythingIsRefused() {
        var event = Events.read("http-api");
        String deep = "{\"a\":".repeat(20_000) + "1" + "}".repeat(20_000);
        var text = "{\"requestContext\":{\"authorizer\":{\"lambda\":" + deep + "}},"
                + event.toString().substring(1);
        var refused = org.junit.jupiter.api.Assertions.assertThrows(
                EventException.class, () -> Events.answer(APP, text.getBytes(UTF_8)));
        assertNotNull(refused.getMessage());
        assertEquals(null, refused.getCause());
    }
}
