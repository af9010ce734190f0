package io.anyport;

/**
 * Business logic: a function from a record to a value. It sees neither HTTP nor an event, and is called by many threads at
 * once on every target.
 *
 * @param <I> the input
 * @param <O> the output
 */
@FunctionalInterface
public interface Logic<I, O> {

    /**
     * Does what is asked for.
     *
     * @param input the input, complete and valid
     * @return the output; over HTTP an empty {@code Optional} is a 404
     * @throws Exception what the application has declared for it is the answer; anything else is a 500
     */
    O apply(I input) throws Exception;
}
