package io.anyport.lambda;

import com.amazonaws.services.lambda.runtime.Context;
import io.anyport.App;
import io.anyport.Invocation;
import io.anyport.event.Batch;
import io.anyport.event.OperationFailed;
import io.anyport.event.OperationTimedOut;
import io.anyport.event.Outcome;
import io.anyport.event.Source;
import io.anyport.http.Headers;
import java.nio.charset.StandardCharsets;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Events that are no requests: deliveries of a service, frames of a WebSocket, direct invocations. Its class, and those behind it, are
 * loaded by the first such event.
 */
final class OtherEvents {

    private static final byte[] NOTHING = "null".getBytes(StandardCharsets.US_ASCII);

    private final App app;
    private final Deadlines deadlines;
    private final @Nullable Context platform;

    private OtherEvents(App app, Deadlines deadlines, @Nullable Context platform) {
        this.app = app;
        this.deadlines = deadlines;
        this.platform = platform;
    }

    /**
     * Answers an event that is no complete request.
     *
     * @throws EventException if it is nothing else that is understood
     * @throws io.anyport.event.UnboundSource if nothing is bound to where it is from
     * @throws DeliveryFailed if the application has failed, and the service has to deliver all of it again
     * @throws io.anyport.event.OperationException if there is no output
     */
    static byte[] answer(App app, Deadlines deadlines, byte[] bytes, Envelope event, @Nullable Context platform) {
        return new OtherEvents(app, deadlines, platform).answer(bytes, event);
    }

    private byte[] answer(byte[] bytes, Envelope event) {
        if (event.unhandled != null) {
            throw UnknownEvent.refuse(bytes, event, app);
        }
        if (event.connectionId != null
                && event.illTyped == null
                && app.receivers().hasSockets()) {
            return SocketEvent.answer(app, deadlines, bytes, event, platform);
        }
        var format = event.records == null ? null : event.records.format();
        if (event.records != null && format != null) {
            return deliver(event.records, format);
        }
        if (event.bus != null && event.bus.isRecognised()) {
            return deliver(event.bus.batch(bytes, invocation(event.bus.target())));
        }
        boolean isRequest = event.format() != null || event.connectionId != null;
        var operations = app.receivers().operations();
        boolean isDelivery = event.records != null && event.records.isDelivery();
        if (isRequest || isDelivery || operations.isEmpty()) {
            throw UnknownEvent.refuse(bytes, event, app);
        }
        return invoke(DirectCall.read(bytes, operations, platform));
    }

    /** Nothing of the event: what looks like a caller in it is the word of whoever has sent it. */
    private Invocation invocation(String target) {
        return LambdaInvocation.of(target, new Envelope(), Headers.EMPTY, platform);
    }

    private byte[] invoke(DirectCall call) {
        var invocation = invocation("lambda:direct");
        var remaining = invocation.remaining().orElse(Deadlines.NONE);
        if (remaining.isZero() || remaining.isNegative()) {
            throw OperationTimedOut.of(invocation.id());
        }
        var watch = deadlines.watch(remaining);
        try {
            return app.invoke(call.operation(), call.input(), invocation);
        } catch (OperationFailed failed) { // logged with its cause
            throw watch.isLate() ? OperationTimedOut.of(invocation.id()) : failed;
        } finally {
            watch.end();
        }
    }

    private byte[] deliver(Records records, RecordFormat format) {
        var invocation = invocation(format.target());
        var batch = records.batch(format, invocation.id());
        var watch = deadlines.watch(invocation.remaining().orElse(Deadlines.NONE));
        try {
            var outcome = batch.receive(app, invocation);
            return batch.source().kind().isPartial()
                    ? failures(batch.source(), batch.failedIds(outcome))
                    : whole(batch.source(), invocation, outcome);
        } finally {
            watch.end();
        }
    }

    private byte[] deliver(Batch batch) {
        var watch = deadlines.watch(batch.invocation().remaining().orElse(Deadlines.NONE));
        try {
            return whole(batch.source(), batch.invocation(), app.receive(batch));
        } finally {
            watch.end();
        }
    }

    private static byte[] whole(Source source, Invocation invocation, Outcome outcome) {
        if (!outcome.isDone()) {
            throw new DeliveryFailed(invocation.id(), source);
        }
        return NOTHING;
    }

    /**
     * What a batch of which a part has failed is answered with (AWS Lambda Developer Guide, "Implementing partial batch responses"). Of a
     * shard only the first: from there on all of it comes again.
     */
    private static byte[] failures(Source source, List<String> failed) {
        boolean isShard = source.kind() != Source.Kind.QUEUE;
        var ids = isShard && failed.size() > 1 ? failed.subList(0, 1) : failed;
        var json = Json.generator(32 + 64 * ids.size());
        json.writeStartObject();
        json.writeArrayPropertyStart("batchItemFailures");
        for (String id : ids) {
            json.writeStartObject();
            json.writeStringProperty("itemIdentifier", id);
            json.writeEndObject();
        }
        json.writeEndArray();
        json.writeEndObject();
        return json.toByteArray();
    }
}
