package io.anyport.event;

import static io.anyport.event.Consumer.bucket;
import static io.anyport.event.Consumer.bus;
import static io.anyport.event.Consumer.changes;
import static io.anyport.event.Consumer.queue;
import static io.anyport.event.Consumer.schedule;
import static io.anyport.event.Consumer.stream;
import static io.anyport.event.Consumer.topic;
import static org.junit.jupiter.api.Assertions.assertArrayEquals;
import static org.junit.jupiter.api.Assertions.assertEquals;
import static org.junit.jupiter.api.Assertions.assertFalse;
import static org.junit.jupiter.api.Assertions.assertInstanceOf;
import static org.junit.jupiter.api.Assertions.assertThrows;
import static org.junit.jupiter.api.Assertions.assertTrue;

import io.anyport.App;
import io.anyport.Binding;
import io.anyport.Invocation;
import io.anyport.Logged;
import io.anyport.codec.TinyJson;
import io.anyport.http.CatchAll;
import io.anyport.http.Mount;
import io.anyport.http.Status;
import io.anyport.mapping.InvalidInput;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.logging.Level;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

final class ConsumersTest {

    record Import(String title) {}

    static final class Taken extends Exception {
        private static final long serialVersionUID = 1;
    }

    private static App app(Binding... bindings) {
        return App.of("shop", bindings).codec(new TinyJson());
    }

    private static QueueDelivery message(String id, String title) {
        return QueueDelivery.of(id, "{\"title\":\"" + title + "\"}");
    }

    private static Batch fifo(String... idsAndGroups) {
        var messages = new ArrayList<QueueDelivery>();
        for (int i = 0; i < idsAndGroups.length; i += 2) {
            messages.add(message(idsAndGroups[i], idsAndGroups[i]).inGroup(idsAndGroups[i + 1], "10" + i));
        }
        return Batch.ofQueue("imports.fifo", messages.toArray(new QueueDelivery[0]));
    }

    @Test
    void theLogicGetsEachMessageAsItsInput() {
        var titles = new ArrayList<String>();
        var app = app(queue("imports").to(Import.class, one -> titles.add(one.title())));
        assertTrue(app.receive(Batch.ofQueue("imports", message("1", "a"), message("2", "b")))
                .isDone());
        assertEquals(List.of("a", "b"), titles);
    }

    @Test
    void whatFailsIsInTheOutcomeAndTheRestIsDone() {
        var titles = new ArrayList<String>();
        var app = app(queue("imports").run(Import.class, one -> {
            if (one.title().equals("b")) {
                throw new IllegalStateException("no");
            }
            titles.add(one.title());
        }));
        var outcome = app.receive(Batch.ofQueue("imports", message("1", "a"), message("2", "b"), message("3", "c")));
        assertEquals(List.of("a", "c"), titles);
        assertEquals(List.of("2"), outcome.failedIds());
        assertInstanceOf(
                IllegalStateException.class, outcome.failures().get(0).cause().orElseThrow());
    }

    /** Otherwise the next one would fail for it, and then whatever the thread does after the batch. */
    @Test
    void anInterruptIsTheAffairOfItsMessage() {
        var app = app(queue("imports").each((message, invocation) -> {
            if (message.id().equals("1")) {
                throw new InterruptedException();
            }
            assertFalse(Thread.currentThread().isInterrupted());
        }));
        var outcome = app.receive(Batch.ofQueue("imports", message("1", "a"), message("2", "b")));
        assertEquals(List.of("1"), outcome.failedIds());
        assertFalse(Thread.interrupted());
    }

    @Test
    void aMessageThatIsNotTheInputHasFailed() {
        var app = app(queue("imports").to(Import.class, Import::title));
        var outcome = app.receive(Batch.ofQueue("imports", QueueDelivery.of("1", "{}"), QueueDelivery.of("2", "{")));
        assertEquals(List.of("1", "2"), outcome.failedIds());
        var fault = assertInstanceOf(
                InvalidInput.class, outcome.failures().get(0).cause().orElseThrow());
        assertEquals("/title", fault.faults().get(0).name());
    }

