package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertThrows;

import io.anyport.App;
import io.anyport.event.Consumer;
import io.anyport.event.Delivery;
import io.anyport.event.DeliveryHandler;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** A record that cannot be read is not to keep the others of its batch from being taken, nor to be lost. */
final class UnreadableRecordTest {

    private final List<String> taken = new ArrayList<>();

    private String answer(JsonNode event) {
        DeliveryHandler<Delivery> take = (delivery, invocation) -> taken.add(delivery.id());
        var app = App.of(
                "taking",
                Consumer.queue("imports").each(take),
                Consumer.queue("imports.fifo").each(take),
                Consumer.stream("clicks").each(take),
                Consumer.changes("todos").each(take));
        return new String(Events.answer(app, Events.bytes(event)), UTF_8);
    }

    private static ObjectNode record(JsonNode event, int index) {
        return (ObjectNode) event.get("Records").get(index);
    }

    private static List<String> ids(JsonNode event) {
        return event.get("Records")
                .valueStream()
                .map(record -> record.get("messageId").asString())
                .toList();
    }

    private static String failures(List<String> ids) {
        var text = new ArrayList<String>();
        for (String id : ids) {
            text.add("{\"itemIdentifier\":\"" + id + "\"}");
        }
        return "{\"batchItemFailures\":[" + String.join(",", text) + "]}";
    }

    @ParameterizedTest
    @CsvSource({
        "0, body, 7",
        "1, body, null",
        "2, attributes, []",
        "1, messageAttributes, 7",
        "0, attributes, '{\"a\":7}'"
    })
    void aMessageGoesBackAndTheOthersAreTaken(int index, String field, String value) {
        var event = Events.read("other/sqs");
        var all = ids(event);
        record(event, index).set(field, Events.tree(value.getBytes(UTF_8)));
        assertEquals(failures(List.of(all.get(index))), answer(event));
        var others = new ArrayList<>(all);
        others.remove(index);
        assertEquals(others, taken);
    }

    @Test
    void whenNoneCanBeReadAllGoBack() {
        var event = Events.read("other/sqs");
        for (int i = 0; i < event.get("Records").size(); i++) {
            record(event, i).remove("body");
        }
        assertEquals(failures(ids(event)), answer(event));
        assertEquals(List.of(), taken);
    }

    @Test
    void whatIsBehindItInItsGroupGoesBackWithIt() {
        var event = Events.read("other/sqs-fifo");
        assertEquals(List.of("a1", "b1", "a2", "b2"), ids(event));
        record(event, 0).remove("body");
        assertEquals(failures(List.of("a1", "a2")), answer(event));
        assertEquals(List.of("b1", "b2"), taken);
    }

    @Test
    void ofAFifoQueueEverythingGoesBackFromTheOneWhoseGroupCannotBeRead() {
        var event = Events.read("other/sqs-fifo");
        record(event, 1).put("attributes", 7);
        assertEquals(failures(List.of("b1", "a2", "b2")), answer(event));
        assertEquals(List.of("a1"), taken);
    }

    @ParameterizedTest
    @CsvSource({"SequenceNumber, a1 a2", "MessageGroupId, a1 b1 a2 b2"})
    void aMessageOfAFifoQueueWithoutItsPlaceCannotBeRead(String attribute, String returned) {
        var event = Events.read("other/sqs-fifo");
        record(event, 0).withObject("attributes").remove(attribute);
        assertEquals(failures(List.of(returned.split(" "))), answer(event));
    }

    @ParameterizedTest
    @CsvSource({
        "kinesis, 49590338271490256608559692540925702759324208523137515618",
        "dynamodb, 13021600000000001596893680"
    })
    void aShardStopsAtItAndStartsThereAgain(String name, String second) {
        var event = Events.read("other/" + name);
        record(event, 1).withObject(name).put("kinesis".equals(name) ? "data" : "Keys", 7);
        assertEquals(failures(List.of(second)), answer(event));
        assertEquals(1, taken.size());
    }

    @Test
    void withoutAnIdTheWholeBatchIsRefused() {
        var event = Events.read("other/sqs");
        record(event, 1).remove("messageId");
        assertThrows(EventException.class, () -> answer(event));
        assertEquals(List.of(), taken);
    }
}
