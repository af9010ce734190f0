package io.anyport.event;

import io.anyport.http.Problem;
import java.io.Serial;

/** The input is not what the operation takes. The text names each fault; the same input will never do. */
public final class InvalidOperationInput extends OperationException {

    @Serial
    private static final long serialVersionUID = 1;

    InvalidOperationInput(Problem problem) {
        super(problem);
    }
}
