package io.anyport.event;

import io.anyport.Binding;
import io.anyport.Invocation;
import io.anyport.http.CatchAll;
import io.anyport.http.Problem;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.anyport.http.Wiring;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What an application binds beside routes, and finds by source, name or key. Immutable, and thread-safe. An {@link io.anyport.App} has
 * one; its users need it never.
 */
public final class Receivers {

    private static final int LONGEST_NAME = 200;

    private final List<Binding> bindings;
    private final Map<String, Consumer> consumers = new LinkedHashMap<>(); // none of them is changed once it is built
    private final Map<String, Operation> operations = new LinkedHashMap<>();
    private final Map<String, SocketRoute> sockets = new LinkedHashMap<>();

    private Receivers(List<Binding> bindings) {
        this.bindings = bindings;
    }

    /**
     * Receivers for bindings.
     *
     * @param bindings consumers, operations and routes of WebSockets
     * @return the receivers
     * @throws IllegalArgumentException if two of them are for the same, or one is of no kind that an application can hold
     */
    public static Receivers of(List<? extends Binding> bindings) {
        var receivers = new Receivers(List.copyOf(bindings));
        for (var binding : bindings) {
            receivers.add(binding);
        }
        return receivers;
    }

    private void add(Binding binding) {
        Binding other;
        if (binding instanceof Consumer consumer) {
            String detailType = consumer.detailType().orElse("");
            other = consumers.putIfAbsent(key(consumer.kind(), consumer.name(), detailType), consumer);
        } else if (binding instanceof Operation operation) {
            other = operations.putIfAbsent(operation.name(), operation);
        } else if (binding instanceof SocketRoute socket) {
            other = sockets.putIfAbsent(socket.key(), socket);
        } else {
            throw new IllegalArgumentException(
                    "an application can hold routes, groups, mounts, consumers, operations and" + " sockets, not "
                            + binding);
        }
        if (other != null) {
            throw new IllegalArgumentException(binding + " is bound twice");
        }
    }

    private static String key(Source.Kind kind, String name, String detailType) {
        return kind.name() + '\n' + name + '\n' + detailType;
    }

    /** {@return the bindings in the order of their declaration} */
    public List<Binding> bindings() {
        return bindings;
    }

    /** {@return the names of the operations} */
    public List<String> operations() {
        return List.copyOf(operations.keySet());
    }

    /** {@return whether there is a route of a WebSocket} */
    public boolean hasSockets() {
        return !sockets.isEmpty();
    }

    /** {@return whether something is bound whose input has to be read, or whose output has to be written} */
    public boolean needsCodec() {
        for (var consumer : consumers.values()) {
            if (consumer.input().isPresent()) {
                return true;
            }
        }
        for (var socket : sockets.values()) {
            if (socket.input().isPresent()) {
                return true;
            }
        }
        return !operations.isEmpty();
    }

    /**
     * Takes a batch, one delivery after the other. What fails is logged, once, with the id of the invocation.
     *
     * @param batch the batch
     * @param wiring what typed logic needs to know
     * @param catchAll what exceptions mean
     * @return what became of it
     * @throws UnboundSource if no consumer is bound to its source; nothing of it is done then
     */
    public Outcome receive(Batch batch, Wiring wiring, CatchAll catchAll) {
        var found = new ArrayList<Consumer>(batch.deliveries().size());
        for (var delivery : batch.deliveries()) {
            found.add(consumer(batch.source(), delivery));
        }
        return new BatchRun(batch, wiring, catchAll).run(found);
    }

    private Consumer consumer(Source source, Delivery delivery) {
        Consumer consumer = null;
        String detailType = "";
        if (delivery instanceof BusDelivery event) {
            detailType = event.detailType();
            consumer = consumers.get(key(source.kind(), source.name(), detailType));
        }
        if (consumer == null) {
            consumer = consumers.get(key(source.kind(), source.name(), ""));
        }
        if (consumer == null) {
            String what = detailType.isEmpty() ? "" : " (" + detailType + ")";
            throw new UnboundSource("no consumer is bound to " + printable(source + what) + "; bound: " + listed());
        }
        return consumer;
    }

