package io.anyport.lambda;

import java.io.IOException;
import java.io.Serial;

/** An answer was cut off, and its client knows; the platform is told with the name of this class. Its text names no content. */
final class BrokenAnswer extends IOException {

    @Serial
    private static final long serialVersionUID = 1;

    BrokenAnswer(String message) {
        super(message);
    }
}
