package io.anyport;

import java.util.Optional;

/**
 * What holds something that a snapshot of the process must not freeze: connections, above all. An application names it ({@link
 * App#resources}), and whoever takes the snapshot calls it: AWS Lambda with SnapStart, or a JDK with CRaC (Coordinated Restore at
 * Checkpoint), whose word it is. A snapshot may go on as many processes at once.
 *
 * <p>Nothing else uses the resource between the two calls, its check neither. Both may be called by another thread than the one that made it.
 */
public interface Resource {

    /**
     * Lets go of what would not be there after the restore; before the snapshot. Does nothing unless it is overridden.
     *
     * @throws Exception if there can be no snapshot: the start of the process fails with it
     */
    default void beforeCheckpoint() throws Exception {}

    /**
     * Makes anew what was let go; after the restore, before the first request, which waits for it. Does nothing unless it is
     * overridden.
     *
     * @throws Exception if it cannot be made: this process ends, and another restore is tried
     */
    default void afterRestore() throws Exception {}

    /**
     * {@return whether the resource works at the moment, for those who can tell; empty unless it is overridden} A store on a network or
     * on disk can.
     */
    default Optional<HealthCheck> healthCheck() {
        return Optional.empty();
    }
}
