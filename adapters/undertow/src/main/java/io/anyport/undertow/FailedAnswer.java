package io.anyport.undertow;

import java.io.Serial;
import org.jspecify.annotations.Nullable;

/** The application's answer cannot be sent, or not to its end, and the client is not to blame. */
final class FailedAnswer extends Exception {

    @Serial
    private static final long serialVersionUID = 1;

    FailedAnswer(String why, @Nullable Throwable cause) {
        super(why, cause);
    }
}
