package io.anyport.observe;

import io.anyport.http.Response;
import org.jspecify.annotations.Nullable;

/** What an {@link Observer} is told of a task that has begun. What it throws is logged, and has no other effect. */
@FunctionalInterface
public interface Observation {

    /** What holds on a thread while it works on a task, such as entries of a log's MDC. One thread's own. */
    @FunctionalInterface
    interface Scope extends AutoCloseable {

        /** Ends it, on the thread where it has begun; scopes end in the reverse order. */
        @Override
        void close();
    }

    /**
     * The current thread begins to work on the task. That may be several times: for the filters, for the logic within them, and
     * wherever else {@link io.anyport.Invocation#call} goes on, perhaps on another thread or after the end.
     *
     * @return what holds until the thread is done; null for nothing
     */
    default @Nullable Scope enter() {
        return null;
    }

    /**
     * Something was thrown at what ends the task: of a request it becomes the answer, otherwise the failure. Perhaps called by another
     * thread than the one on which the task began.
     *
     * @param thrown what was thrown
     */
    default void thrown(Throwable thrown) {}

    /**
     * The task is over, once, on the thread on which it began, and within the scope that was entered first. A body that is a stream is still to be sent.
     *
     * @param response the answer to a request or a frame; null if the task has none, or it is not known
     */
    void end(@Nullable Response response);
}
