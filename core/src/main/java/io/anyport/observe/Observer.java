package io.anyport.observe;

import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Is told of each task of an application when it begins, and of what becomes of it: {@link io.anyport.App#observing}. Called by many
 * threads at once. It decides nothing: what it throws is logged, and the task goes on without it.
 */
@FunctionalInterface
public interface Observer {

    /**
     * A task begins, on the current thread.
     *
     * @param task the task
     * @return what is told how it goes on; null if nothing need be
     */
    @Nullable
    Observation begin(Task task);

    /**
     * Hands on what has been gathered and would be lost, or late, if the process stood still from now on. A target calls it that stops
     * its process between two invocations, before the answer is given back. Does nothing unless it is overridden.
     *
     * @param time how long it may take at most; above zero
     */
    default void flush(Duration time) {}
}
