package io.anyport.junit;

import io.anyport.http.Handler;
import java.io.IOException;

/**
 * An application that runs on a target, seen by its client: what is asked goes through the whole target, and so does the answer. It
 * may be called by several threads at once.
 *
 * <p>A client cannot decide everything that a request has: its origin and its invocation are what the target makes of it.
 */
@FunctionalInterface
public interface HttpTarget extends Handler, AutoCloseable {

    /**
     * Stops the target; does nothing for one that holds nothing.
     *
     * @throws IOException what is thrown is a failure of the test
     */
    @Override
    default void close() throws IOException {}
}
