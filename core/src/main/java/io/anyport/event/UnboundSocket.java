package io.anyport.event;

import io.anyport.Action;
import io.anyport.Logic;
import io.anyport.http.Body;
import io.anyport.http.Headers;
import io.anyport.http.Response;
import io.anyport.http.Status;
import io.anyport.http.Wiring;
import java.util.Objects;
import java.util.Optional;
import org.jspecify.annotations.Nullable;

/**
 * A key of a WebSocket's frames that waits for what handles them. Immutable. An output is written by the application's codec and goes
 * back to the client where the route has answers; nothing goes back for {@code null} and an empty {@code Optional}.
 */
public final class UnboundSocket {

    private final String key;

    UnboundSocket(String key) {
        if (key.isEmpty()) {
            throw new IllegalArgumentException("key of a socket must not be empty");
        }
        this.key = key;
    }

    /**
     * Binds what takes each frame as it is.
     *
     * @param handler called for each frame
     * @return the binding
     */
    public SocketRoute to(FrameHandler handler) {
        Objects.requireNonNull(handler, "handler");
        return new SocketRoute(key, handler, null);
    }

    /**
     * Binds logic whose input is what a message carries, read as strictly as the body of a request.
     *
     * @param input a record, or anything else that the codec reads
     * @param logic what answers
     * @param <I> the input
     * @param <O> the output
     * @return the binding
     * @throws IllegalArgumentException if the input cannot be read
     */
    public <I, O> SocketRoute to(Class<I> input, Logic<I, O> logic) {
        Objects.requireNonNull(logic, "logic");
        return to(input, new Unframed<I, O>(logic));
    }

    /**
     * Binds logic that also looks at the frame.
     *
     * @param input as for {@link #to(Class, Logic)}
     * @param logic what answers
     * @param <I> the input
     * @param <O> the output
     * @return the binding
     * @throws IllegalArgumentException if the input cannot be read
     */
    @SuppressWarnings("unchecked") // the codec makes an I, which is all that the logic is ever called with
    public <I, O> SocketRoute to(Class<I> input, FrameLogic<I, O> logic) {
        Objects.requireNonNull(logic, "logic");
        return new SocketRoute(key, null, new Typed(TypedLogic.checked(input), (FrameLogic<Object, Object>) logic));
    }

    /**
     * Binds logic without an output.
     *
     * @param input as for {@link #to(Class, Logic)}
     * @param action what is done
     * @param <I> the input
     * @return the binding
     * @throws IllegalArgumentException if the input cannot be read
     */
    public <I> SocketRoute run(Class<I> input, Action<I> action) {
        Objects.requireNonNull(action, "action");
        return to(input, new Acting<I>(action));
    }

    /** A class of its own rather than a lambda, which every cold start would have to make. */
    private record Unframed<I, O>(Logic<I, O> logic) implements FrameLogic<I, O> {
        @Override
        public O apply(I input, SocketFrame frame) throws Exception {
            return logic.apply(input);
        }
    }

    /** A class of its own for the same reason. */
    private record Acting<I>(Action<I> action) implements FrameLogic<I, Object> {
        @Override
        public Object apply(I input, SocketFrame frame) throws Exception {
            action.apply(input);
            return TypedLogic.DONE;
        }
    }

    /** Logic, and the type of its input. */
    record Typed(Class<?> input, FrameLogic<Object, Object> logic) {

        Response answer(SocketFrame frame, Wiring wiring) throws Exception {
            @Nullable Object output = logic.apply(TypedLogic.read(frame.body().bytes(), input, wiring), frame);
            if (output instanceof Optional<?> optional) {
                output = optional.isPresent() ? optional.get() : null;
            }
            if (output == null || output == TypedLogic.DONE) {
                return Response.of(Status.OK);
            }
            var codec = wiring.codec();
            return Response.of(Status.OK)
                    .withHeaders(Headers.of("Content-Type", codec.mediaType()))
                    .withBody(Body.of(codec.write(output)));
        }
    }
}
