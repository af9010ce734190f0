package io.anyport.junit.lambda;

import io.anyport.junit.lambda.Outcome.Kind;
import java.io.IOException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** Takes answers and errors of invocations, and checks them as AWS does. Thread-safe. */
final class Responses {

    /** The largest answer in one piece: 6 MiB, and 100 bytes that AWS allows beyond. */
    static final int LIMIT = 6 * 1024 * 1024 + 100;

    /** The largest streamed answer: 200 MiB. */
    static final long STREAM_LIMIT = 200L * 1024 * 1024;

    private static final String MODE = "Lambda-Runtime-Function-Response-Mode";

    private final Calls calls;

    Responses(Calls calls) {
        this.calls = calls;
    }

    Reply response(RequestHead head, Content content, Wire wire) throws IOException {
        var invoked = calls.invocation(head.id());
        if (invoked == null || !invoked.answer()) {
            return refuse(invoked, head, content);
        }
        String mode = head.field(MODE);
        try {
            if (mode.equalsIgnoreCase("streaming")) {
                return streamed(invoked, head, content, wire);
            }
            if (mode.isEmpty()) {
                return buffered(invoked, head, content);
            }
        } catch (IOException cut) {
            calls.remark(head, "was not brought to its end");
            complete(invoked, Kind.CUT, head, invoked.arrivals().all(), Map.of());
            return Reply.NONE;
        }
        calls.remark(head, "has an unknown response mode");
        complete(invoked, Kind.REFUSED, head, content.all(0), Map.of());
        return Reply.refused(400, "InvalidFunctionResponseMode", "Invalid function response mode");
    }

    private Reply buffered(Invoked invoked, RequestHead head, Content content) throws IOException {
        byte[] all = content.all(LIMIT);
        if (all.length > LIMIT) {
            return tooLarge(invoked, head, LIMIT);
        }
        if (all.length > 0) {
            invoked.arrivals().release();
            invoked.arrivals().add(all, all.length);
        }
        complete(invoked, Kind.RESPONSE, head, all, Map.of());
        return Reply.TAKEN;
    }

    private Reply streamed(Invoked invoked, RequestHead head, Content content, Wire wire) throws IOException {
        if (invoked.request().isPulled()) {
            wire.buffersLittle();
        }
        if (!head.isChunked()) {
            calls.remark(head, "streams, but not in chunks");
        }
        long size = 0;
        var piece = new byte[16 * 1024];
        for (int some = content.read(piece); some >= 0; some = content.read(piece)) {
            size += some;
            if (size > STREAM_LIMIT) {
                content.all(0);
                return tooLarge(invoked, head, STREAM_LIMIT);
            }
            invoked.arrivals().add(piece, some);
        }
        complete(invoked, Kind.STREAM, head, invoked.arrivals().all(), content.trailers());
        return Reply.TAKEN;
    }

    private Reply tooLarge(Invoked invoked, RequestHead head, long limit) {
        calls.remark(head, "is over " + limit + " bytes");
        complete(invoked, Kind.REFUSED, head, new byte[0], Map.of());
        return Reply.refused(
                413, "RequestEntityTooLarge", "Exceeded maximum allowed payload size (" + limit + " bytes).");
    }

    Reply error(RequestHead head, Content content) throws IOException {
        byte[] all = content.all(LIMIT);
        var invoked = calls.invocation(head.id());
        if (invoked == null || !invoked.answer()) {
            return refuse(invoked, head, content);
        }
        if (all.length > LIMIT) {
            return tooLarge(invoked, head, LIMIT);
        }
        complete(invoked, Kind.ERROR, head, all, Map.of());
        return Reply.TAKEN;
    }

    private Reply refuse(@Nullable Invoked invoked, RequestHead head, Content content) throws IOException {
        content.all(0);
        if (invoked != null && invoked.isAnswered()) {
            calls.remark(head, "is for an invocation that is answered already");
            return Reply.refused(403, "InvalidStateTransition", "Transition to InvocationResponse is not allowed");
        }
        calls.remark(head, "is for an invocation that was not handed out");
        return Reply.refused(400, "InvalidRequestID", "Invalid request ID");
    }

    private void complete(Invoked invoked, Kind kind, RequestHead head, byte[] content, Map<String, String> trailers) {
        var outcome = new Outcome(kind, invoked.id(), head.fields(), content, trailers);
        if (kind == Kind.ERROR || kind == Kind.STREAM) {
            check(outcome).forEach(what -> calls.remark(head, what));
        }
        calls.outcomes.add(outcome);
        invoked.complete(outcome);
    }

    /** {@return what AWS would not understand of an error} */
    static List<String> check(Outcome outcome) {
        var found = new ArrayList<String>();
        outcome.errorType()
                .filter(type -> !type.matches("[!-~]{1,255}"))
                .ifPresent(type -> found.add("has an error type that is no word"));
        if (outcome.kind() != Kind.STREAM) {
            String json = outcome.text().strip();
            if (!json.startsWith("{") || !json.endsWith("}")) {
                found.add("is no JSON object");
            }
        }
        return found;
    }
}
