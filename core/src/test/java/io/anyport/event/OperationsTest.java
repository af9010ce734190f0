package io.anyport.event;

import static io.anyport.event.Operation.operation;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.Binding;
import io.anyport.Invocation;
import io.anyport.Logged;
import io.anyport.codec.TinyJson;
import io.anyport.http.CatchAll;
import io.anyport.http.Status;
import java.nio.charset.StandardCharsets;
import java.util.Optional;
import org.junit.jupiter.api.Test;

final class OperationsTest {

    record Recount(String list) {}

    record Count(int open) {}

    static final class NoSuchList extends RuntimeException {
        private static final long serialVersionUID = 1;
    }

    private static App app(Binding... bindings) {
        return App.of("todo", bindings).codec(new TinyJson()).problem(NoSuchList.class, Status.NOT_FOUND);
    }

    private static final App APP = app(
            operation("recount").to(Recount.class, (Recount one) -> {
                if (one.list().equals("none")) {
                    throw new NoSuchList();
                }
                if (one.list().equals("broken")) {
                    throw new IllegalStateException("secret");
                }
                return new Count(one.list().length());
            }),
            operation("find")
                    .to(Recount.class, (Recount one) -> Optional.of(one.list()).filter(list -> !list.isEmpty())),
            operation("purge").run(() -> {}),
            operation("who").to(Recount.class, (nothing, invocation) -> invocation.target()));

    @Test
    void aDocumentGoesInAndOneComesOut() {
        assertEquals("{\"open\":4}", APP.invoke("recount", "{\"list\":\"home\",\"more\":1}"));
        assertEquals("\"home\"", APP.invoke("find", "{\"list\":\"home\"}"));
        assertEquals("null", APP.invoke("find", "{\"list\":\"\"}"));
        assertEquals("null", APP.invoke("purge", "whatever"));
        assertEquals("\"memory\"", APP.invoke("who", "{\"list\":\"home\"}"));
    }

    @Test
    void faultsOfTheInputAreToldAllAtOnce() {
        var refused = assertThrows(InvalidOperationInput.class, () -> APP.invoke("recount", "{\"list\":7}"));
        assertEquals(
                "{\"title\":\"Bad Request\",\"status\":400,\"detail\":\"The input is not valid.\","
                        + "\"errors\":[{\"detail\":\"expected a string\",\"pointer\":\"#/list\"}]}",
                refused.getMessage());
        assertThrows(InvalidOperationInput.class, () -> APP.invoke("recount", "{"));
        assertThrows(InvalidOperationInput.class, () -> APP.invoke("recount", ""));
    }

    @Test
    void aDeclaredProblemIsARefusal() {
        var refused = assertThrows(OperationRefused.class, () -> APP.invoke("recount", "{\"list\":\"none\"}"));
        assertEquals("{\"title\":\"Not Found\",\"status\":404}", refused.getMessage());
        assertEquals(Status.NOT_FOUND, refused.problem().status());
        assertNull(refused.getCause());
        assertEquals(0, refused.getStackTrace().length);
    }

    @Test
    void whatIsUnexpectedIsLoggedOnceAndNotShown() {
        var invocation = Invocation.of("lambda:direct").withId("operations-1");
        byte[] input = "{\"list\":\"broken\"}".getBytes(StandardCharsets.UTF_8);
        try (var logged = Logged.by(CatchAll.LOGGER)) {
            var failed = assertThrows(OperationFailed.class, () -> APP.invoke("recount", input, invocation));
            assertEquals(
                    "{\"title\":\"Internal Server Error\",\"status\":500,\"requestId\":\"operations-1\"}",
                    failed.getMessage());
            assertNull(failed.getCause());
            var records = logged.with("operations-1");
            assertEquals(1, records.size());
            assertEquals(
                    "request operations-1 failed, operation recount",
                    records.get(0).getMessage());
            assertEquals("secret", records.get(0).getThrown().getMessage());
        }
    }

    @Test
    void anUnknownNameIsToldWithTheKnownOnes() {
        var unknown = assertThrows(UnknownOperation.class, () -> APP.invoke("secret", "{}"));
        assertTrue(
                String.valueOf(unknown.getMessage()).contains("There are: recount, find, purge, who."),
                unknown.getMessage());
        assertFalse(String.valueOf(unknown.getMessage()).contains("secret"));
        var unnamed = assertThrows(UnknownOperation.class, () -> APP.invoke(null, new byte[0], Invocation.local()));
        assertTrue(String.valueOf(unnamed.getMessage()).contains("must be named"), unnamed.getMessage());
        assertThrows(UnknownOperation.class, () -> app().invoke("a", "{}"));
    }

    @Test
    void theOnlyOneNeedsNoName() {
        byte[] output = app(operation("purge").to(() -> 7)).invoke(null, new byte[0], Invocation.local());
        assertEquals("7", new String(output, StandardCharsets.UTF_8));
    }
}