    @Test
    void aGroupStopsAtItsFirstFailureAndOthersGoOn() {
        var seen = new ArrayList<String>();
        var app = app(queue("imports.fifo").each((message, invocation) -> {
            seen.add(message.id());
            if (message.id().equals("a2")) {
                throw new Taken();
            }
        }));
        var outcome = app.receive(fifo("a1", "a", "a2", "a", "b1", "b", "a3", "a", "b2", "b"));
        assertEquals(List.of("a1", "a2", "b1", "b2"), seen);
        assertEquals(List.of("a2", "a3"), outcome.failedIds());
        assertTrue(outcome.failures().get(1).cause().isEmpty());
    }

    @Test
    void aGroupOfAQueueWithoutOrderDoesNotStop() {
        var app = app(queue("imports").each((message, invocation) -> {
            if (message.id().equals("1")) {
                throw new Taken();
            }
        }));
        var fair = new QueueDelivery(
                "1",
                "",
                Map.of(),
                1,
                Optional.empty(),
                Optional.of("tenant"),
                Optional.empty(),
                Optional.empty(),
                Optional.empty());
        var next = new QueueDelivery(
                "2", "", Map.of(), 1, fair.sent(), fair.group(), fair.sequence(), fair.notification(), fair.traced());
        assertEquals(
                List.of("1"), app.receive(Batch.ofQueue("imports", fair, next)).failedIds());
    }

    @Test
    void aShardStopsAtItsFirstFailure() {
        var seen = new ArrayList<String>();
        var app = app(stream("clicks").each((click, invocation) -> {
            seen.add(new String(click.data(), StandardCharsets.UTF_8));
            if (seen.size() == 2) {
                throw new Taken();
            }
        }));
        var outcome =
                app.receive(Batch.of(Source.of(Source.Kind.STREAM, "clicks"), click("1"), click("2"), click("3")));
        assertEquals(List.of("1", "2"), seen);
        assertEquals(List.of("2", "3"), outcome.failedIds());
    }

    private static StreamDelivery click(String id) {
        return new StreamDelivery(id, "key", id.getBytes(StandardCharsets.UTF_8), Optional.empty());
    }

    @Test
    void withoutTimeTheRestIsHandedBack() {
        var seen = new ArrayList<String>();
        var app = app(queue("imports").each((message, invocation) -> seen.add(message.id())));
        var late = Invocation.of("lambda:sqs").within(Duration.ZERO);
        var outcome = app.receive(
                Batch.ofQueue("imports", message("1", "a"), message("2", "b")).withInvocation(late));
        assertEquals(List.of(), seen);
        assertEquals(List.of("1", "2"), outcome.failedIds());
    }

    @Test
    void whatIsDoneWhenTheTimeEndsIsNotHandedBack() {
        var seen = new ArrayList<String>();
        var app = app(queue("imports").each((message, invocation) -> {
            seen.add(message.id());
            while (invocation.remaining().orElseThrow().compareTo(Duration.ZERO) > 0) {
                Thread.onSpinWait();
            }
        }));
        var brief = Invocation.of("lambda:sqs").within(Duration.ofMillis(500));
        var outcome = app.receive(
                Batch.ofQueue("imports", message("1", "a"), message("2", "b")).withInvocation(brief));
        assertEquals(List.of("1"), seen);
        assertEquals(List.of("2"), outcome.failedIds());
    }

    @Test
    void theInvocationHasTheTraceOfTheMessageAndIsTheCurrentOne() {
        var seen = new ArrayList<String>();
        var app = app(queue("imports").each((message, invocation) -> {
            assertEquals(invocation.id(), Invocation.current().orElseThrow().id());
            seen.add(invocation.target() + " " + invocation.trace().orElse("none"));
        }));
        var traced = new QueueDelivery(
                "1",
                "",
                Map.of(),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of("Root=1"));
        var withParent = new QueueDelivery(
                "2",
                "",
                Map.of("traceparent", "00-1-2-01"),
                1,
                traced.sent(),
                traced.group(),
                traced.sequence(),
                traced.notification(),
                traced.traced());
        app.receive(Batch.ofQueue("imports", traced, withParent, message("3", ""))
                .withInvocation(Invocation.of("lambda:sqs")));
        assertEquals(List.of("lambda:sqs Root=1", "lambda:sqs 00-1-2-01", "lambda:sqs none"), seen);
    }

