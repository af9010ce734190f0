package io.anyport;

import io.anyport.http.Filter;
import io.anyport.http.Handler;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.observe.Observation;
import io.anyport.observe.Observer;
import io.anyport.observe.RequestTask;

/** Tells an observer of each request, around everything else that knows the route. */
final class ObservedRequests implements Filter {

    private final Observer observer;

    ObservedRequests(Observer observer) {
        this.observer = observer;
    }

    @Override
    public Handler around(Handler next) {
        return request -> answer(next, request);
    }

    private Response answer(Handler next, Request request) throws Exception {
        var observation = observer.begin(new RequestTask(request));
        if (observation == null) {
            return next.handle(request);
        }
        var observed = request.withInvocation(request.invocation().withObservation(observation));
        return observed.invocation().call(() -> answer(next, observed, observation));
    }

    private static Response answer(Handler next, Request request, Observation observation) throws Exception {
        Response response = null;
        try {
            response = next.handle(request);
            return response;
        } finally {
            observation.end(response);
        }
    }
}
