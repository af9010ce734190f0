package io.anyport.undertow;

import static io.anyport.http.Route.get;
import static io.anyport.http.Route.post;

import io.anyport.App;
import io.anyport.HealthCheck;
import io.anyport.http.Response;
import java.time.Duration;
import java.util.concurrent.TimeUnit;

/** A server of a fleet, as a process: it ends when it is told to. */
final class FleetServer {

    static final Duration DELAY = Duration.ofSeconds(3); // the balancer needs one

    private FleetServer() {}

    /** Serves on a port of this machine alone. */
    public static void main(String[] arguments) {
        var app = App.of(
                        "fleet",
                        get("/quick").to(request -> Response.ok().text("quick")),
                        get("/slow").to(request -> {
                            TimeUnit.SECONDS.sleep(5); // its work
                            return Response.ok().text("slow");
                        }),
                        post("/echo")
                                .to(request -> Response.ok().text(request.body().text())))
                .checks(HealthCheck.of("itself", () -> {}));
        var options = ServerOptions.onPort(Integer.parseInt(arguments[0]))
                .host("127.0.0.1")
                .drainDelay(DELAY);
        UndertowServer.start(app, options).stopAtExit(() -> System.out.println("closed"));
        System.out.println("started");
    }
}
