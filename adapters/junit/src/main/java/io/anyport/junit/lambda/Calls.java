package io.anyport.junit.lambda;

import io.anyport.junit.lambda.Outcome.Kind;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.BlockingDeque;
import java.util.concurrent.BlockingQueue;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.LinkedBlockingDeque;
import java.util.concurrent.LinkedBlockingQueue;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** What each call of the Runtime API does, when nothing goes wrong. Thread-safe. */
final class Calls {

    private static final int LOOK_MILLIS = 20; // how often it is looked whether a waiting runtime is still there

    final BlockingQueue<Outcome> outcomes = new LinkedBlockingQueue<>();
    final List<String> remarks = new CopyOnWriteArrayList<>();
    final CountDownLatch checkpoint = new CountDownLatch(1);
    final CountDownLatch restore = new CountDownLatch(1);
    final List<FunctionProcess> functions = new CopyOnWriteArrayList<>();
    private final BlockingDeque<Invoked> waiting = new LinkedBlockingDeque<>();
    private final Map<String, Invoked> invocations = new ConcurrentHashMap<>();
    private final Responses responses = new Responses(this);
    private volatile boolean isClosed;

    void add(Invoked invoked) {
        if (invocations.putIfAbsent(invoked.id(), invoked) != null) {
            throw new IllegalArgumentException("there is an invocation " + invoked.id() + " already");
        }
        waiting.add(invoked);
    }

    /** {@return what the last of the functions that have ended left; nothing if none has} */
    String ended() {
        String ended = "";
        for (var function : functions) {
            ended = function.isAlive() ? ended : function.ended();
        }
        return ended;
    }

    void close() {
        isClosed = true;
        restore.countDown();
    }

    void remark(RequestHead head, String what) {
        remarks.add(head.line() + " " + what);
    }

    Reply reply(Call call, RequestHead head, Content content, Wire wire, Fault fault)
            throws IOException, InterruptedException {
        return switch (call) {
            case NEXT -> next(content, wire, fault);
            case RESPONSE -> responses.response(head, content, wire);
            case ERROR -> responses.error(head, content);
            case INIT_ERROR -> failure(Kind.INIT_ERROR, head, content);
            case RESTORE_ERROR -> failure(Kind.RESTORE_ERROR, head, content);
            case RESTORE_NEXT -> restored(head, content, wire);
        };
    }

    @Nullable
    Invoked invocation(String id) {
        return invocations.get(id);
    }

    private Reply next(Content content, Wire wire, Fault fault) throws IOException, InterruptedException {
        content.all(0);
        while (!isClosed) {
            var invoked = waiting.poll(LOOK_MILLIS, TimeUnit.MILLISECONDS);
            if (invoked == null) {
                if (wire.isGone()) {
                    return Reply.NONE;
                }
            } else if (wire.isGone()) {
                waiting.addFirst(invoked);
                return Reply.NONE;
            } else {
                return handOut(invoked, fault);
            }
        }
        return Reply.NONE;
    }

    private Reply handOut(Invoked invoked, Fault fault) {
        var request = invoked.request();
        var fields = new LinkedHashMap<String, String>();
        fields.put("Lambda-Runtime-Aws-Request-Id", invoked.id());
        fields.put("Lambda-Runtime-Deadline-Ms", String.valueOf(request.deadline()));
        fields.putAll(request.fields());
        if (fault.isLostOnTheWay()) {
            waiting.addFirst(invoked);
        } else {
            invoked.handOut();
        }
        return new Reply(200, fields, request.event());
    }

    private Reply failure(Kind kind, RequestHead head, Content content) throws IOException {
        var outcome = new Outcome(kind, "", head.fields(), content.all(Responses.LIMIT), Map.of());
        Responses.check(outcome).forEach(what -> remark(head, what));
        outcomes.add(outcome);
        return Reply.TAKEN;
    }

    private Reply restored(RequestHead head, Content content, Wire wire) throws IOException, InterruptedException {
        content.all(0);
        checkpoint.countDown();
        while (!restore.await(LOOK_MILLIS, TimeUnit.MILLISECONDS)) {
            if (wire.isGone()) {
                remark(head, "was not waited for");
                return Reply.NONE;
            }
        }
        return isClosed ? Reply.NONE : new Reply(200, Map.of(), new byte[0]);
    }
}
