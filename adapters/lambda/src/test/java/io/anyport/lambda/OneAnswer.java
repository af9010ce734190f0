package io.anyport.lambda;

import io.anyport.App;
import io.anyport.http.Handler;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.http.Route;

/** A process that answers one event, which is the resource that its argument names, and does nothing else. */
public final class OneAnswer {

    private OneAnswer() {}

    /** A class, since a lambda would load what this is to show not to be loaded. */
    private static final class Ok implements Handler {
        @Override
        public Response handle(Request request) {
            return Response.ok().text("ok");
        }
    }

    /**
     * Answers the event.
     *
     * @param arguments the name of the resource
     * @throws Exception what is thrown fails the process
     */
    public static void main(String[] arguments) throws Exception {
        var function = new LambdaHandler(App.of("one", Route.get("/{rest...}").to(new Ok()))) {};
        try (var event = OneAnswer.class.getResourceAsStream(arguments[0])) {
            function.handleRequest(event, System.out, null);
        }
    }
}
