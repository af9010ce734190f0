package io.anyport.event;

/**
 * Business logic that also looks at the frame: at its connection, to answer it later. Called by many threads at once.
 *
 * @param <I> the input
 * @param <O> the output
 */
@FunctionalInterface
public interface FrameLogic<I, O> {

    /**
     * Does what is asked for.
     *
     * @param input what the frame carries, complete and valid
     * @param frame the frame
     * @return the output
     * @throws Exception what the application has declared for it is the answer; anything else is a 500
     */
    O apply(I input, SocketFrame frame) throws Exception;
}
