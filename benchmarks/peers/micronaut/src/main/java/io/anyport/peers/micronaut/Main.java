package io.anyport.peers.micronaut;

import io.micronaut.context.ApplicationContext;
import io.micronaut.runtime.server.EmbeddedServer;
import java.util.Map;

/** Micronaut, on Netty. */
public final class Main {

    private Main() {}

    public static void main(String[] arguments) {
        ApplicationContext.run(EmbeddedServer.class, Map.<String, Object>of("micronaut.server.port", arguments[0]))
                .start();
    }
}
