package io.anyport.event;

import io.anyport.http.Problem;
import io.anyport.http.Status;
import java.io.Serial;

/**
 * Why an operation has no output. The names of the classes below are what a platform tells those who have invoked it, and stay as they
 * are; the text is a problem document (RFC 9457), the same that HTTP would answer. No stack trace, no cause: nothing of the inside.
 */
public abstract sealed class OperationException extends RuntimeException
        permits UnknownOperation, InvalidOperationInput, OperationRefused, OperationFailed, OperationTimedOut {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    OperationException(Problem problem) {
        super(problem.json(), null, false, false);
        this.problem = problem;
    }

    /** {@return the exception for a problem that was found while an operation was at work} */
    static OperationException of(Problem problem) {
        if (problem.status().equals(Status.GATEWAY_TIMEOUT)) {
            return new OperationTimedOut(problem);
        }
        if (problem.status().code() >= 500) {
            return new OperationFailed(problem);
        }
        return problem.faults().isEmpty() ? new OperationRefused(problem) : new InvalidOperationInput(problem);
    }

    /** {@return what is wrong} */
    public final Problem problem() {
        return problem;
    }
}
