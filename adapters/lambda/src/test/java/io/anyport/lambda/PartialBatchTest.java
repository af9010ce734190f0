package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertNull;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.App;
import io.anyport.event.Consumer;
import io.anyport.event.Delivery;
import io.anyport.event.DeliveryHandler;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** How services are told what has failed. */
final class PartialBatchTest {

    private static App failing(Set<String> ids, List<String> seen) {
        DeliveryHandler<Delivery> fail = (delivery, invocation) -> {
            seen.add(delivery.id());
            if (ids.contains(delivery.id()) || ids.contains("*")) {
                throw new IllegalStateException("secret");
            }
        };
        return App.of(
                "failing",
                Consumer.queue("imports").each(fail),
                Consumer.queue("imports.fifo").each(fail),
                Consumer.topic("orders").each(fail),
                Consumer.bucket("photos-bucket").each(fail),
                Consumer.changes("todos").each(fail),
                Consumer.stream("clicks").each(fail),
                Consumer.bus("shop.orders").each(fail),
                Consumer.schedule("purge").each(fail));
    }

    private static String answer(String name, Set<String> failing, List<String> seen) {
        return new String(Events.answer(failing(failing, seen), Events.bytes("other/" + name)), UTF_8);
    }

    private static String failures(String... ids) {
        var text = new ArrayList<String>();
        for (String id : ids) {
            text.add("{\"itemIdentifier\":\"" + id + "\"}");
        }
        return "{\"batchItemFailures\":[" + String.join(",", text) + "]}";
    }

    @Test
    void aQueueIsToldTheMessagesThatHaveFailed() {
        var seen = new ArrayList<String>();
        String second = "2e1424d4-f796-459a-8184-9c92662be6da";
        assertEquals(failures(second), answer("sqs", Set.of(second), seen));
        assertEquals(3, seen.size());
        assertEquals(failures(), answer("sqs", Set.of(), seen));
    }

    @Test
    void theRestOfAGroupOfAFifoQueueIsNotRunAndHasFailed() {
        var seen = new ArrayList<String>();
        assertEquals(failures("a1", "a2"), answer("sqs-fifo", Set.of("a1"), seen));
        assertEquals(List.of("a1", "b1", "b2"), seen);
    }

    @Test
    void aShardIsToldTheFirstFailureOnly() {
        var seen = new ArrayList<String>();
        String second = "49590338271490256608559692540925702759324208523137515618";
        assertEquals(failures(second), answer("kinesis", Set.of(second), seen));
        assertEquals(2, seen.size());
        var changes = new ArrayList<String>();
        assertEquals(failures("13021600000000001596893679"), answer("dynamodb", Set.of("*"), changes));
        assertEquals(1, changes.size());
    }

    @Test
    void aMessageThatComesTwiceIsToldOnce() {
        var event = Events.read("other/sqs");
        event.get("Records").forEach(record -> ((tools.jackson.databind.node.ObjectNode) record).put("messageId", "1"));
        var answer = Events.answer(failing(Set.of("1"), new ArrayList<>()), Events.bytes(event));
        assertEquals(failures("1"), new String(answer, UTF_8));
    }

    @ParameterizedTest
    @ValueSource(strings = {"sns", "s3", "eventbridge", "eventbridge-rule", "scheduler"})
    void othersAreToldByAFailureOfTheInvocation(String name) {
        var failed = assertThrows(DeliveryFailed.class, () -> answer(name, Set.of("*"), new ArrayList<>()));
        assertFalse(String.valueOf(failed.getMessage()).contains("secret"));
        assertNull(failed.getCause());
        assertEquals("null", answer(name, Set.of(), new ArrayList<>()));
    }
}
