package io.anyport.lambda;

import java.io.Serial;

/**
 * An event that the function cannot take: it is no well-formed JSON, or of no shape that is understood. It fails the invocation.
 * Its text names fields and kinds of values, and never has a value of the event in it.
 */
public final class EventException extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    EventException(String message) {
        super(message);
    }
}
