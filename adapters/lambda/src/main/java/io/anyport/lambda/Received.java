package io.anyport.lambda;

import io.anyport.App;
import io.anyport.http.Problem;
import io.anyport.http.Request;
import io.anyport.http.Response;
import org.jspecify.annotations.Nullable;

/**
 * What became of an event: a request, and why the application is not to see it, if it is not.
 *
 * @param request the request, or as much of it as there is
 * @param refusal what the client did wrong, or null
 */
record Received(Request request, @Nullable Problem refusal) {

    Received refused(Problem problem) {
        return new Received(request, problem);
    }

    /** {@return the same under the id by which the application knows it} */
    Received identified(App app) {
        var known = app.identified(request);
        return known == request ? this : new Received(known, refusal);
    }

    Response answer(App app) {
        return refusal == null ? app.handle(request) : app.refuse(request, refusal);
    }
}
