package io.anyport.lambda;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.event.BusDelivery;
import io.anyport.event.ChangeDelivery;
import io.anyport.event.Consumer;
import io.anyport.event.Delivery;
import io.anyport.event.DeliveryHandler;
import io.anyport.event.ObjectDelivery;
import io.anyport.event.QueueDelivery;
import io.anyport.event.ScheduleDelivery;
import io.anyport.event.StreamDelivery;
import io.anyport.event.TopicDelivery;
import io.anyport.event.UnboundSource;
import java.math.BigDecimal;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.OptionalLong;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.FieldSource;
import tools.jackson.databind.JsonNode;
import tools.jackson.databind.node.ObjectNode;

/** What a function makes of the events of services, each after AWS's documentation. */
final class DeliveriesTest {

    static final List<String> NAMES = Events.DELIVERIES;

    /** An application that takes everything, and keeps what it gets with what brought it. */
    private static App keeping(List<Delivery> kept, List<String> targets) {
        DeliveryHandler<Delivery> keep = (delivery, invocation) -> {
            kept.add(delivery);
            targets.add(invocation.target());
        };
        return App.of(
                "all",
                Consumer.queue("imports").each(keep),
                Consumer.queue("imports.fifo").each(keep),
                Consumer.topic("orders").each(keep),
                Consumer.bucket("photos-bucket").each(keep),
                Consumer.changes("todos").each(keep),
                Consumer.stream("clicks").each(keep),
                Consumer.bus("shop.orders").each(keep),
                Consumer.schedule("purge").each(keep));
    }

    private static List<Delivery> deliveries(JsonNode event) {
        var kept = new ArrayList<Delivery>();
        Events.answer(keeping(kept, new ArrayList<>()), Events.bytes(event));
        return kept;
    }

    private static List<Delivery> deliveries(String name) {
        return deliveries(Events.read("other/" + name));
    }

    @ParameterizedTest
    @FieldSource("NAMES")
    void theOrderOfFieldsAndUnknownOnesDoNotMatter(String name) {
        var event = Events.read("other/" + name);
        var turned = (ObjectNode) Events.turned(event);
        turned.putObject("unknown").putArray("Records").addObject().put("body", "x");
        if (turned.get("Records") != null) {
            turned.get("Records")
                    .forEach(
                            record -> ((ObjectNode) record).putObject("unknown").put("s3", 1));
        }
        assertEquals(contents(deliveries(event)), contents(deliveries(turned)));
        assertFalse(deliveries(event).isEmpty());
    }

    /** Comparable: a bus event's detail is the text that it came as, and bytes are compared one by one. */
    private static List<Object> contents(List<Delivery> deliveries) {
        var contents = new ArrayList<Object>();
        for (var one : deliveries) {
            if (one instanceof BusDelivery bus) {
                contents.add(List.of(bus.id(), bus.source(), bus.detailType(), bus.time(), bus.resources()));
            } else if (one instanceof ChangeDelivery change) {
                contents.add(List.of(change.id(), change.change(), change.key(), change.isExpiry(), change.time()));
                contents.add(comparable(change.before().orElse(Map.of())));
                contents.add(comparable(change.after().orElse(Map.of())));
            } else {
                contents.add(one);
            }
        }
        return contents;
    }

    private static Object comparable(Object document) {
        if (document instanceof Map<?, ?> members) {
            var texts = new TreeMap<String, Object>();
            members.forEach((name, value) -> texts.put(String.valueOf(name), comparable(String.valueOf(value), value)));
            return texts;
        }
        return document;
    }

    private static Object comparable(String text, @Nullable Object value) {
        if (value instanceof List<?> list) {
            return list.stream()
                    .map(element -> comparable(String.valueOf(element), element))
                    .toList();
        }
        return value instanceof byte[] bytes
                ? Arrays.toString(bytes)
                : value instanceof Map<?, ?> ? comparable(value) : text;
    }

