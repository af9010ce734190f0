package io.anyport.lambda;

import static io.anyport.http.Route.get;

import io.anyport.App;
import io.anyport.http.Request;
import io.anyport.http.Response;
import io.anyport.lambda.local.FrontDoor;

/** A function that has something to do before its process ends. */
public final class HookedFunction extends LambdaHandler {

    /** For the runtime. */
    public HookedFunction() {
        super(App.of("hooked", get("/state").to(request -> Response.ok().text("hooked"))));
        Runtime.getRuntime().addShutdownHook(new Thread(() -> System.out.println("shut down")));
    }

    /** The event of a request. */
    static byte[] event(String path) {
        return FrontDoor.httpApi().event(Request.get(path));
    }
}
