package io.anyport.event;

import io.anyport.Action;
import io.anyport.InvokedLogic;
import io.anyport.Logic;
import java.util.concurrent.Callable;

/**
 * A name that waits for logic. Immutable. The input is read by the application's codec, as strictly as the body of a request; the output
 * is written by it as it is, {@code null} for nothing and an empty {@code Optional}.
 */
public final class UnboundOperation {

    private final String name;

    UnboundOperation(String name) {
        if (name.isEmpty()) {
            throw new IllegalArgumentException("name of an operation must not be empty");
        }
        this.name = name;
    }

    /**
     * Binds logic.
     *
     * @param input a record, or anything else that the codec reads; {@code Object} for any document
     * @param logic what answers
     * @param <I> the input
     * @param <O> the output
     * @return the binding
     * @throws IllegalArgumentException if the input cannot be read
     */
    public <I, O> Operation to(Class<I> input, Logic<I, O> logic) {
        return new Operation(name, TypedLogic.of(input, logic));
    }

    /**
     * Binds logic that also looks at what brought its input.
     *
     * @param input as for {@link #to(Class, Logic)}
     * @param logic what answers
     * @param <I> the input
     * @param <O> the output
     * @return the binding
     * @throws IllegalArgumentException if the input cannot be read
     */
    public <I, O> Operation to(Class<I> input, InvokedLogic<I, O> logic) {
        return new Operation(name, TypedLogic.of(input, logic));
    }

    /**
     * Binds logic without an input; what comes with the call is not looked at.
     *
     * @param logic what answers
     * @param <O> the output
     * @return the binding
     */
    public <O> Operation to(Callable<O> logic) {
        return new Operation(name, TypedLogic.of(logic));
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
    public <I> Operation run(Class<I> input, Action<I> action) {
        return new Operation(name, TypedLogic.of(input, action));
    }

    /**
     * Binds logic without an input and an output.
     *
     * @param action what is done
     * @return the binding
     */
    public Operation run(Runnable action) {
        return new Operation(name, TypedLogic.of(action));
    }
}