    @ParameterizedTest
    @CsvSource({
        "sqs, lambda:sqs",
        "sns, lambda:sns",
        "s3, lambda:s3",
        "dynamodb, lambda:dynamodb",
        "kinesis, lambda:kinesis",
        "eventbridge, lambda:eventbridge",
        "eventbridge-rule, lambda:schedule",
        "scheduler, lambda:schedule"
    })
    void theInvocationSaysWhatBroughtIt(String name, String target) {
        var targets = new ArrayList<String>();
        Events.answer(keeping(new ArrayList<>(), targets), Events.bytes("other/" + name));
        assertEquals(target, targets.get(0));
    }

    @Test
    void messagesOfAQueue() {
        var messages = deliveries("sqs");
        assertEquals(3, messages.size());
        var first = assertInstanceOf(QueueDelivery.class, messages.get(0));
        assertEquals(
                new QueueDelivery(
                        "059f36b4-87a3-44ab-83d2-661975830a7d",
                        "{\"title\":\"ship\"}",
                        Map.of("tenant", "acme", "count", "100", "raw", "AAH/"),
                        3,
                        Optional.of(Instant.ofEpochMilli(1545082649183L)),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.empty(),
                        Optional.of("Root=1-5759e988-bd862e3fe1be46a994272793;Parent=53995c3f42cd8ad8;Sampled=1")),
                first);
        assertEquals(
                "{\"title\":\"k\u00e4se \u2603\"}", new String(messages.get(1).content(), UTF_8));
        assertFalse(messages.toString().contains("secret"));
    }

    @Test
    void messagesOfAFifoQueueAreInGroups() {
        var orders = deliveries("sqs-fifo").stream().map(Delivery::order).toList();
        assertEquals(List.of(Optional.of("a"), Optional.of("b"), Optional.of("a"), Optional.of("b")), orders);
    }

    @Test
    void aNotificationThroughAQueueIsSeenAsWhatItIs() {
        var messages = deliveries("sqs-sns");
        var wrapped = assertInstanceOf(QueueDelivery.class, messages.get(0));
        var notification = wrapped.notification().orElseThrow();
        assertEquals("11d6ee51-4cc7-4302-9e22-7cd8afdaadf5", wrapped.id());
        assertEquals("arn:aws:sns:us-east-2:123456789012:orders", notification.topic());
        assertEquals(Optional.of("An order"), notification.subject());
        assertEquals(Map.of("tenant", "acme"), notification.attributes());
        assertTrue(wrapped.body().startsWith("{\n  \"Type\""), wrapped.body());
        assertEquals("{\"title\":\"ship\"}", new String(wrapped.content(), UTF_8));
        var raw = assertInstanceOf(QueueDelivery.class, messages.get(1));
        assertTrue(raw.notification().isEmpty());
        assertEquals("{\"title\":\"raw\"}", new String(raw.content(), UTF_8));
    }

    @Test
    void whatOnlyResemblesANotificationIsNone() {
        for (String body : List.of(
                "{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:a:b:c\"}",
                "{\"Type\":\"Notification\",\"TopicArn\":\"x\",\"MessageId\":\"1\",\"Message\":\"m\"}",
                "{\"Type\":\"Notification\",\"TopicArn\":7,\"MessageId\":\"1\",\"Message\":\"m\"}",
                "{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:a:b:c\",\"MessageId\":\"1\",\"Message\":\"m\"} x",
                "{\"Type\":\"Notification\",\"TopicArn\":\"arn:aws:sns:a:b:c\",\"MessageId\":\"1\",\"Message\"")) {
            assertEquals(null, SnsRecord.inside(body), body);
        }
    }

    @Test
    void aNotificationOfATopic() {
        assertEquals(
                List.of(new TopicDelivery(
                        "95df01b4-ee98-5cb9-9903-4c221d41eb5e",
                        "arn:aws:sns:us-east-2:123456789012:orders",
                        Optional.empty(),
                        "{\"title\":\"ship\"}",
                        Map.of("Test", "TestString", "TestBinary", "VGVzdEJpbmFyeQ=="),
                        Optional.of(Instant.parse("2019-01-02T12:45:07.042Z")))),
                deliveries("sns"));
    }

