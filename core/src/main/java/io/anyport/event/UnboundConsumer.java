package io.anyport.event;

import io.anyport.Action;
import io.anyport.InvokedLogic;
import io.anyport.Logic;
import java.util.Objects;
import java.util.Optional;
import java.util.concurrent.Callable;
import org.jspecify.annotations.Nullable;

/**
 * A source that waits for what receives its deliveries. Immutable. Logic gets one delivery at a time, in their order; what it gives back
 * is dropped, and what it throws means that the delivery is to come again.
 *
 * @param <D> the deliveries of the source's kind
 */
public final class UnboundConsumer<D extends Delivery> {

    private final Source.Kind kind;
    private final String name;
    private final @Nullable String detailType;

    UnboundConsumer(Source.Kind kind, String name, @Nullable String detailType) {
        this.kind = kind;
        this.name = Source.of(kind, name).name();
        this.detailType = detailType;
    }

    /**
     * Binds what takes each delivery as it is.
     *
     * @param handler called for each delivery
     * @return the binding
     */
    @SuppressWarnings("unchecked") // a source of the kind has no other deliveries
    public Consumer each(DeliveryHandler<? super D> handler) {
        Objects.requireNonNull(handler, "handler");
        return new Consumer(kind, name, Optional.ofNullable(detailType), (DeliveryHandler<Delivery>) handler, null);
    }

    /**
     * Binds logic whose input is the content of each delivery, read as strictly as the body of a request: what cannot be read has
     * failed.
     *
     * @param input a record, or anything else that the codec reads; {@code Object} for any document
     * @param logic called for each delivery
     * @param <I> the input
     * @param <O> the output, which is dropped
     * @return the binding
     * @throws IllegalArgumentException if the input cannot be read, or the deliveries have no content: notifications of a bucket and
     *     changes of a table are taken with {@link #each}
     */
    public <I, O> Consumer to(Class<I> input, Logic<I, O> logic) {
        return typed(TypedLogic.of(input, logic));
    }

    /**
     * Binds logic that also looks at what brought its input.
     *
     * @param input as for {@link #to(Class, Logic)}
     * @param logic called for each delivery
     * @param <I> the input
     * @param <O> the output, which is dropped
     * @return the binding
     * @throws IllegalArgumentException as for {@link #to(Class, Logic)}
     */
    public <I, O> Consumer to(Class<I> input, InvokedLogic<I, O> logic) {
        return typed(TypedLogic.of(input, logic));
    }

    /**
     * Binds logic without an input.
     *
     * @param logic called for each delivery
     * @param <O> the output, which is dropped
     * @return the binding
     */
    public <O> Consumer to(Callable<O> logic) {
        return bound(TypedLogic.of(logic));
    }

    /**
     * Binds logic without an output.
     *
     * @param input as for {@link #to(Class, Logic)}
     * @param action called for each delivery
     * @param <I> the input
     * @return the binding
     * @throws IllegalArgumentException as for {@link #to(Class, Logic)}
     */
    public <I> Consumer run(Class<I> input, Action<I> action) {
        return typed(TypedLogic.of(input, action));
    }

    /**
     * Binds logic without an input and an output.
     *
     * @param action called for each delivery
     * @return the binding
     */
    public Consumer run(Runnable action) {
        return bound(TypedLogic.of(action));
    }

    private Consumer typed(TypedLogic logic) {
        if (kind == Source.Kind.BUCKET || kind == Source.Kind.TABLE) {
            throw new IllegalArgumentException(
                    "the deliveries of " + kind + " " + name + " have no content: take them with each(…)");
        }
        return bound(logic);
    }

    private Consumer bound(TypedLogic logic) {
        return new Consumer(kind, name, Optional.ofNullable(detailType), null, logic);
    }
}
