package io.anyport.event;

import io.anyport.http.Problem;
import java.io.Serial;

/** No operation has the name that was asked for, or none was named and there are several. The text lists them. */
public final class UnknownOperation extends OperationException {

    @Serial
    private static final long serialVersionUID = 1;

    UnknownOperation(Problem problem) {
        super(problem);
    }
}
