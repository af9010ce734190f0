package io.anyport.lambda.runtime;

import io.anyport.Resource;
import java.io.IOException;

/**
 * What is between the start of a function and its first invocation if a snapshot is taken of it (AWS Lambda Developer Guide, "Improving
 * startup performance with Lambda SnapStart"): {@code restore/next} is answered in each process that goes on from the snapshot.
 */
final class RestorePhase {

    private static final String NEXT = "restore/next";

    private RestorePhase() {}

    /** A failure before the snapshot is one of the start. */
    static void beforeCheckpoint(Object function) throws Exception {
        if (function instanceof Resource resource) {
            resource.beforeCheckpoint();
        }
    }

    /**
     * Waits for the restore, and has the function go on. The connection is a new one from then on: the other one was in the snapshot.
     *
     * @throws IOException if the Runtime API cannot be used
     * @throws RestoreFailure if the function cannot go on, which the platform has been told
     */
    static void await(Object function, ApiConnection api, Patience patience) throws IOException {
        restored(api, patience);
        api.close();
        try {
            if (function instanceof Resource resource) {
                resource.afterRestore();
            }
        } catch (Throwable failed) {
            ErrorReport.tell("restore/error", failed, api, patience);
            throw new RestoreFailure(failed);
        }
    }

    private static void restored(ApiConnection api, Patience patience) throws IOException {
        for (int attempt = 1; ; attempt++) {
            try {
                int status = api.get(NEXT).status();
                if (status == 200) {
                    return;
                }
                throw new ApiException(status, "the Runtime API answered " + status + " to " + NEXT);
            } catch (IOException failed) {
                patience.await(attempt, failed);
            }
        }
    }

    /** The function's own failure to go on. */
    static final class RestoreFailure extends RuntimeException {

        private static final long serialVersionUID = 1;

        RestoreFailure(Throwable cause) {
            super(cause);
        }
    }
}
