package io.anyport.http;

import java.io.Serial;

/** A problem that ends the handling of a request: thrown anywhere below an {@link io.anyport.App}, it becomes the response. */
public final class ProblemException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    private final transient Problem problem;

    private ProblemException(Problem problem) {
        super(problem.toString(), null, false, false);
        this.problem = problem;
    }

    /**
     * An exception that answers a problem.
     *
     * @param problem the response
     * @return the exception; it has no stack trace, since it is an answer and no error
     */
    public static ProblemException of(Problem problem) {
        return new ProblemException(problem);
    }

    /** {@return the exception for a request that cannot be understood} */
    static ProblemException badRequest(String detail) {
        return of(Problem.of(Status.BAD_REQUEST).withDetail(detail));
    }

    /** {@return the problem to answer with} */
    public Problem problem() {
        return problem;
    }
}