    @Test
    void anObjectWhoseKeyIsDecoded() {
        assertEquals(
                List.of(new ObjectDelivery(
                        "D82B88E5F771F645/0C0F6F405D6ED209E1/"
                                + Integer.toHexString("b21b84d6 a+b/k\u00e4se %.png".hashCode()),
                        "ObjectCreated:Put",
                        "photos-bucket",
                        "b21b84d6 a+b/k\u00e4se %.png",
                        OptionalLong.of(1305107),
                        Optional.of("b21b84d653bb07b05b1e6b33684dc11b"),
                        Optional.of("096fKKXTRTtl3on89fVO.nfljtsv6qko"),
                        Optional.of("0C0F6F405D6ED209E1"),
                        Optional.of(Instant.parse("2019-09-03T19:37:27.192Z")))),
                deliveries("s3"));
        var gone =
                assertInstanceOf(ObjectDelivery.class, deliveries("s3-delete").get(0));
        assertEquals("ObjectRemoved:Delete old.png", gone.name() + " " + gone.key());
        assertTrue(
                gone.size().isEmpty() && gone.eTag().isEmpty() && gone.version().isEmpty());
    }

    /** As somebody writes it into a console's test. */
    @ParameterizedTest
    @CsvSource({"eventbridge", "eventbridge-rule"})
    void anEventWithoutAnIdHasThatOfTheInvocation(String name) {
        var event = Events.read("other/" + name);
        event.remove("id");
        var kept = new ArrayList<Delivery>();
        var ids = new ArrayList<String>();
        DeliveryHandler<Delivery> keep = (delivery, invocation) -> {
            kept.add(delivery);
            ids.add(invocation.id());
        };
        var app = App.of(
                "any",
                Consumer.bus("shop.orders").each(keep),
                Consumer.schedule("purge").each(keep));
        Events.answer(app, Events.bytes(event));
        assertEquals(1, kept.size());
        assertEquals(ids.get(0), kept.get(0).id());
    }

    @Test
    void changesOfATableWithTheRecordsAsDocuments() {
        var changes = deliveries("dynamodb");
        var insert = assertInstanceOf(ChangeDelivery.class, changes.get(0));
        assertEquals("13021600000000001596893679", insert.id());
        assertEquals(ChangeDelivery.Change.INSERT, insert.change());
        assertEquals(Map.of("list", "home", "id", 101L), insert.key());
        assertEquals(Optional.of(Instant.ofEpochSecond(1479499740)), insert.time());
        assertTrue(insert.before().isEmpty());
        var item = insert.after().orElseThrow();
        assertEquals(new BigDecimal("12.50"), item.get("price"));
        assertEquals(new BigDecimal("123456789012345678901234567890"), item.get("big"));
        assertEquals(false, item.get("done"));
        assertTrue(item.containsKey("none") && item.get("none") == null);
        assertArrayEquals(new byte[] {0, 1, (byte) 255}, (byte[]) item.get("bytes"));
        assertEquals(List.of("a", "b"), item.get("tags"));
        assertEquals(List.of(1L, new BigDecimal("2.5")), item.get("sizes"));
        assertArrayEquals(new byte[] {1}, (byte[])
                assertInstanceOf(List.class, item.get("blobs")).get(0));
        assertEquals(Map.of("city", "Bern", "deep", List.of(Map.of(), -3L, List.of())), item.get("where"));
        var modify = assertInstanceOf(ChangeDelivery.class, changes.get(1));
        assertEquals("ship", modify.before().orElseThrow().get("title"));
        assertEquals("shipped", modify.after().orElseThrow().get("title"));
        var remove = assertInstanceOf(ChangeDelivery.class, changes.get(2));
        assertEquals(ChangeDelivery.Change.REMOVE, remove.change());
        assertTrue(remove.after().isEmpty() && !remove.isExpiry());
    }

    /** As in events of public libraries that were written by way of a class with a field for each type. */
    @Test
    void typesThatAnAttributeIsNotOfMayBeNull() {
        String all = "{\"B\":null,\"BOOL\":null,\"L\":null,\"NULL\":null,\"S\":\"ship\",\"SS\":null}";
        var event = Events.read("other/dynamodb-new");
        ((ObjectNode) record(event).get("dynamodb").get("NewImage")).set("all", Events.tree(all.getBytes(UTF_8)));
        var change = assertInstanceOf(ChangeDelivery.class, deliveries(event).get(0));
        assertEquals("ship", change.after().orElseThrow().get("all"));
    }

