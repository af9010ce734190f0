package io.anyport.junit.lambda;

import static java.nio.charset.StandardCharsets.US_ASCII;

import java.io.IOException;
import org.jspecify.annotations.Nullable;

/** Serves what comes in on one connection, one call after the other, well or with the fault that was asked for. */
final class Connection implements Runnable {

    private final Wire wire;
    private final Calls calls;
    private final Faults faults;

    Connection(Wire wire, Calls calls, Faults faults) {
        this.wire = wire;
        this.calls = calls;
        this.faults = faults;
    }

    @Override
    public void run() {
        try {
            for (var head = wire.head(); head != null && serve(head); ) {
                head = wire.head();
            }
        } catch (IOException e) {
            // the runtime has gone, or it is not worth while to listen to it
        } catch (InterruptedException e) {
            Thread.currentThread().interrupt();
        } finally {
            wire.close();
        }
    }

    /** {@return whether the connection can go on} */
    private boolean serve(RequestHead head) throws IOException, InterruptedException {
        var content = new Content(head, wire);
        if (head.field("Expect").equalsIgnoreCase("100-continue")) {
            send("HTTP/1.1 100 Continue\r\n\r\n".getBytes(US_ASCII));
        }
        @Nullable Call call = head.call();
        if (call == null) {
            calls.remark(head, "is no call of the Runtime API");
            content.all(0);
            return answer(Reply.refused(404, "NotFound", "no such call"), Fault.NONE, head);
        }
        var fault = faults.next(call);
        if (!fault.delay.isZero()) {
            Thread.sleep(fault.delay.toMillis());
        }
        return switch (fault.kind) {
            case CUT -> false;
            case STATUS -> {
                content.all(0);
                yield answer(Reply.json(fault.status, "{}"), fault, head);
            }
            case BYTES -> {
                content.all(0);
                send(fault.bytes);
                yield false;
            }
            default -> answer(calls.reply(call, head, content, wire, fault), fault, head);
        };
    }

    private boolean answer(Reply reply, Fault fault, RequestHead head) throws IOException {
        if (reply == Reply.NONE) {
            return false;
        }
        byte[] bytes = reply.bytes();
        switch (fault.kind) {
            case CUT_UNANSWERED -> {
                return false;
            }
            case CUT_ANSWER -> {
                wire.write(bytes, bytes.length / 2);
                return false;
            }
            case STATUS_OF_TAKEN -> send(Reply.json(fault.status, "{}").bytes());
            default -> send(bytes);
        }
        return fault.kind != Fault.Kind.CUT_AFTERWARDS && !head.closes();
    }

    private void send(byte[] bytes) throws IOException {
        wire.write(bytes, bytes.length);
    }
}
