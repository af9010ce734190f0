package io.anyport;

/**
 * Business logic without an output. Called by many threads at once.
 *
 * @param <I> the input
 */
@FunctionalInterface
public interface Action<I> {

    /**
     * Does what is asked for.
     *
     * @param input the input, complete and valid
     * @throws Exception what the application has declared for it is the answer; anything else is a 500
     */
    void apply(I input) throws Exception;
}
