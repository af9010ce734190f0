package io.anyport.observe;

import io.anyport.Binding;
import io.anyport.Invocation;
import io.anyport.event.Delivery;
import java.util.Objects;
import java.util.Optional;

/**
 * What no request brings: a delivery to a consumer, an operation to be invoked, a frame of a WebSocket.
 *
 * @param binding what is to handle it: a {@link io.anyport.event.Consumer}, an {@link io.anyport.event.Operation} or a {@link
 *     io.anyport.event.SocketRoute}
 * @param delivery what a consumer gets; empty for the others
 * @param invocation what brought it; of a delivery, in the trace that it was sent in
 */
public record BindingTask(Binding binding, Optional<Delivery> delivery, Invocation invocation) implements Task {

    /**
     * Refuses nulls.
     *
     * @param binding what is to handle it
     * @param delivery what a consumer gets
     * @param invocation what brought it
     */
    public BindingTask {
        Objects.requireNonNull(binding, "binding");
        Objects.requireNonNull(delivery, "delivery");
        Objects.requireNonNull(invocation, "invocation");
    }

    @Override
    public String name() {
        return binding.toString();
    }
}
