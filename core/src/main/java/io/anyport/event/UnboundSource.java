package io.anyport.event;

import java.io.Serial;

/** Deliveries, a frame or a call that the application has no binding for. Its text says what was looked for, and what is bound. */
public final class UnboundSource extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    UnboundSource(String message) {
        super(message, null, false, false);
    }
}