    @Test
    void aNotificationInAMessageIsTheContent() {
        var titles = new ArrayList<String>();
        var app = app(queue("imports").to(Import.class, one -> titles.add(one.title())));
        var notification = TopicDelivery.of("n", "arn:aws:sns:eu-west-1:123456789012:orders", "{\"title\":\"a\"}");
        var message = new QueueDelivery(
                "1",
                "{\"Type\":\"Notification\"}",
                Map.of(),
                1,
                Optional.empty(),
                Optional.empty(),
                Optional.empty(),
                Optional.of(notification),
                Optional.empty());
        assertTrue(app.receive(Batch.ofQueue("imports", message)).isDone());
        assertEquals(List.of("a"), titles);
    }

    @Test
    void aBusIsBoundBySourceAndTheDetailTypeDecides() {
        var seen = new ArrayList<Object>();
        var app = app(
                bus("shop.orders").to(Object.class, detail -> seen.add(detail)),
                bus("shop.orders", "OrderPlaced").to(Import.class, detail -> seen.add(detail)));
        var source = Source.of(Source.Kind.BUS, "shop.orders");
        app.receive(Batch.of(source, BusDelivery.of("1", "shop.orders", "OrderPlaced", "{\"title\":\"a\"}")));
        app.receive(Batch.of(source, BusDelivery.of("2", "shop.orders", "OrderGone", "{\"title\":\"b\"}")));
        assertEquals(List.of(new Import("a"), Map.of("title", "b")), seen);
    }

    @Test
    void everyOtherKindOfSourceIsBoundByItsName() {
        var seen = new ArrayList<String>();
        var app = app(
                topic("orders").to(Import.class, one -> seen.add(one.title())),
                schedule("purge").run(() -> seen.add("tick")),
                bucket("photos").each((object, invocation) -> seen.add(object.key())),
                changes("todos")
                        .each((change, invocation) ->
                                seen.add(change.change() + " " + change.key().get("id"))));
        app.receive(
                Batch.of(Source.of(Source.Kind.TOPIC, "orders"), TopicDelivery.of("1", "orders", "{\"title\":\"a\"}")));
        app.receive(Batch.of(Source.of(Source.Kind.SCHEDULE, "purge"), ScheduleDelivery.of("2", Instant.EPOCH)));
        app.receive(Batch.of(
                Source.of(Source.Kind.BUCKET, "photos"), ObjectDelivery.of("3", "ObjectCreated:Put", "photos", "a b")));
        app.receive(Batch.of(
                Source.of(Source.Kind.TABLE, "todos"),
                new ChangeDelivery(
                        "4",
                        ChangeDelivery.Change.INSERT,
                        Map.of("id", 7L),
                        Optional.empty(),
                        Optional.empty(),
                        false,
                        Optional.empty())));
        assertEquals(List.of("a", "tick", "a b", "INSERT 7"), seen);
    }

    @Test
    void aSourceThatNothingIsBoundToIsRefusedWithWhatIs() {
        var seen = new ArrayList<String>();
        var app = app(
                queue("imports").to(Import.class, one -> seen.add(one.title())),
                bus("a", "T").run(() -> {}));
        var refused = assertThrows(UnboundSource.class, () -> app.receive(Batch.ofQueue("import", message("1", "a"))));
        assertEquals("no consumer is bound to queue import; bound: queue imports, bus a (T)", refused.getMessage());
        var other = Batch.of(Source.of(Source.Kind.BUS, "a\n"), BusDelivery.of("1", "a\n", "U", "{}"));
        assertEquals(
                "no consumer is bound to bus a? (U); bound: queue imports, bus a (T)",
                assertThrows(UnboundSource.class, () -> app.receive(other)).getMessage());
        assertEquals(List.of(), seen);
        var none = assertThrows(UnboundSource.class, () -> app().receive(Batch.ofQueue("q", message("1", "a"))));
        assertTrue(String.valueOf(none.getMessage()).endsWith("; bound: nothing"), none.getMessage());
    }

    @ParameterizedTest
    @MethodSource("twice")
    void twoForOneSourceAreRefused(Binding one, Binding other, String what) {
        var refused = assertThrows(IllegalArgumentException.class, () -> app(one, other));
        assertEquals(what + " is bound twice", refused.getMessage());
    }

