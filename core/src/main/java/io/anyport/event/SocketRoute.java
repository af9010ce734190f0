package io.anyport.event;

import io.anyport.Binding;
import io.anyport.http.Response;
import io.anyport.http.Wiring;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A key of a WebSocket's frames, bound to what handles them. Immutable; a value that can be listed.
 *
 * <p>{@code socket("$connect").to(…)}, for a static import, makes one.
 */
public final class SocketRoute implements Binding {

    private final String key;
    private final @Nullable FrameHandler handler; // else there is logic
    private final UnboundSocket.@Nullable Typed logic;

    SocketRoute(String key, @Nullable FrameHandler handler, UnboundSocket.@Nullable Typed logic) {
        this.key = key;
        this.handler = handler;
        this.logic = logic;
    }

    /**
     * Begins a route of a WebSocket.
     *
     * @param key {@link SocketFrame#CONNECT}, {@link SocketFrame#DISCONNECT}, {@link SocketFrame#DEFAULT}, or one of the API's own
     * @return what is to be bound
     * @throws IllegalArgumentException if the key is empty
     */
    public static UnboundSocket socket(String key) {
        return new UnboundSocket(key);
    }

    /** {@return the key of the frames} */
    public String key() {
        return key;
    }

    /** {@return the type of the input; empty if it is the frame itself} */
    public Optional<Class<?>> input() {
        return logic == null ? Optional.empty() : Optional.of(logic.input());
    }

    Response answer(SocketFrame frame, Wiring wiring) throws Exception {
        return frame.invocation().call(new Work(handler, logic, frame, wiring));
    }

    /** A class of its own rather than a lambda, which every cold start would have to make. */
    private record Work(
            @Nullable FrameHandler handler, UnboundSocket.@Nullable Typed logic, SocketFrame frame, Wiring wiring)
            implements Callable<Response> {
        @Override
        public Response call() throws Exception {
            if (logic != null) {
                return logic.answer(frame, wiring);
            }
            return handler == null ? Response.ok() : handler.handle(frame);
        }
    }

    /** {@return the key} */
    @Override
    public String toString() {
        return "socket " + key;
    }
}
