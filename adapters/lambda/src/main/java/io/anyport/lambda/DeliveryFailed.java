package io.anyport.lambda;

import io.anyport.event.Source;
import java.io.Serial;

/**
 * A delivery that the application has failed to take, from a source that has to be told by a failure of the invocation, and delivers it
 * again. The reason is in the log, under the id of the invocation; nothing of it is in this exception.
 */
public final class DeliveryFailed extends RuntimeException {

    @Serial
    private static final long serialVersionUID = 1;

    DeliveryFailed(String id, Source source) {
        super("a delivery of " + source.kind() + " has failed; see the log of request " + id, null, false, false);
    }
}