    static Stream<Arguments> twice() {
        return Stream.of(
                Arguments.of(queue("a").run(() -> {}), queue("a").to(Import.class, Import::title), "queue a"),
                Arguments.of(bus("a", "T").run(() -> {}), bus("a", "T").run(() -> {}), "bus a (T)"),
                Arguments.of(
                        Operation.operation("a").run(() -> {}),
                        Operation.operation("a").run(() -> {}),
                        "operation a"),
                Arguments.of(
                        SocketRoute.socket("a").to(Import.class, Import::title),
                        SocketRoute.socket("a").to(Import.class, Import::title),
                        "socket a"));
    }

    @Test
    void whatHasNoContentIsNoInput() {
        for (var unbound : List.of(bucket("photos"), changes("todos"))) {
            var refused = assertThrows(IllegalArgumentException.class, () -> unbound.to(Import.class, Import::title));
            assertTrue(
                    String.valueOf(refused.getMessage()).contains("have no content: take them with each("),
                    refused.getMessage());
        }
    }

    @Test
    void namesAreNotEmpty() {
        assertThrows(IllegalArgumentException.class, () -> queue(""));
        assertThrows(IllegalArgumentException.class, () -> QueueDelivery.of("", "a"));
        assertThrows(IllegalArgumentException.class, () -> Batch.ofQueue("a"));
    }

    @Test
    void aFailureIsLoggedOnceWithTheIdAndWithoutTheContent() {
        var app = app(queue("imports").to(Import.class, one -> {
                    throw one.title().equals("secret") ? new IllegalStateException("broken") : new Taken();
                }))
                .problem(Taken.class, Status.CONFLICT);
        var invocation = Invocation.of("lambda:sqs").withId("consumers-1");
        try (var logged = Logged.by(CatchAll.LOGGER)) {
            app.receive(Batch.ofQueue("imports", message("m1", "secret"), message("m2", "x"))
                    .withInvocation(invocation));
            var records = logged.with("consumers-1");
            assertEquals(2, records.size());
            assertEquals(
                    "request consumers-1 failed, message m1 of queue imports",
                    records.get(0).getMessage());
            assertEquals(Level.SEVERE, records.get(0).getLevel());
            assertEquals(Level.WARNING, records.get(1).getLevel());
            assertFalse(records.toString().contains("secret"));
        }
    }

    @Test
    void bytesAreNobodyElses() {
        byte[] data = {1, 2};
        var record = new StreamDelivery("1", "k", data, Optional.empty());
        data[0] = 9;
        record.data()[1] = 9;
        assertArrayEquals(new byte[] {1, 2}, record.content());
        assertEquals(record, new StreamDelivery("1", "k", new byte[] {1, 2}, Optional.empty()));
    }

    @Test
    void theBindingsAreListed() {
        var app = app(
                queue("imports").to(Import.class, Import::title),
                schedule("purge").run(() -> {}));
        assertEquals("[queue imports, schedule purge]", app.bindings().toString());
        assertEquals(List.of(), app.routes());
        var consumer = assertInstanceOf(Consumer.class, app.bindings().get(0));
        assertEquals(Optional.of(Import.class), consumer.input());
        assertEquals(List.of(), app.requestsOnly().bindings());
        app.requestsOnly().readyForRequests("undertow");
        var refused = assertThrows(IllegalStateException.class, () -> app.readyForRequests("undertow"));
        assertEquals(
                "undertow brings requests only, and shop also binds queue imports, schedule purge: start"
                        + " App.requestsOnly() there if another target brings the rest",
                refused.getMessage());
    }

    @Test
    void aMountedApplicationBringsItsRoutesOnly() {
        var inner = app(queue("imports").run(() -> {}));
        var refused = assertThrows(IllegalArgumentException.class, () -> app(Mount.mount("/in", inner)));
        assertEquals(
                "mount /in/* also binds queue imports: bind that on the outer application, and mount"
                        + " App.requestsOnly()",
                refused.getMessage());
        assertEquals(1, app(Mount.mount("/in", inner.requestsOnly())).bindings().size());
    }
}