    @Test
    void viewsThatCarryLess() {
        var keys = assertInstanceOf(
                ChangeDelivery.class, deliveries("dynamodb-keys").get(0));
        assertTrue(keys.before().isEmpty() && keys.after().isEmpty());
        var after = assertInstanceOf(
                ChangeDelivery.class, deliveries("dynamodb-new").get(0));
        assertTrue(after.before().isEmpty() && after.after().isPresent());
    }

    @Test
    void anItemWhoseTimeIsOver() {
        var expired = assertInstanceOf(
                ChangeDelivery.class, deliveries("dynamodb-expiry").get(0));
        assertTrue(expired.isExpiry());
        assertEquals(Optional.of(Instant.ofEpochSecond(1480642024)), expired.time());
        var event = Events.read("other/dynamodb-expiry");
        record(event).putObject("userIdentity").put("type", "Service").put("principalId", "other.amazonaws.com");
        assertFalse(((ChangeDelivery) deliveries(event).get(0)).isExpiry());
    }

    @Test
    void recordsOfAStreamAreBytes() {
        var records = deliveries("kinesis");
        var first = assertInstanceOf(StreamDelivery.class, records.get(0));
        assertEquals("49590338271490256608559692538361571095921575989136588898", first.id());
        assertEquals("cart-7", first.partitionKey());
        assertEquals(Optional.of(Instant.ofEpochMilli(1545084650987L)), first.time());
        assertArrayEquals(new byte[] {0, (byte) 128, (byte) 255}, records.get(1).content());
        var consumer = Events.read("other/kinesis");
        consumer.get("Records")
                .forEach(record -> ((ObjectNode) record)
                        .put(
                                "eventSourceARN",
                                "arn:aws:kinesis:us-east-2:123456789012:stream/clicks/consumer/fast:1459"));
        assertEquals(records, deliveries(consumer));
    }

    @Test
    void anEventOfABusWithItsDetailAsItCame() {
        var event = assertInstanceOf(
                BusDelivery.class, deliveries(Events.read("other/eventbridge")).get(0));
        assertEquals("17793124-05d4-b198-2fde-7ededc63b103", event.id());
        assertEquals("shop.orders", event.source());
        assertEquals("OrderPlaced", event.detailType());
        assertEquals(
                "{\"title\":\"ship\",\"lines\":[{\"price\":12.5,\"names\":[\"k\\u00e4se\",null]}]}", event.detail());
        assertEquals(List.of("arn:aws:shop:us-east-2:123456789012:order/7"), event.resources());
        assertEquals(Optional.of(Instant.parse("2021-11-12T00:00:00Z")), event.time());
    }

    @Test
    void theDetailOfABusIsTheInputOfLogic() {
        record Order(String title) {}
        var titles = new ArrayList<String>();
        var app = App.of(
                "shop",
                Consumer.bus("shop.orders", "OrderPlaced").to(Order.class, (Order one) -> titles.add(one.title())));
        Events.answer(app, Events.bytes("other/eventbridge"));
        assertEquals(List.of("ship"), titles);
    }

    @Test
    void ticksOfARuleAndOfTheScheduler() {
        var rule = assertInstanceOf(
                ScheduleDelivery.class, deliveries("eventbridge-rule").get(0));
        assertEquals(Optional.of(Instant.parse("2015-10-08T16:53:06Z")), rule.time());
        var scheduler =
                assertInstanceOf(ScheduleDelivery.class, deliveries("scheduler").get(0));
        assertEquals("{}", scheduler.detail());
    }

    private static ObjectNode record(JsonNode event) {
        return (ObjectNode) event.get("Records").get(0);
    }

    @ParameterizedTest
    @CsvSource({
        "sqs, messageId",
        "sqs, eventSourceARN",
        "sns, Sns",
        "s3, s3",
        "s3, eventName",
        "dynamodb, dynamodb",
        "kinesis, kinesis",
        "kinesis, eventSourceARN"
    })
    void aRecordThatIsNotCompleteIsRefusedByItsField(String name, String field) {
        var missing = Events.read("other/" + name);
        record(missing).remove(field);
        assertRefused(missing, field);
        var illTyped = Events.read("other/" + name);
        record(illTyped).putArray(field).add(7);
        assertRefused(illTyped, field);
    }

