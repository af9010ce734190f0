package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertNotNull;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.http.Mount;
import io.anyport.http.Response;
import io.anyport.http.Route;
import java.io.ByteArrayInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
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

    private static final LambdaHandler FUNCTION = new LambdaHandler(APP) {};

    /** {@return the status of the answer, with which each begins} */
    private static int status(byte[] event) throws IOException {
        var answer = new ByteArrayOutputStream();
        FUNCTION.handleRequest(new ByteArrayInputStream(event), answer, null);
        String text = answer.toString(UTF_8);
        assertTrue(text.startsWith("{\"statusCode\":") && text.endsWith("}"), text);
        return Integer.parseInt(text.substring(14, 17));
    }

    @Test
    void oneHundredThousandMutations() throws IOException {
        var events = events();
        var mutations = new Mutations(20_000);
        int answered = 0;
        int served = 0;
        for (int i = 0; i < COUNT; i++) {
            byte[] event = mutations.of(events.get(i % events.size()));
            try {
                int status = status(event);
                assertTrue(status >= 200 && status < 500, () -> new String(event, UTF_8));
                answered++;
                served += status == 200 ? 1 : 0;
            } catch (EventException refused) {
                assertTrue(String.valueOf(refused.getMessage()).startsWith("the event"));
            }
        }
        assertTrue(answered > COUNT / 5 && answered < COUNT * 4 / 5, "answered " + answered);
        assertTrue(served > COUNT / 20, "served " + served);
    }

    private static List<byte[]> events() {
        var events = new ArrayList<byte[]>();
        Events.UNDERSTOOD.forEach(name -> events.add(Events.bytes(name)));
        Events.UNHANDLED.forEach(name -> events.add(Events.bytes("unhandled/" + name)));
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
