package io.anyport.event;

import io.anyport.http.Problem;
import java.io.Serial;

/** The operation has ended with an exception that the application declares, as a problem with a status below 500. */
public final class OperationRefused extends OperationException {

    @Serial
    private static final long serialVersionUID = 1;

    OperationRefused(Problem problem) {
        super(problem);
    }
}