    /** Nothing of a shard is taken if its first record cannot be read. */
    private static void assertReturned(byte[] event, String id) {
        var kept = new ArrayList<Delivery>();
        var answer = Events.answer(keeping(kept, new ArrayList<>()), event);
        assertEquals("{\"batchItemFailures\":[{\"itemIdentifier\":\"" + id + "\"}]}", new String(answer, UTF_8));
        assertEquals(List.of(), kept);
    }

    private static void assertRefused(JsonNode event, String field) {
        var refused = assertThrows(EventException.class, () -> deliveries(event));
        assertTrue(String.valueOf(refused.getMessage()).startsWith("the event is a"), refused.getMessage());
        assertTrue(
                String.valueOf(refused.getMessage()).contains(", but its Records[]." + field)
                        || String.valueOf(refused.getMessage()).contains("eventSourceARN"),
                refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource({"kinesis, arn:aws:kinesis:EXAMPLE, stream", "dynamodb-keys, stream-ARN, table", "sqs, x, queue"})
    void anArnThatIsNoneIsANameItself(String name, String arn, String kind) {
        var event = Events.read("other/" + name);
        event.get("Records").forEach(record -> ((ObjectNode) record).put("eventSourceARN", arn));
        var refused = assertThrows(UnboundSource.class, () -> deliveries(event));
        assertTrue(
                String.valueOf(refused.getMessage()).startsWith("no consumer is bound to " + kind + " " + arn + ";"),
                refused.getMessage());
    }

    @Test
    void recordsOfTwoSourcesAreRefused() {
        var event = Events.read("other/sqs");
        ((ObjectNode) event.get("Records").get(1)).put("eventSourceARN", "arn:aws:sqs:us-east-2:123456789012:other");
        assertThrows(EventException.class, () -> deliveries(event));
        var buckets = Events.read("other/s3");
        var other = buckets.deepCopy().get("Records").get(0);
        ((ObjectNode) other.get("s3").get("bucket")).put("name", "other");
        buckets.withArray("Records").add(other);
        var refused = assertThrows(EventException.class, () -> deliveries(buckets));
        assertTrue(String.valueOf(refused.getMessage()).contains("must be of one source"), refused.getMessage());
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "{\"X\":\"a\"}",
                "{\"S\":7}",
                "{\"S\":null}",
                "{\"N\":\"x\"}",
                "{\"N\":\"1e999999999\"}",
                "{\"N\":7}",
                "{\"B\":\"*\"}",
                "{\"BOOL\":\"true\"}",
                "{\"M\":null}",
                "{\"L\":{}}",
                "{\"SS\":[7]}",
                "{}",
                "{\"S\":\"a\",\"N\":\"1\"}",
                "7",
                "null"
            })
    void aRecordWithAnAttributeOfNoTypeGoesBack(String value) {
        var event = Events.read("other/dynamodb-new");
        ((ObjectNode) record(event).get("dynamodb").get("NewImage")).set("odd", Events.tree(value.getBytes(UTF_8)));
        assertReturned(Events.bytes(event), "4421584500000000017450439092");
    }

    @Test
    void anAttributeIsNotNestedForEver() {
        String deep = "{\"L\":[".repeat(3_000) + "]}".repeat(3_000);
        var text = Events.read("other/dynamodb-new").toString().replace("{\"S\":\"ship\"}", deep);
        assertReturned(text.getBytes(UTF_8), "4421584500000000017450439092");
    }

    @Test
    void timesAreReadToTheNanosecondOrPassedOver() {
        for (String time :
                List.of("2024-02-29T23:59:59Z", "1970-01-01T00:00:00.5Z", "2021-11-12T00:00:00.123456789Z")) {
            assertEquals(Optional.of(Instant.parse(time)), Times.iso(time));
        }
        for (String time :
                Arrays.asList(null, "", "today", "2023-02-30T00:00:00Z", "2023-02-20T00:00:00.x5Z", "2023-1-2")) {
            assertEquals(Optional.empty(), Times.iso(time));
        }
        assertEquals(Optional.empty(), Times.millis("x"));
    }
}
