package io.anyport.event;

import io.anyport.http.Problem;
import java.io.Serial;

/**
 * The operation has failed: unexpectedly, or with a problem from 500 on. The text has the id under which it is logged; trying again may
 * help.
 */
public final class OperationFailed extends OperationException {

    @Serial
    private static final long serialVersionUID = 1;

    OperationFailed(Problem problem) {
        super(problem);
    }
}
