package io.anyport;

/**
 * Business logic that also looks at the invocation: its deadline, its id, its caller. Called by many threads at once.
 *
 * @param <I> the input
 * @param <O> the output
 */
@FunctionalInterface
public interface InvokedLogic<I, O> {

    /**
     * Does what is asked for.
     *
     * @param input the input, complete and valid
     * @param invocation what brought the input
     * @return the output; over HTTP an empty {@code Optional} is a 404
     * @throws Exception what the application has declared for it is the answer; anything else is a 500
     */
    O apply(I input, Invocation invocation) throws Exception;
}