    /** What others have named goes into logs: nothing that could end a line, or fill one. */
    private static String printable(String name) {
        var printable = new StringBuilder();
        for (int i = 0; i < name.length() && i < LONGEST_NAME; i++) {
            char c = name.charAt(i);
            printable.append(c >= ' ' && c < 0x7f ? c : '?');
        }
        return printable.toString();
    }

    /** {@return the bindings, as they stand in an error} */
    public String listed() {
        return bindings.isEmpty() ? "nothing" : joined(bindings);
    }

    private static String joined(Iterable<?> elements) {
        var text = new StringBuilder();
        for (Object element : elements) {
            text.append(text.length() == 0 ? "" : ", ").append(element);
        }
        return text.toString();
    }

    /**
     * Invokes an operation.
     *
     * @param name the operation; null for the only one
     * @param input the input as a document
     * @param invocation what brought it
     * @param wiring what typed logic needs to know
     * @param catchAll what exceptions mean
     * @return the output as a document
     * @throws OperationException if there is no output
     */
    public byte[] invoke(@Nullable String name, byte[] input, Invocation invocation, Wiring wiring, CatchAll catchAll) {
        var operation = operation(name);
        var observer = wiring.observer();
        return observer == null
                ? answer(operation, input, invocation, wiring, catchAll)
                : ObservedBinding.call(
                        observer,
                        operation,
                        null,
                        invocation,
                        observed -> answer(operation, input, observed, wiring, catchAll));
    }

    private static byte[] answer(
            Operation operation, byte[] input, Invocation invocation, Wiring wiring, CatchAll catchAll) {
        try {
            return operation.answer(input, invocation, wiring);
        } catch (Throwable thrown) {
            ObservedBinding.tell(invocation, thrown);
            throw OperationException.of(catchAll.problem(thrown, invocation.id(), operation));
        }
    }

    private Operation operation(@Nullable String name) {
        if (name == null && operations.size() == 1) {
            return operations.values().iterator().next();
        }
        var operation = name == null ? null : operations.get(name);
        if (operation == null) {
            String known = operations.isEmpty() ? "none" : joined(operations.keySet());
            String what = name == null ? "The operation must be named." : "There is no operation of that name.";
            throw new UnknownOperation(Problem.of(Status.NOT_FOUND).withDetail(what + " There are: " + known + "."));
        }
        return operation;
    }

    /**
     * Answers a frame of a WebSocket. A message that no key is for goes to {@link SocketFrame#DEFAULT}. A client may connect where
     * nothing is bound to that, and may always leave.
     *
     * @param frame the frame
     * @param wiring what typed logic needs to know
     * @param catchAll what exceptions mean
     * @return the answer, a problem if something was thrown
     * @throws UnboundSource if nothing is bound for WebSockets
     */
    public Response handle(SocketFrame frame, Wiring wiring, CatchAll catchAll) {
        if (sockets.isEmpty()) {
            throw new UnboundSource("nothing is bound to WebSockets; bound: " + listed());
        }
        var route = sockets.get(frame.route());
        boolean isMessage = frame.kind() == SocketFrame.Kind.MESSAGE;
        if (route == null && isMessage) {
            route = sockets.get(SocketFrame.DEFAULT);
        }
        if (route == null) {
            return isMessage ? Problem.of(Status.NOT_FOUND).response() : Response.of(Status.OK);
        }
        var observer = wiring.observer();
        var found = route;
        return observer == null
                ? answer(found, frame, wiring, catchAll)
                : ObservedBinding.call(
                        observer,
                        found,
                        null,
                        frame.invocation(),
                        observed -> answer(found, frame.withInvocation(observed), wiring, catchAll));
    }

    private static Response answer(SocketRoute route, SocketFrame frame, Wiring wiring, CatchAll catchAll) {
        try {
            return Objects.requireNonNull(route.answer(frame, wiring), "a handler must not answer null");
        } catch (Throwable thrown) {
            ObservedBinding.tell(frame.invocation(), thrown);
            return catchAll.problem(thrown, frame.invocation().id(), route).response();
        }
    }
}
