package io.anyport.undertow;

import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import org.jspecify.annotations.Nullable;

/** Virtual threads for code that is compiled for JDK 17. */
final class VirtualThreads {

    /** The first JDK in which a virtual thread that waits in {@code synchronized} lets its carrier go (JEP 491). */
    private static final int FIRST_WITHOUT_PINNING = 24;

    private VirtualThreads() {}

    /** {@return a virtual thread for each task, or null where the running JDK does not have them, or would pin them} */
    static @Nullable ExecutorService whereTheyDoNotPin() {
        return Runtime.version().feature() < FIRST_WITHOUT_PINNING ? null : create();
    }

    /**
     * {@return a virtual thread for each task}
     *
     * @throws IllegalStateException if the running JDK has none
     */
    static ExecutorService create() {
        try {
            return (ExecutorService)
                    Executors.class.getMethod("newVirtualThreadPerTaskExecutor").invoke(null);
        } catch (ReflectiveOperationException e) {
            throw new IllegalStateException("JDK " + Runtime.version() + " has no virtual threads", e);
        }
    }
}
