package io.anyport.http;

import io.anyport.Action;
import io.anyport.Invocation;
import io.anyport.InvokedLogic;
import io.anyport.Logic;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.Callable;

/** A method and a path template that wait for what handles them. Immutable. */
public final class Unbound {

    private final Method method;
    private final PathTemplate template;

    Unbound(Method method, PathTemplate template) {
        this.method = method;
        this.template = template;
    }

    /**
     * Binds a handler, which sees the request as it is.
     *
     * @param handler the handler
     * @return the route
     */
    public Route to(Handler handler) {
        return new HandlerRoute(method, template, List.of(), Objects.requireNonNull(handler, "handler"));
    }

    /**
     * Binds logic with an input. Components of the input that the path template names come from the path; for GET, HEAD and
     * DELETE the others come from the query, else from the body.
     *
     * @param input a record, or for the whole body a sealed interface of records
     * @param logic what answers
     * @param <I> the input
     * @param <O> the output
     * @return the endpoint
     * @throws IllegalArgumentException if the template names a parameter that the input does not have, or a component is of a
     *     type that its place cannot hold
     */
    public <I, O> Endpoint to(Class<I> input, Logic<I, O> logic) {
        Objects.requireNonNull(logic, "logic");
        return endpoint(input, new Uninvoked<>(logic));
    }

    /**
     * Binds logic with an input that also looks at what brought it.
     *
     * @param input as for {@link #to(Class, Logic)}
     * @param logic what answers
     * @param <I> the input
     * @param <O> the output
     * @return the endpoint
     * @throws IllegalArgumentException as for {@link #to(Class, Logic)}
     */
    public <I, O> Endpoint to(Class<I> input, InvokedLogic<I, O> logic) {
        return endpoint(input, Objects.requireNonNull(logic, "logic"));
    }

    /**
     * Binds logic without an input.
     *
     * @param logic what answers
     * @param <O> the output
     * @return the endpoint
     */
    public <O> Endpoint to(Callable<O> logic) {
        Objects.requireNonNull(logic, "logic");
        return endpoint(Nothing.class, (nothing, invocation) -> logic.call());
    }

    /**
     * Binds logic with an input and without an output: the answer is 204.
     *
     * @param input as for {@link #to(Class, Logic)}
     * @param action what is done
     * @param <I> the input
     * @return the endpoint
     * @throws IllegalArgumentException as for {@link #to(Class, Logic)}
     */
    public <I> Endpoint run(Class<I> input, Action<I> action) {
        Objects.requireNonNull(action, "action");
        return endpoint(input, (I value, Invocation invocation) -> {
                    action.apply(value);
                    return Endpoint.DONE;
                })
                .answering(Status.NO_CONTENT);
    }

    /**
     * Binds logic without an input and without an output: the answer is 204.
     *
     * @param action what is done
     * @return the endpoint
     */
    public Endpoint run(Runnable action) {
        Objects.requireNonNull(action, "action");
        return run(Nothing.class, nothing -> action.run());
    }

    private <I, O> Endpoint endpoint(Class<I> input, InvokedLogic<I, O> logic) {
        return Endpoint.of(method, template, input, logic);
    }

    /** A class of its own rather than a lambda, which every cold start would have to make. */
    private record Uninvoked<I, O>(Logic<I, O> logic) implements InvokedLogic<I, O> {
        @Override
        public O apply(I input, Invocation invocation) throws Exception {
            return logic.apply(input);
        }
    }

    /** The input of logic that has none. */
    record Nothing() {}
}
