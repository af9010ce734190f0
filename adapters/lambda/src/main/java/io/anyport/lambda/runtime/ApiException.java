package io.anyport.lambda.runtime;

import java.io.IOException;
import java.io.Serial;

/** The Runtime API said something that the runtime cannot use. Its text names no content. */
final class ApiException extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    /** The status of its answer, or 0 if there was none that could be read. */
    private final int status;

    ApiException(int status, String message) {
        super(message);
        this.status = status;
    }

    /** {@return whether it may be another matter the next time} */
    boolean passes() {
        return status == 0 || status == 429 || status >= 500;
    }

    /** {@return whether something came that could not be read to its end} */
    boolean isUnreadable() {
        return status == 0;
    }

    int status() {
        return status;
    }
}
