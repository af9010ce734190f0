package io.anyport.undertow;

import io.anyport.App;
import io.anyport.http.Mount;
import io.anyport.http.Route;

/** Looks whether an application has a route that its server would hide. */
final class HealthRoutes {

    private HealthRoutes() {}

    /** Refuses a route on an address; one with parameters, which only comes that way now and then, is the application's to know. */
    static void refuseHidden(App app, HealthAddresses addresses) {
        if (!addresses.isApart()) {
            refuseHidden("", app, addresses);
        }
    }

    private static void refuseHidden(String prefix, App app, HealthAddresses addresses) {
        for (var binding : app.bindings()) {
            if (binding instanceof Mount mount && mount.handler() instanceof App mounted) {
                refuseHidden(prefix + mount.prefix(), mounted, addresses);
            } else if (binding instanceof Route route) {
                String path = prefix + route.path();
                if (addresses.isLive(path) || addresses.isReady(path)) {
                    throw new IllegalStateException("the server itself answers at " + path + ", where " + app.name()
                            + " has a route: choose other paths or another port with ServerOptions.health, or"
                            + " HealthAddresses.none() if the route does it better");
                }
            }
        }
    }
}
