package io.anyport.event;

import io.anyport.http.Problem;
import io.anyport.http.Status;
import java.io.Serial;

/**
 * There was no time left for the operation, or it was interrupted at its deadline: a problem with 504. What it has done by then is
 * unknown; trying again may help.
 */
public final class OperationTimedOut extends OperationException {

    @Serial
    private static final long serialVersionUID = 1;

    OperationTimedOut(Problem problem) {
        super(problem);
    }

    /**
     * What an adapter throws for an operation whose time is up.
     *
     * @param id the id of the invocation
     * @return the exception
     */
    public static OperationTimedOut of(String id) {
        return new OperationTimedOut(Problem.of(Status.GATEWAY_TIMEOUT)
                .withDetail("There was no output within the time limit.")
                .withRequestId(id));
    }
}
